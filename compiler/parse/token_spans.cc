// Byte offsets of tokens.
//
// ANTLR reads UTF-8 into code points and numbers tokens by them. Rules are
// nearly always ASCII, where both counts agree; only a file with other
// characters pays for a table.

#include "compiler/parse/token_spans.h"

#include "compiler/support/utf8.h"

#include <algorithm>

namespace iotpf::parse {
TokenSpans::TokenSpans(const SourceFile& file, uint32_t source)
    : file_(file), source_(source) {
  const std::string& text = file.text();
  const bool is_ascii = std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<uint8_t>(c) < 0x80;
  });
  if (is_ascii) return;
  // ANTLR does not count a byte order mark.
  const uint32_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  for (uint32_t i = begin; i < text.size(); ++i) {
    if (!IsUtf8Continuation(text[i])) offsets_.push_back(i);
  }
  offsets_.push_back(static_cast<uint32_t>(text.size()));
}

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

uint32_t TokenSpans::ByteOffset(size_t code_point) const {
  const size_t size = file_.text().size();
  if (offsets_.empty()) {
    return static_cast<uint32_t>(std::min(code_point, size));
  }
  return offsets_[std::min(code_point, offsets_.size() - 1)];
}

}  // namespace iotpf::parse
