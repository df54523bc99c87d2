// The shape of a message: where, what, the lines, and marks under the spans.
//
// A mark must stand under the bytes it means in a terminal, so tabs are shown
// as one space and columns are counted in code points, not in bytes. A line can
// be as long as the file; only a window around a mark is shown. The primary
// span is marked with carets, labelled ones with dashes; lines of one file are
// shown once each, in order, as rustc does.

#include "compiler/diagnostics/render.h"

#include "compiler/support/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace iotpf {
namespace {

// Columns of source shown of one line.
constexpr size_t kMaxShownColumns = 120;
// Columns of source kept in front of the mark when a line is cut.
constexpr size_t kColumnsBeforeMark = 60;

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kBlue = "\x1b[34m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kPlain = "\x1b[0m";

std::string_view ColorOf(Severity severity) {
  if (severity == Severity::Error) return kRed;
  return severity == Severity::Warning ? kYellow : kGreen;
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

// A span on one line.
struct Mark {
  uint32_t line;
  size_t begin;  // bytes from the start of the line
  size_t length;
  std::string_view text;
  bool is_primary;
};

class Renderer {
 public:
  Renderer(const SourceSet& sources, bool use_color)
      : sources_(sources), use_color_(use_color) {}

  void Render(const Diagnostic& diagnostic);
  std::string Take() { return std::move(out_); }

 private:
  void RenderFile(const Diagnostic& diagnostic, uint32_t source);
  void RenderLine(std::string_view line, const Mark& mark, bool show_line,
                  size_t gutter);
  Mark MarkOf(SourceSpan span, std::string_view text, bool is_primary) const;
  std::string Colored(std::string_view color, std::string_view text) const {
    if (!use_color_) return std::string(text);
    return fmt::format("{}{}{}", color, text, kPlain);
  }

  const SourceSet& sources_;
  bool use_color_;
  std::string_view color_;  // of the report being written
  std::string out_;
};

Mark Renderer::MarkOf(SourceSpan span, std::string_view text,
                      bool is_primary) const {
  const SourceFile& file = sources_[span.source];
  const LineAndColumn at = file.Locate(span.begin);
  const size_t size = file.Line(at.line).size();
  const size_t begin = std::min<size_t>(at.column - 1, size);
  const size_t length = std::max<size_t>(1, span.end - span.begin);
  return {at.line, begin, std::min(length, std::max<size_t>(1, size - begin)),
          text, is_primary};
}

void Renderer::RenderLine(std::string_view line, const Mark& mark,
                          bool show_line, size_t gutter) {
  size_t begin = mark.begin;
  size_t length = mark.length;
  if (line.size() > kMaxShownColumns) {
    size_t cut = begin > kColumnsBeforeMark ? begin - kColumnsBeforeMark : 0;
    while (cut > 0 && IsUtf8Continuation(line[cut])) --cut;
    line.remove_prefix(cut);
    begin -= cut;
    size_t end = std::min<size_t>(line.size(), kMaxShownColumns);
    while (end < line.size() && IsUtf8Continuation(line[end])) ++end;
    line = line.substr(0, end);
    length = std::min(length, std::max<size_t>(1, line.size() - begin));
  }
  if (show_line) {
    out_ += fmt::format(
        "  {} {}\n", Colored(kBlue, fmt::format("{:>{}} |", mark.line, gutter)),
        Printable(line));
  }
  const size_t columns =
      std::max<size_t>(1, CountCodePoints(line.substr(begin, length)));
  std::string marks(columns, mark.is_primary ? '^' : '-');
  if (!mark.text.empty()) marks += fmt::format(" {}", Printable(mark.text));
  out_ += fmt::format("  {} {}{}\n",
                      Colored(kBlue, fmt::format("{:>{}} |", "", gutter)),
                      std::string(CountCodePoints(line.substr(0, begin)), ' '),
                      Colored(mark.is_primary ? color_ : kBlue, marks));
}

void Renderer::RenderFile(const Diagnostic& diagnostic, uint32_t source) {
  std::vector<Mark> marks;
  if (diagnostic.span.source == source) {
    marks.push_back(MarkOf(diagnostic.span, "", true));
  }
  for (const Label& label : diagnostic.labels) {
    if (label.span.source != source) continue;
    marks.push_back(MarkOf(label.span, label.text, false));
  }
  std::ranges::stable_sort(marks, {}, &Mark::line);
  const SourceFile& file = sources_[source];
  if (diagnostic.span.source != source) {
    out_ += fmt::format("  {} {}:{}:{}\n", Colored(kBlue, ":::"), file.path(),
                        marks[0].line, marks[0].begin + 1);
  }
  const size_t gutter = fmt::format_int(marks.back().line).size();
  uint32_t last = 0;
  for (const Mark& mark : marks) {
    const std::string_view line = file.Line(mark.line);
    if (last != 0 && mark.line > last + 1) out_ += "  ...\n";
    RenderLine(line, mark, mark.line != last || line.size() > kMaxShownColumns,
               gutter);
    last = mark.line;
  }
}

void Renderer::Render(const Diagnostic& diagnostic) {
  color_ = ColorOf(diagnostic.severity);
  const SourceFile& file = sources_[diagnostic.span.source];
  const LineAndColumn at = file.Locate(diagnostic.span.begin);
  out_ += fmt::format(
      "{}: {}: {} [{}]\n",
      Colored(kBold, fmt::format("{}:{}:{}", file.path(), at.line, at.column)),
      Colored(color_, WordOf(diagnostic.severity)),
      Printable(diagnostic.message), diagnostic.slug);
  RenderFile(diagnostic, diagnostic.span.source);
  std::vector<uint32_t> others;
  for (const Label& label : diagnostic.labels) {
    if (label.span.source != diagnostic.span.source) {
      others.push_back(label.span.source);
    }
  }
  std::ranges::sort(others);
  const auto repeated = std::ranges::unique(others);
  others.erase(repeated.begin(), repeated.end());
  for (const uint32_t other : others) RenderFile(diagnostic, other);
  if (!diagnostic.help.empty()) {
    out_ += fmt::format("  {} {}\n", Colored(kBold, "= help:"),
                        Printable(diagnostic.help));
  }
}

RuleRange ToRange(SourceSpan span, const SourceSet& sources) {
  const SourceFile& file = sources[span.source];
  const LineAndColumn begin = file.Locate(span.begin);
  const LineAndColumn end = file.Locate(span.end);
  return {file.path(),  span.begin, span.end,  begin.line,
          begin.column, end.line,   end.column};
}

}  // namespace

std::string RenderDiagnostics(const std::vector<Diagnostic>& diagnostics,
                              const SourceSet& sources,
                              const RenderStyle& style) {
  Renderer renderer(sources, style.use_color);
  uint32_t errors = 0;
  uint32_t hidden = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity == Severity::Error && ++errors > style.max_errors) {
      ++hidden;
      continue;
    }
    renderer.Render(diagnostic);
  }
  std::string out = renderer.Take();
  if (hidden > 0) {
    out +=
        fmt::format("{} more errors are not shown; mend these first\n", hidden);
  }
  return out;
}

std::vector<RuleDiagnostic> ToRuleDiagnostics(
    const std::vector<Diagnostic>& diagnostics, const SourceSet& sources) {
  std::vector<RuleDiagnostic> all;
  for (const Diagnostic& from : diagnostics) {
    RuleDiagnostic& to = all.emplace_back();
    to.severity = from.severity;
    to.slug = from.slug;
    to.message = Printable(from.message);
    to.help = Printable(from.help);
    to.range = ToRange(from.span, sources);
    for (const Label& label : from.labels) {
      to.labels.push_back({ToRange(label.span, sources), label.text});
    }
    for (const Edit& edit : from.fix) {
      to.fix.push_back({ToRange(edit.span, sources), edit.replacement});
    }
  }
  return all;
}

}  // namespace iotpf
