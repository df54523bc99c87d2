// Myers' greedy search: with each step one more line is removed or added, and
// for every diagonal of the grid of both texts the furthest point is kept. The
// points of all steps are kept too, which is what the way back is read from;
// the number of steps is therefore bounded.

#include "tools/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

namespace iotpf::tools {
namespace {

// Removed and added, before the middle of the texts is one change.
constexpr int kMaxChangedLines = 1000;
// Shown around a change.
constexpr size_t kContextLines = 3;

// With their line feeds.
std::vector<std::string_view> SplitLines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t feed = text.find('\n');
    const size_t size = feed == std::string_view::npos ? text.size() : feed + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Lines from `before` up to `before_end` give way to those of `after`.
struct Change {
  size_t before, before_end;
  size_t after, after_end;
};

// Equal lines have equal numbers.
using Numbers = std::vector<uint32_t>;
using NumberSpan = std::span<const uint32_t>;

class Myers {
 public:
  Myers(NumberSpan before, NumberSpan after) : before_(before), after_(after) {}

  // The changes in order, offsets within the spans.
  std::vector<Change> Run();

 private:
  // The step that reaches the end, or -1 where none may.
  int Search();
  // How far one comes on diagonal `k` in step `d`: lines of `before`.
  int64_t Reach(const std::vector<int64_t>& furthest, int d, int k) const;
  static bool ComesFromAbove(const std::vector<int64_t>& furthest, int d,
                             int k) {
    const auto at = static_cast<size_t>(k + d);
    return k == -d || (k != d && furthest[at] > furthest[at - 2]);
  }

  NumberSpan before_;
  NumberSpan after_;
  // Of step d: the furthest points of its diagonals -d, -d + 2, ..., each at
  // k + d, as the step before left them: at k - 1 and k + 1.
  std::vector<std::vector<int64_t>> steps_;
};

// `furthest` of the step before, shifted by one: diagonal k is at k + d.
int64_t Myers::Reach(const std::vector<int64_t>& furthest, int d, int k) const {
  const auto at = static_cast<size_t>(k + d);
  int64_t x = 0;
  if (d > 0) {
    x = ComesFromAbove(furthest, d, k) ? furthest[at] : furthest[at - 2] + 1;
  }
  const auto before_size = static_cast<int64_t>(before_.size());
  const auto after_size = static_cast<int64_t>(after_.size());
  while (x < before_size && x - k < after_size &&
         before_[static_cast<size_t>(x)] ==
             after_[static_cast<size_t>(x - k)]) {
    ++x;
  }
  return x;
}

int Myers::Search() {
  const auto before_size = static_cast<int64_t>(before_.size());
  const auto after_size = static_cast<int64_t>(after_.size());
  // Step d reads at k + d and k + d - 2 what step d - 1 wrote at its own
  // k' + d - 1, k' = k + 1 and k - 1.
  std::vector<int64_t> last;
  for (int d = 0; d <= kMaxChangedLines; ++d) {
    steps_.push_back(last);
    std::vector<int64_t> reached(static_cast<size_t>(2 * d + 1), 0);
    for (int k = -d; k <= d; k += 2) {
      const int64_t x = Reach(last, d, k);
      reached[static_cast<size_t>(k + d)] = x;
      if (x >= before_size && x - k >= after_size) return d;
    }
    last = std::move(reached);
  }
  return -1;
}

std::vector<Change> Myers::Run() {
  const int end = Search();
  if (end < 0) return {{0, before_.size(), 0, after_.size()}};
  std::vector<Change> changes;
  auto x = static_cast<int64_t>(before_.size());
  auto y = static_cast<int64_t>(after_.size());
  for (int d = end; d > 0; --d) {
    const std::vector<int64_t>& furthest = steps_[static_cast<size_t>(d)];
    const int k = static_cast<int>(x - y);
    const auto at = static_cast<size_t>(k + d);
    const bool is_added = ComesFromAbove(furthest, d, k);
    x = is_added ? furthest[at] : furthest[at - 2];
    y = x - (is_added ? k + 1 : k - 1);
    const auto from = static_cast<size_t>(x);
    const auto to = static_cast<size_t>(y);
    changes.push_back(
        {from, from + (is_added ? 0 : 1), to, to + (is_added ? 1 : 0)});
  }
  std::reverse(changes.begin(), changes.end());
  return changes;
}

Numbers Number(const std::vector<std::string_view>& lines,
               std::unordered_map<std::string_view, uint32_t>& known) {
  Numbers numbers;
  for (const std::string_view line : lines) {
    const auto next = static_cast<uint32_t>(known.size());
    numbers.push_back(known.emplace(line, next).first->second);
  }
  return numbers;
}

std::vector<Change> FindChanges(const std::vector<std::string_view>& before,
                                const std::vector<std::string_view>& after) {
  std::unordered_map<std::string_view, uint32_t> known;
  const Numbers a = Number(before, known);
  const Numbers b = Number(after, known);
  const size_t shorter = std::min(a.size(), b.size());
  size_t head = 0;
  while (head < shorter && a[head] == b[head]) ++head;
  size_t tail = 0;
  while (tail < shorter - head &&
         a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) {
    ++tail;
  }
  std::vector<Change> changes =
      Myers(NumberSpan(a).subspan(head, a.size() - head - tail),
            NumberSpan(b).subspan(head, b.size() - head - tail))
          .Run();
  for (Change& change : changes) {
    change.before += head;
    change.before_end += head;
    change.after += head;
    change.after_end += head;
  }
  return changes;
}

class DiffWriter {
 public:
  DiffWriter(const std::vector<std::string_view>& before,
             const std::vector<std::string_view>& after, bool use_color)
      : before_(before), after_(after), use_color_(use_color) {}

