// The shape of a message: where, what, the line, and carets under the span.
//
// A caret must stand under the bytes it marks in a terminal, so tabs are shown
// as one space and the carets are counted in code points, not in bytes. A line
// can be as long as the file; only a window around the span is shown.

#include "compiler/diagnostics/render.h"

#include "compiler/support/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace iotpf {
namespace {

// Columns of source shown of one line.
constexpr uint32_t kMaxShownColumns = 120;
// Columns of source kept in front of the caret when a line is cut.
constexpr uint32_t kColumnsBeforeCaret = 60;

std::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      break;
  }
  return "note";
}

size_t CountCodePoints(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return !IsUtf8Continuation(c); }));
}

std::string Printable(std::string_view text) {
  std::string shown(text);
  for (char& c : shown) {
    if (c == '\t') c = ' ';
    if (static_cast<uint8_t>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return shown;
}

void RenderLine(const SourceFile& file, SourceSpan span, std::string& out) {
  const LineAndColumn at = file.Locate(span.begin);
  std::string_view line = file.Line(at.line);
  size_t begin = std::min<size_t>(at.column - 1, line.size());
  size_t length = std::max<size_t>(1, span.end - span.begin);
  length = std::min(length, std::max<size_t>(1, line.size() - begin));
  if (line.size() > kMaxShownColumns) {
    size_t cut = begin > kColumnsBeforeCaret ? begin - kColumnsBeforeCaret : 0;
    while (cut > 0 && IsUtf8Continuation(line[cut])) --cut;
    line.remove_prefix(cut);
    begin -= cut;
    size_t end = std::min<size_t>(line.size(), kMaxShownColumns);
    while (end < line.size() && IsUtf8Continuation(line[end])) ++end;
    line = line.substr(0, end);
    length = std::min(length, std::max<size_t>(1, line.size() - begin));
  }
  const std::string number = std::to_string(at.line);
  const size_t indent = CountCodePoints(line.substr(0, begin));
  const size_t carets =
      std::max<size_t>(1, CountCodePoints(line.substr(begin, length)));
  out += fmt::format("  {} | {}\n", number, Printable(line));
  out += fmt::format("  {} | {}{}\n", std::string(number.size(), ' '),
                     std::string(indent, ' '), std::string(carets, '^'));
}

void RenderOne(const Diagnostic& diagnostic, const SourceSet& sources,
               std::string& out) {
  const SourceFile& file = sources[diagnostic.span.source];
  const LineAndColumn at = file.Locate(diagnostic.span.begin);
  out += fmt::format("{}:{}:{}: {}: {} [{}]\n", file.name(), at.line, at.column,
                     NameOf(diagnostic.severity), Printable(diagnostic.message),
                     diagnostic.slug);
  RenderLine(file, diagnostic.span, out);
  for (const Diagnostic& note : diagnostic.notes) RenderOne(note, sources, out);
}

}  // namespace

std::string RenderDiagnostics(const std::vector<Diagnostic>& diagnostics,
                              const SourceSet& sources, uint32_t max_errors) {
  std::string out;
  uint32_t errors = 0;
  uint32_t hidden = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::Error && ++errors > max_errors) {
      ++hidden;
      continue;
    }
    RenderOne(diagnostic, sources, out);
  }
  if (hidden > 0) {
    out +=
        fmt::format("{} more errors are not shown; mend these first\n", hidden);
  }
  return out;
}

}  // namespace iotpf
