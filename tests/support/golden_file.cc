// A golden file is right when writing its expectations anew changes nothing.
//
// So there is no reader of expectations that could be laxer than their writer:
// marks are taken out, the rest is compiled, and the marks of what was reported
// are put in. The text before and the text after must be the same.

#include "tests/support/golden_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <regex>
#include <utility>

namespace iotpf::tests {
namespace {

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1);
    lines.push_back(text.substr(0, end + 1));
    text.remove_prefix(end + 1);
  }
  return lines;
}

bool IsMark(std::string_view line) {
  static const std::regex kMark(
      R"([ \t]*//( *\^+|<[0-9]+) (error|warning|note|label): .* \[[a-z0-9-]+\]\n?)");
  return line.find("//") != std::string_view::npos &&
         std::regex_match(line.begin(), line.end(), kMark);
}

size_t CountCodePoints(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<uint8_t>(c) & 0xC0) != 0x80; }));
}

std::string WriteMark(const Mark& mark, std::string_view line) {
  const size_t end = mark.column - 1 + mark.columns;
  if (mark.column < 3) return fmt::format("//<{} {}\n", end, mark.text);
  const size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
  const size_t begin = indent + 2 < mark.column ? indent : 0;
  return fmt::format("{}//{}{} {}\n", line.substr(0, begin),
                     std::string(mark.column - 3 - begin, ' '),
                     std::string(mark.columns, '^'), mark.text);
}

}  // namespace

std::vector<Mark> MarksOf(const std::vector<RuleDiagnostic>& findings,
                          std::string_view path, std::string_view text) {
  const std::vector<std::string_view> lines = LinesOf(text);
  std::vector<Mark> marks;
  const auto add = [&](const RuleRange& range, std::string mark) {
    if (range.path != path) return;
    std::string_view line =
        range.line <= lines.size() ? lines[range.line - 1] : "";
    line = line.substr(0, line.find_first_of("\r\n"));
    const size_t begin = std::min<size_t>(range.column - 1, line.size());
    const std::string_view marked =
        line.substr(begin, std::max<size_t>(1, range.end - range.begin));
    marks.push_back({range.line, CountCodePoints(line.substr(0, begin)) + 1,
                     std::max<size_t>(1, CountCodePoints(marked)),
                     std::move(mark)});
  };
  for (const RuleDiagnostic& finding : findings) {
    add(finding.range,
        fmt::format("{}: {}{}{} [{}]", WordOf(finding.severity),
                    finding.message, finding.help.empty() ? "" : "; ",
                    finding.help, finding.slug));
    for (const RuleLabel& label : finding.labels) {
      add(label.range, fmt::format("label: {} [{}]", label.text, finding.slug));
    }
  }
  std::ranges::stable_sort(marks, [](const Mark& a, const Mark& b) {
    return std::pair(a.line, a.column) < std::pair(b.line, b.column);
  });
  return marks;
}

std::string WithoutMarks(std::string_view text) {
  std::string clean;
  for (const std::string_view line : LinesOf(text)) {
    if (!IsMark(line)) clean += line;
  }
  return clean;
}

std::string WithMarks(std::string_view text, const std::vector<Mark>& marks) {
  std::string marked;
  auto mark = marks.begin();
  size_t number = 0;
  for (const std::string_view line : LinesOf(text)) {
    ++number;
    marked += line;
    for (; mark != marks.end() && mark->line == number; ++mark) {
      if (!marked.ends_with('\n')) marked += '\n';
      marked += WriteMark(*mark, line);
    }
  }
  // What is reported at the end of the file stands on a line of its own.
  for (; mark != marks.end(); ++mark) marked += WriteMark(*mark, "");
  return marked;
}

std::vector<std::string> SlugsOf(std::string_view text) {
  std::vector<std::string> slugs;
  for (const std::string_view line : LinesOf(text)) {
    if (!IsMark(line)) continue;
    const size_t begin = line.rfind('[') + 1;
    slugs.emplace_back(line.substr(begin, line.rfind(']') - begin));
  }
  return slugs;
}

std::optional<std::string> ReadGolden(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void GoldenComparison::Compare(const std::filesystem::path& path,
                               std::string_view found) {
  const std::optional<std::string> expected = ReadGolden(path);
  if (expected == found) return;
  if (update_) {
    std::ofstream file(path, std::ios::binary);
    file << found;
    fmt::print("rewritten: {}\n", path.string());
    return;
  }
  if (!expected) return Fail(path, "there is no such file");
  const auto before = LinesOf(*expected);
  const auto after = LinesOf(found);
  size_t i = 0;
  while (i < before.size() && i < after.size() && before[i] == after[i]) ++i;
  const auto line = [i](const std::vector<std::string_view>& lines) {
    return i < lines.size() ? lines[i] : std::string_view("the end\n");
  };
  Fail(path, fmt::format("line {}\n  expected: {}  found:    {}", i + 1,
                         line(before), line(after)));
}

void GoldenComparison::Fail(const std::filesystem::path& path,
                            std::string_view message) {
  has_failed_ = true;
  fmt::print("{}: {}\n", path.string(), message);
}

}  // namespace iotpf::tests