  std::string Run(std::string_view name, const std::vector<Change>& changes);

 private:
  void WriteHunk(std::span<const Change> changes);
  void WriteLine(char mark, std::string_view line);
  void WriteColored(std::string_view color, std::string_view text);

  const std::vector<std::string_view>& before_;
  const std::vector<std::string_view>& after_;
  bool use_color_;
  std::string out_;
};

void DiffWriter::WriteColored(std::string_view color, std::string_view text) {
  if (!use_color_ || color.empty()) {
    out_ += fmt::format("{}\n", text);
  } else {
    out_ += fmt::format("\x1b[{}m{}\x1b[0m\n", color, text);
  }
}

void DiffWriter::WriteLine(char mark, std::string_view line) {
  const bool has_feed = line.ends_with('\n');
  if (has_feed) line.remove_suffix(1);
  const std::string_view color = mark == '-' ? "31" : mark == '+' ? "32" : "";
  WriteColored(color, fmt::format("{}{}", mark, line));
  if (!has_feed) out_ += "\\ No newline at end of file\n";
}

// `-4,3`; an empty range names the line before it.
std::string RangeOf(size_t begin, size_t end) {
  if (end == begin) return fmt::format("{},0", begin);
  if (end == begin + 1) return fmt::format("{}", end);
  return fmt::format("{},{}", begin + 1, end - begin);
}

void DiffWriter::WriteHunk(std::span<const Change> changes) {
  const Change& first = changes.front();
  const Change& last = changes.back();
  const size_t lead = std::min(kContextLines, first.before);
  const size_t trail =
      std::min(kContextLines, before_.size() - last.before_end);
  WriteColored(
      "36", fmt::format("@@ -{} +{} @@",
                        RangeOf(first.before - lead, last.before_end + trail),
                        RangeOf(first.after - lead, last.after_end + trail)));
  size_t line = first.before - lead;
  for (size_t i = 0; i < changes.size();) {
    // Runs of changes that touch: what is removed stands first.
    size_t end = i + 1;
    while (end < changes.size() &&
           changes[end].before == changes[end - 1].before_end &&
           changes[end].after == changes[end - 1].after_end) {
      ++end;
    }
    for (; line < changes[i].before; ++line) WriteLine(' ', before_[line]);
    for (; line < changes[end - 1].before_end; ++line) {
      WriteLine('-', before_[line]);
    }
    for (size_t added = changes[i].after; added < changes[end - 1].after_end;
         ++added) {
      WriteLine('+', after_[added]);
    }
    i = end;
  }
  for (; line < last.before_end + trail; ++line) WriteLine(' ', before_[line]);
}

std::string DiffWriter::Run(std::string_view name,
                            const std::vector<Change>& changes) {
  // A tab ends a name with spaces.
  const bool has_space = name.find(' ') != std::string_view::npos;
  const std::string_view tab = has_space ? "\t" : "";
  WriteColored("1", fmt::format("--- {}{}", name, tab));
  WriteColored("1", fmt::format("+++ {}{}", name, tab));
  for (size_t i = 0; i < changes.size();) {
    size_t end = i + 1;
    while (end < changes.size() &&
           changes[end].before - changes[end - 1].before_end <=
               2 * kContextLines) {
      ++end;
    }
    WriteHunk(std::span(changes).subspan(i, end - i));
    i = end;
  }
  return std::move(out_);
}

}  // namespace

std::string UnifiedDiff(std::string_view name, std::string_view before,
                        std::string_view after, bool use_color) {
  if (before == after) return "";
  const std::vector<std::string_view> lines_before = SplitLines(before);
  const std::vector<std::string_view> lines_after = SplitLines(after);
  return DiffWriter(lines_before, lines_after, use_color)
      .Run(name, FindChanges(lines_before, lines_after));
}

}  // namespace iotpf::tools
