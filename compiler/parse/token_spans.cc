// Byte offsets of tokens.
//
// ANTLR reads UTF-8 into code points and numbers tokens by them. Rules are
// nearly always ASCII, where both counts agree; only a file with other
// characters pays for a table.

#include "compiler/parse/token_spans.h"

#include <algorithm>

namespace iotpf::parse {
namespace {

bool IsContinuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

// The length of the well-formed sequence at the start of `text`, or 0.
size_t SequenceLength(std::string_view text) {
  const auto at = [text](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = at(0);
  if (lead < 0x80) return 1;
  const size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(text[i])) return 0;
  }
  // Overlong forms, surrogates, and what lies past U+10FFFF.
  if (lead == 0xE0 && at(1) < 0xA0) return 0;
  if (lead == 0xED && at(1) > 0x9F) return 0;
  if (lead == 0xF0 && at(1) < 0x90) return 0;
  if (lead == 0xF4 && at(1) > 0x8F) return 0;
  return length;
}

}  // namespace

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
    if (!IsContinuation(text[i])) offsets_.push_back(i);
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

uint32_t TokenSpans::ByteOffset(size_t code_point) const {
  const size_t size = file_.text().size();
  if (offsets_.empty()) {
    return static_cast<uint32_t>(std::min(code_point, size));
  }
  return offsets_[std::min(code_point, offsets_.size() - 1)];
}

size_t FindInvalidUtf8(std::string_view text) {
  size_t at = 0;
  while (at < text.size()) {
    const size_t length = SequenceLength(text.substr(at));
    if (length == 0) return at;
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace iotpf::parse
