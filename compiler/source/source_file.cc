// Offsets to lines.
//
// Spans carry offsets only: 12 bytes a node. Lines and columns are needed for
// messages and for the positions that go into a ruleset, so the starts of the
// lines are found once and searched.

#include "compiler/source/source_file.h"

#include "compiler/support/limits.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace iotpf {

SourceFile::SourceFile(std::string name, std::string text, std::string path,
                       std::string root)
    : name_(std::move(name)),
      text_(std::move(text)),
      path_(path.empty() ? name_ : std::move(path)),
      root_(std::move(root)) {
  line_starts_.push_back(0);
  // The parser refuses a larger one, and points at its begin.
  if (text_.size() > kMaxSourceBytes) return;
  for (uint32_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

LineAndColumn SourceFile::Locate(uint32_t offset) const {
  offset = std::min<uint32_t>(offset, static_cast<uint32_t>(text_.size()));
  const auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<uint32_t>(after - line_starts_.begin());
  return {line, offset - line_starts_[line - 1] + 1};
}

std::string_view SourceFile::Line(uint32_t line) const {
  const uint32_t begin = line_starts_[line - 1];
  std::string_view text(text_);
  // Not searched for: a line may be as long as the file.
  if (line < line_starts_.size()) text = text.substr(0, line_starts_[line] - 1);
  text.remove_prefix(begin);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::vector<uint32_t> RowsByName(const SourceSet& sources) {
  std::vector<uint32_t> order(sources.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, [&sources](uint32_t a, uint32_t b) {
    return std::pair(sources[a].name(), sources[a].path()) <
           std::pair(sources[b].name(), sources[b].path());
  });
  std::vector<uint32_t> rows(sources.size());
  for (uint32_t row = 0; row < order.size(); ++row) rows[order[row]] = row;
  return rows;
}

}  // namespace iotpf
