// The nearest name by edit distance (Levenshtein), with one row of the table
// kept. A dotted path that ends in the wanted word counts as near too: who
// writes `header` means `http.response.header`.

#include "compiler/sema/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace iotpf::sema {
namespace {

// Names longer than this are not compared.
constexpr size_t kMaxComparedBytes = 80;

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string SuggestName(std::string_view name,
                        const std::vector<std::string>& candidates) {
  if (name.size() > kMaxComparedBytes) return "";
  const std::string* best = nullptr;
  size_t best_distance = std::max<size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kMaxComparedBytes) continue;
    const size_t distance = candidate.ends_with(fmt::format(".{}", name))
                                ? 1
                                : EditDistance(name, candidate);
    if (distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best == nullptr ? "" : fmt::format("; did you mean `{}`?", *best);
}

}  // namespace iotpf::sema
