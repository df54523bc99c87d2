// Values come from traffic and may be any bytes; what is written is JSON in
// valid UTF-8 whatever they are, and holds no control character.
#include "runtime/report/json_text.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace iotpf::runtime {
namespace {

void AppendEscaped(uint8_t byte, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

// A character of ASCII that does not stand for itself.
void AppendAscii(uint8_t byte, std::string& out) {
  switch (byte) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      AppendEscaped(byte, out);
      return;
  }
}

constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (size_t c = 0x20; c < 0x7f; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

// Bytes from the front that stand for themselves.
size_t PlainLength(std::string_view bytes) {
  size_t size = 0;
  while (size < bytes.size() && kPlain[static_cast<uint8_t>(bytes[size])]) {
    ++size;
  }
  return size;
}

// A character of several bytes. The controls U+0080 to U+009F steer terminals,
// and they and the separators U+2028 and U+2029 end a line for many readers.
void AppendWide(std::string_view character, std::string& out) {
  const auto last = static_cast<uint8_t>(character.back());
  if (character.size() == 2 && character[0] == '\xC2' && last < 0xA0) {
    AppendEscaped(last, out);
  } else if (character == "\u2028") {
    out += "\\u2028";
  } else if (character == "\u2029") {
    out += "\\u2029";
  } else {
    out += character;
  }
}

bool IsContinuation(char byte) {
  return (static_cast<uint8_t>(byte) & 0xC0) == 0x80;
}

}  // namespace

size_t Utf8Length(std::string_view bytes) {
  if (bytes.empty()) return 0;
  const uint8_t first = static_cast<uint8_t>(bytes[0]);
  if (first < 0x80) return 1;
  const size_t length = first >= 0xC2 && first <= 0xDF   ? 2
                        : first >= 0xE0 && first <= 0xEF ? 3
                        : first >= 0xF0 && first <= 0xF4 ? 4
                                                         : 0;
  if (length == 0 || bytes.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if (!IsContinuation(bytes[i])) return 0;
  }
  // Overlong forms, surrogates, and what is above U+10FFFF.
  const uint8_t second = static_cast<uint8_t>(bytes[1]);
  if (first == 0xE0 && second < 0xA0) return 0;
  if (first == 0xED && second > 0x9F) return 0;
  if (first == 0xF0 && second < 0x90) return 0;
  if (first == 0xF4 && second > 0x8F) return 0;
  return length;
}

void AppendJsonString(std::string_view bytes, std::string& out) {
  out += '"';
  while (!bytes.empty()) {
    // Nearly all is plain.
    const size_t plain = PlainLength(bytes);
    out += bytes.substr(0, plain);
    bytes.remove_prefix(plain);
    if (bytes.empty()) break;
    const size_t length = Utf8Length(bytes);
    const uint8_t first = static_cast<uint8_t>(bytes[0]);
    if (length == 0) {
      AppendEscaped(first, out);
    } else if (length == 1) {
      AppendAscii(first, out);
    } else {
      AppendWide(bytes.substr(0, length), out);
    }
    bytes.remove_prefix(length == 0 ? 1 : length);
  }
  out += '"';
}

}  // namespace iotpf::runtime
