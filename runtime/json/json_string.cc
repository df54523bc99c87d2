// Unescaping of JSON strings, in place.
//
// No escape is shorter than what it stands for: `\n` is two bytes for one,
// `\uXXXX` six for at most three, a pair of them twelve for four. So the place
// to write never passes the place to read. A string without escapes is not
// moved at all.

#include "runtime/json/json_string.h"

#include <cstddef>
#include <cstdint>

namespace iotpf::runtime {
namespace {

constexpr uint32_t kReplacementCharacter = 0xFFFD;

char* WriteUtf8(uint32_t code, char* to) {
  const auto put = [&to](uint32_t byte) {
    *to++ = static_cast<char>(static_cast<uint8_t>(byte));
  };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return to;
}

// The four hexadecimal digits at `from`, or -1.
int32_t ReadHex4(const char* from, const char* end) {
  if (end - from < 4) return -1;
  int32_t code = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = from[i];
    int32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = c - '0';
    } else if (c >= 'a' && c <= 'f') {
      digit = c - 'a' + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = c - 'A' + 10;
    } else {
      return -1;
    }
    code = code * 16 + digit;
  }
  return code;
}

// Consumes what stands behind `\u`, with the low half of a pair.
bool TakeUnicodeEscape(const char*& from, const char* end, uint32_t& code) {
  const int32_t first = ReadHex4(from, end);
  if (first < 0) return false;
  from += 4;
  code = static_cast<uint32_t>(first);
  if (code < 0xD800 || code > 0xDFFF) return true;
  const bool is_high = code <= 0xDBFF;
  const uint32_t high = code;
  code = kReplacementCharacter;
  if (!is_high || end - from < 6 || from[0] != '\\' || from[1] != 'u') {
    return true;
  }
  const int32_t low = ReadHex4(from + 2, end);
  if (low < 0xDC00 || low > 0xDFFF) return true;
  from += 6;
  code =
      0x10000 + ((high - 0xD800) << 10) + (static_cast<uint32_t>(low) - 0xDC00);
  return true;
}

// Consumes an escape; `from` is behind the backslash.
bool TakeEscape(const char*& from, const char* end, char*& to) {
  if (from == end) return false;
  const char kind = *from++;
  if (kind == 'u') {
    uint32_t code = 0;
    if (!TakeUnicodeEscape(from, end, code)) return false;
    to = WriteUtf8(code, to);
    return true;
  }
  constexpr std::string_view kKinds = "\"\\/bfnrt";
  constexpr std::string_view kBytes = "\"\\/\b\f\n\r\t";
  const size_t index = kKinds.find(kind);
  if (index == std::string_view::npos) return false;
  *to++ = kBytes[index];
  return true;
}

}  // namespace

bool UnescapeJsonString(char* begin, const char* end, JsonString& string) {
  const char* from = begin;
  char* to = begin;
  while (from != end && *from != '"') {
    if (static_cast<uint8_t>(*from) < 0x20) return false;
    if (*from != '\\') {
      *to++ = *from++;
      continue;
    }
    ++from;
    if (!TakeEscape(from, end, to)) return false;
  }
  if (from == end) return false;
  string.text = {begin, static_cast<size_t>(to - begin)};
  string.after = from + 1;
  return true;
}

}  // namespace iotpf::runtime
