// ANTLR's own stream decodes UTF-8 into four bytes a character and numbers
// tokens by characters; its lexer then remembers its way through ASCII alone,
// so that every other character costs some microseconds. Nothing in the grammar
// asks which of those it is, and spans count bytes: bytes do for both.

#include "compiler/parse/byte_stream.h"

#include <algorithm>
#include <cstdint>

namespace iotpf::parse {
namespace {

// Stands for any byte past ASCII. A rule that takes one of them takes it too.
constexpr size_t kOther = 0x7F;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace

size_t ByteStream::CharacterAt(size_t index) const {
  const auto byte = static_cast<uint8_t>(text_[index]);
  if (byte < 0x80) return byte;
  // Whichever byte of a mark this is, the mark begins here or up to two before.
  const size_t place = kByteOrderMark.find(static_cast<char>(byte));
  if (place == std::string_view::npos || place > index) return kOther;
  return text_.substr(index - place, kByteOrderMark.size()) == kByteOrderMark
             ? ' '
             : kOther;
}

void ByteStream::consume() {
  if (at_ == text_.size()) {
    throw antlr4::IllegalStateException("cannot consume EOF");
  }
  ++at_;
}

size_t ByteStream::LA(ssize_t offset) {
  if (offset == 0) return 0;
  const auto at = static_cast<ssize_t>(at_);
  const ssize_t index = offset > 0 ? at + offset - 1 : at + offset;
  if (index < 0 || index >= static_cast<ssize_t>(text_.size())) {
    return antlr4::IntStream::EOF;
  }
  return CharacterAt(static_cast<size_t>(index));
}

void ByteStream::seek(size_t index) { at_ = std::min(index, text_.size()); }

std::string ByteStream::getText(const antlr4::misc::Interval& interval) {
  if (interval.a < 0 || interval.b < interval.a) return "";
  const auto begin = static_cast<size_t>(interval.a);
  if (begin >= text_.size()) return "";
  return std::string(
      text_.substr(begin, static_cast<size_t>(interval.b - interval.a) + 1));
}

}  // namespace iotpf::parse
