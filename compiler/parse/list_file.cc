// Lists as other tools write them: a name or an address a line.
//
// Elements become literals with spans in the file, so that everything later
// treats them, and points at them, as if they stood between brackets.

#include "compiler/parse/list_file.h"

#include "compiler/parse/decode_literal.h"
#include "compiler/parse/parse.h"
#include "compiler/support/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace iotpf::parse {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// The element on the line that begins at `begin`; empty where there is none.
SourceSpan ElementOf(std::string_view text, uint32_t source, size_t begin,
                     size_t end) {
  while (begin < end && IsSpace(text[begin])) ++begin;
  for (size_t i = begin; i < end; ++i) {
    if (text[i] == '#' && (i == begin || IsSpace(text[i - 1]))) end = i;
  }
  while (end > begin && IsSpace(text[end - 1])) --end;
  return {source, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

ast::Literal Decode(std::string_view text, SourceSpan span,
                    std::string_view type, DiagnosticSink& diagnostics) {
  if (type == "int" && (text[0] < '0' || text[0] > '9')) {
    // In rules the lexer sees to it that a number begins with a digit.
    diagnostics.Report(span, diag::UnexpectedToken, fmt::format("`{}`", text),
                       "; expected a number");
    ast::Literal literal;
    literal.span = span;
    literal.kind = ast::LiteralKind::Integer;
    return literal;
  }
  if (type == "int") return DecodeInteger(text, span, diagnostics);
  if (type == "ip" || type == "mac") {
    return DecodeAddress(text, span, diagnostics);
  }
  if (text.size() > kMaxLiteralBytes) {
    diagnostics.Report(span, diag::LiteralTooLong, text.size(),
                       kMaxLiteralBytes);
  }
  ast::Literal literal;
  literal.span = span;
  literal.kind = ast::LiteralKind::Text;
  literal.bytes = text;
  return literal;
}

}  // namespace

std::vector<ast::Literal> ParseListFile(const SourceSet& sources,
                                        uint32_t source, std::string_view type,
                                        DiagnosticSink& diagnostics) {
  std::vector<ast::Literal> elements;
  if (!CheckBytes(sources[source], source, diagnostics)) return elements;
  const std::string_view text = sources[source].text();
  size_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const SourceSpan span = ElementOf(text, source, begin, end);
    begin = end + 1;
    if (span.begin == span.end) continue;
    const uint32_t errors = diagnostics.error_count();
    elements.push_back(Decode(text.substr(span.begin, span.end - span.begin),
                              span, type, diagnostics));
    elements.back().is_faulty = diagnostics.error_count() > errors;
  }
  return elements;
}

}  // namespace iotpf::parse
