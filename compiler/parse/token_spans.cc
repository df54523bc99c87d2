// Byte offsets of tokens, which are those of ByteStream.
//
// A rule of the grammar has the span from its first token to its last; one that
// took no token has an empty span at the next.

#include "compiler/parse/token_spans.h"

#include <algorithm>

namespace iotpf::parse {

SourceSpan TokenSpans::Of(const antlr4::Token* token) const {
  const uint32_t begin = ByteOffset(token->getStartIndex());
  if (token->getType() == antlr4::Token::EOF) return {source_, begin, begin};
  return {source_, begin, ByteOffset(token->getStopIndex() + 1)};
}

SourceSpan TokenSpans::Of(const antlr4::ParserRuleContext* rule) const {
  const uint32_t begin = Of(rule->start).begin;
  return {source_, begin, std::max(begin, Of(rule->stop).end)};
}

std::string_view TokenSpans::TextOf(SourceSpan span) const {
  return std::string_view(file_.text())
      .substr(span.begin, span.end - span.begin);
}

size_t TokenSpans::LastLineOf(const antlr4::Token* token) const {
  const std::string_view text = TextOf(Of(token));
  return token->getLine() +
         static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

uint32_t TokenSpans::LineBegin(uint32_t offset) const {
  return offset - (file_.Locate(offset).column - 1);
}

uint32_t TokenSpans::ByteOffset(size_t index) const {
  return static_cast<uint32_t>(std::min(index, file_.text().size()));
}

}  // namespace iotpf::parse
