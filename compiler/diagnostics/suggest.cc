// The nearest name by edit distance, where two letters swapped are one edit
// (optimal string alignment), without ASCII case. A dotted path that ends in
// the wanted word counts as near too: who writes `header` means
// `http.response.header`.

#include "compiler/diagnostics/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace iotpf {
namespace {

// Names longer than this are not compared.
constexpr size_t kMaxComparedBytes = 80;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool IsSame(char a, char b) { return Lower(a) == Lower(b); }

size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1);  // two rows up
  std::vector<size_t> above(b.size() + 1);
  std::vector<size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    before.swap(above);
    above.swap(row);
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced =
          above[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1);
      row[j] = std::min({replaced, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) &&
          IsSame(a[i - 2], b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
  }
  return row[b.size()];
}

}  // namespace

const std::string* FindNearest(std::string_view name,
                               const std::vector<std::string>& candidates) {
  if (name.size() > kMaxComparedBytes) return nullptr;
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
  return best;
}

std::string SuggestName(std::string_view name,
                        const std::vector<std::string>& candidates) {
  const std::string* best = FindNearest(name, candidates);
  return best == nullptr ? "" : fmt::format("\ndid you mean `{}`?", *best);
}

}  // namespace iotpf
