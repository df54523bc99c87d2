// The matrix as the paper's figure 3 draws it: rows are the truth, columns what
// was said, and a perfect score is a dark diagonal. Platforms stand in the same
// order in both; what names none stands apart, right of a gap, so that a miss
// and a wrong name differ by place and by colour.
//
// Shade is the share of the row, not the number of sessions: a platform of
// three sessions is as visible as one of three thousand. Shades begin away from
// white, so that one session in ten thousand is still seen.

#include "tools/label_picture.h"

#include "tools/label_report.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <vector>

namespace iotpf::tools {
namespace {

// Pixels.
constexpr int kCell = 24;
constexpr int kGap = 12;
constexpr int kLetter = 7;  // width of one in the names
constexpr int kMargin = 16;
constexpr int kHead = 54;    // title above the names of columns
constexpr int kCounts = 64;  // column of totals
constexpr int kFoot = 40;    // legend

struct Color {
  int red, green, blue;
};
constexpr Color kRight = {8, 81, 156};
constexpr Color kWrong = {203, 24, 29};
constexpr Color kUnnamed = {110, 110, 110};

class Matrix {
 public:
  explicit Matrix(const LabelScore& score) : score_(score) {
    for (const auto& [cell, count] : score.confusion()) {
      totals_[cell.first] += count;
    }
    std::set<std::string> columns;
    for (const auto& [id, row] : score.platforms()) columns.insert(id);
    columns_.assign(columns.begin(), columns.end());
    names_ = columns_.size();
    for (const auto miss : kMissColumns) columns_.emplace_back(miss);
    for (const auto& [row, total] : totals_) {
      if (row != kNoIotRow) rows_.push_back(row);
    }
    if (totals_.contains(std::string(kNoIotRow))) {
      rows_.emplace_back(kNoIotRow);
    }
    size_t longest = 0;
    for (const auto& name : columns_) longest = std::max(longest, name.size());
    label_ = static_cast<int>(longest) * kLetter + 12;
  }

  std::string Svg() const {
    const int width = X(columns_.size()) + kCounts + label_ / 2 + kMargin;
    const int height = Y(rows_.size()) + kFoot + kMargin;
    std::string text = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" "
        "height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
        "font-family=\"sans-serif\" font-size=\"12\">\n"
        "<title>Confusion matrix</title>\n"
        "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n",
        width, height);
    text += Title();
    for (size_t i = 0; i < columns_.size(); ++i) text += ColumnName(i);
    for (size_t i = 0; i < rows_.size(); ++i) text += Row(i);
    return text + Legend() + "</svg>\n";
  }

 private:
  int X(size_t column) const {
    const int gap = column >= names_ ? kGap : 0;
    return kMargin + label_ + static_cast<int>(column) * kCell + gap;
  }
  int Y(size_t row) const {
    const bool is_last = row < rows_.size() && rows_[row] == kNoIotRow;
    const int gap = is_last || row == rows_.size() ? kGap : 0;
    return kMargin + kHead + label_ + static_cast<int>(row) * kCell + gap;
  }

  std::string Title() const {
    return fmt::format(
        "<text x=\"{0}\" y=\"32\" font-size=\"18\">{1} sessions, {2} of them "
        "named right</text>\n"
        "<text x=\"{0}\" y=\"52\" fill=\"#555\">rows: label; columns: what was "
        "said; cells: percent of the row</text>\n",
        kMargin, score_.sessions(),
        PercentText(score_.Accuracy(), score_.sessions()));
  }

  // Only a whole row is 100.
  static std::string CellText(double share) {
    if (share < 0.005) return "&lt;1";
    if (share == 1) return "100";
    return fmt::format("{}", std::min(std::lround(100 * share), 99L));
  }

  std::string ColumnName(size_t column) const {
    const int x = X(column) + kCell / 2 + 4;
    const int y = Y(0) - 6;
    return fmt::format(
        "<text transform=\"translate({},{}) rotate(-60)\">{}</text>\n", x, y,
        MarkupText(columns_[column]));
  }

  std::string Row(size_t row) const {
    const std::string& name = rows_[row];
    const uint64_t total = totals_.at(name);
    const int y = Y(row);
    std::string text =
        fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"end\">{}</text>\n",
                    kMargin + label_ - 6, y + kCell / 2 + 4, MarkupText(name));
    for (size_t i = 0; i < columns_.size(); ++i) text += Cell(row, i, total);
    return text + fmt::format(
                      "<text x=\"{}\" y=\"{}\" text-anchor=\"end\" "
                      "fill=\"#555\">{}</text>\n",
                      X(columns_.size()) + kCounts - 8, y + kCell / 2 + 4,
                      total);
  }

  Color ColorOf(const std::string& row, size_t column) const {
    const bool is_named = column < names_;
    if (row == kNoIotRow) {
      const auto& name = columns_[column];
      const bool is_right = name == "other" || name == "provider";
      return is_right ? kRight : name == "missing" ? kUnnamed : kWrong;
    }
    if (columns_[column] == row) return kRight;
    return is_named ? kWrong : kUnnamed;
  }

  std::string Cell(size_t row, size_t column, uint64_t total) const {
    const auto found = score_.confusion().find({rows_[row], columns_[column]});
    const uint64_t count =
        found == score_.confusion().end() ? 0 : found->second;
    const int x = X(column);
    const int y = Y(row);
    if (count == 0) {
      return fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" "
          "fill=\"#f7f7f7\"/>\n",
          x, y, kCell - 1, kCell - 1);
    }
    const double share =
        static_cast<double>(count) / static_cast<double>(total);
    return fmt::format(
        "<g><title>{} labelled {} got {}: {} of {}</title>"
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>"
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-size=\"10\" "
        "fill=\"{}\">{}</text></g>\n",
        count, MarkupText(rows_[row]), MarkupText(columns_[column]), count,
        total, x, y, kCell - 1, kCell - 1,
        Shade(ColorOf(rows_[row], column), share), x + kCell / 2,
        y + kCell / 2 + 4, share > 0.4 ? "#fff" : "#000", CellText(share));
  }

  // From a fifth of the color to all of it.
  static std::string Shade(Color color, double share) {
    const double strength = 0.2 + 0.8 * share;
    const auto mix = [&](int part) {
      return static_cast<int>(255 - strength * (255 - part));
    };
    return fmt::format("#{:02x}{:02x}{:02x}", mix(color.red), mix(color.green),
                       mix(color.blue));
  }

  std::string Legend() const {
    std::string text;
    int x = kMargin + label_;
    const int y = Y(rows_.size()) + kGap;
    const std::pair<Color, std::string_view> entries[] = {
        {kRight, "right"}, {kWrong, "wrong name"}, {kUnnamed, "not named"}};
    for (const auto& [color, name] : entries) {
      text += fmt::format(
          "<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>"
          "<text x=\"{}\" y=\"{}\">{}</text>\n",
          x, y, Shade(color, 1), x + 18, y + 11, name);
      x += 40 + static_cast<int>(name.size()) * kLetter;
    }
    return text;
  }

  const LabelScore& score_;
  std::map<std::string, uint64_t> totals_;
  std::vector<std::string> columns_;  // platforms, then kMissColumns
  size_t names_ = 0;                  // of these, platforms
  std::vector<std::string> rows_;
  int label_ = 0;  // pixels for a name
};

}  // namespace

std::string MarkupText(std::string_view text) {
  std::string out;
  for (const char c : PrintableText(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string LabelsAsSvg(const LabelScore& score) { return Matrix(score).Svg(); }

}  // namespace iotpf::tools
