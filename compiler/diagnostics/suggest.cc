// The nearest name by edit distance, where two letters swapped are one edit
// (optimal string alignment), without ASCII case. A dotted path that ends in
// the wanted word counts as near too: who writes `header` means
// `http.response.header`.

#include "compiler/diagnostics/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace iotpf {
namespace {

// Names longer than this are not compared.
constexpr size_t kMaxComparedBytes = 80;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool IsSame(char a, char b) { return Lower(a) == Lower(b); }

// The distance, or a number that is at least `limit`.
size_t EditDistance(std::string_view a, std::string_view b, size_t limit) {
  using Row = std::array<size_t, kMaxComparedBytes + 1>;
  std::array<Row, 3> rows{};
  Row* before = &rows[0];  // two rows up
  Row* above = &rows[1];
  Row* row = &rows[2];
  std::iota(row->begin(), row->end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    std::swap(before, above);
    std::swap(above, row);
    (*row)[0] = i;
    size_t least = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced =
          (*above)[j - 1] + (IsSame(a[i - 1], b[j - 1]) ? 0 : 1);
      size_t& cell = (*row)[j];
      cell = std::min({replaced, (*above)[j] + 1, (*row)[j - 1] + 1});
      if (i > 1 && j > 1 && IsSame(a[i - 1], b[j - 2]) &&
          IsSame(a[i - 2], b[j - 1])) {
        cell = std::min(cell, (*before)[j - 2] + 1);
      }
      least = std::min(least, cell);
    }
    // Two letters swapped add nothing to the row before the last.
    if (least > limit) return limit;
  }
  return (*row)[b.size()];
}

// Whether `path` ends in `.name`.
bool EndsInWord(std::string_view path, std::string_view name) {
  return path.size() > name.size() && path.ends_with(name) &&
         path[path.size() - name.size() - 1] == '.';
}

}  // namespace

const std::string* FindNearest(std::string_view name,
                               const std::vector<std::string>& candidates) {
  if (name.size() > kMaxComparedBytes) return nullptr;
  const std::string* best = nullptr;
  size_t best_distance = std::max<size_t>(1, name.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kMaxComparedBytes) continue;
    size_t distance = 1;
    if (!EndsInWord(candidate, name)) {
      const size_t longer = std::max(candidate.size(), name.size());
      const size_t shorter = std::min(candidate.size(), name.size());
      if (longer - shorter >= best_distance) continue;
      distance = EditDistance(name, candidate, best_distance);
    }
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
