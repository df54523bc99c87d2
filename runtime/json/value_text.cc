// Times, addresses and bytes written as text.
//
// The texts come from files of any origin, so every form is checked whole: what
// is not understood is no value, never a wrong one.

#include "runtime/json/value_text.h"

#include <arpa/inet.h>
#include <iotpf/hex_digit.h>

#include <array>
#include <charconv>
#include <chrono>

namespace iotpf::runtime {
namespace {

// Consumes exactly `size` digits.
bool TakeNumber(std::string_view& text, size_t size, int& number) {
  if (text.size() < size) return false;
  number = 0;
  for (const char c : text.substr(0, size)) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(size);
  return true;
}

// Consumes one of `characters`.
bool TakeOneOf(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text.front()) == std::string_view::npos) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// Consumes `.125`, if it is there: nanoseconds.
bool TakeFraction(std::string_view& text, int64_t& nanoseconds) {
  nanoseconds = 0;
  if (!TakeOneOf(text, ".")) return true;
  int64_t unit = 1'000'000'000;
  size_t count = 0;
  while (count < text.size() && text[count] >= '0' && text[count] <= '9') {
    unit /= 10;
    nanoseconds += unit * (text[count] - '0');
    ++count;
  }
  text.remove_prefix(count);
  return count > 0;
}

// Consumes `Z` or `+08:00`: minutes east of UTC.
bool TakeOffset(std::string_view& text, int& minutes) {
  minutes = 0;
  if (TakeOneOf(text, "Zz")) return true;
  const bool is_west = text.starts_with('-');
  if (!TakeOneOf(text, "+-")) return false;
  int hour = 0;
  if (!TakeNumber(text, 2, hour)) return false;
  TakeOneOf(text, ":");
  if (!TakeNumber(text, 2, minutes) || hour > 23 || minutes > 59) return false;
  minutes = (is_west ? -1 : 1) * (hour * 60 + minutes);
  return true;
}

int Base64Digit(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+') return 62;
  if (c == '/') return 63;
  return -1;
}

}  // namespace

std::optional<int64_t> ReadTime(std::string_view text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  int64_t nanoseconds = 0;
  int offset = 0;
  const bool is_read = TakeNumber(text, 4, year) && TakeOneOf(text, "-") &&
                       TakeNumber(text, 2, month) && TakeOneOf(text, "-") &&
                       TakeNumber(text, 2, day) && TakeOneOf(text, "Tt ") &&
                       TakeNumber(text, 2, hour) && TakeOneOf(text, ":") &&
                       TakeNumber(text, 2, minute) && TakeOneOf(text, ":") &&
                       TakeNumber(text, 2, second) &&
                       TakeFraction(text, nanoseconds) &&
                       TakeOffset(text, offset) && text.empty();
  if (!is_read || hour > 23 || minute > 59 || second > 60) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
      std::chrono::day(static_cast<unsigned>(day))};
  // Nanoseconds in int64 reach from 1677-09-21 to 2262-04-11.
  if (!date.ok() || year < 1678 || year > 2261) return std::nullopt;
  const int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  const int64_t minutes = (days * 24 + hour) * 60 + minute - offset;
  return (minutes * 60 + second) * 1'000'000'000 + nanoseconds;
}

std::optional<std::string> ReadIp(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) {
    text = text.substr(1, text.size() - 2);
  }
  const std::string address(text);
  std::array<char, 16> bytes{};
  if (address.find('\0') != std::string::npos) return std::nullopt;
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
    return std::string(bytes.data(), 4);
  }
  if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) {
    return std::string(bytes.data(), 16);
  }
  return std::nullopt;
}

std::optional<std::string> ReadMac(std::string_view text) {
  if (text.size() != 17) return std::nullopt;
  std::string digits;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i % 3 != 2) {
      digits += text[i];
    } else if (text[i] != text[2] || (text[i] != ':' && text[i] != '-')) {
      return std::nullopt;
    }
  }
  if (digits.find(' ') != std::string::npos) return std::nullopt;
  return ReadHex(digits);
}

std::optional<std::string> ReadHex(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 2);
  while (!text.empty()) {
    if (TakeOneOf(text, " ")) continue;
    const int high = HexDigit(text[0]);
    const int low = text.size() > 1 ? HexDigit(text[1]) : -1;
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(static_cast<uint8_t>(high * 16 + low));
    text.remove_prefix(2);
  }
  return bytes;
}

std::optional<std::string> ReadBase64(std::string_view text) {
  while (!text.empty() && (text.ends_with('=') || text.ends_with('\n') ||
                           text.ends_with('\r'))) {
    text.remove_suffix(1);
  }
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  uint32_t bits = 0;
  unsigned count = 0;  // of bits not yet written
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    const int digit = Base64Digit(c);
    if (digit < 0) return std::nullopt;
    bits = bits << 6 | static_cast<uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(static_cast<uint8_t>(bits >> count));
  }
  // One digit alone holds no byte.
  if (count == 6) return std::nullopt;
  return bytes;
}

}  // namespace iotpf::runtime
