// Which form a value takes is drawn among those that can say it exactly, so
// that constants stay those of the pool however they are written.
#include "tests/agreement/random_literals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace iotpf::tests {
namespace {

constexpr std::string_view kAccent = "\xC3\xA9";

bool IsPrintable(char c) { return c >= 0x20 && c < 0x7F; }

bool CanBeRaw(std::string_view bytes) {
  return std::ranges::all_of(bytes,
                             [](char c) { return IsPrintable(c) && c != '"'; });
}

// Lines keep their bytes where none is blank but empty, and one begins without
// a space, so that the common indentation is the one that is added.
bool CanBeBlock(std::string_view bytes) {
  bool has_flush_line = false;
  bool is_line_start = true;
  bool is_blank = true;
  for (const char c : bytes) {
    if (c == '"' || (!IsPrintable(c) && c != '\n')) return false;
    if (c == '\n') {
      if (is_blank && !is_line_start) return false;
      is_line_start = is_blank = true;
      continue;
    }
    if (is_line_start && c != ' ') has_flush_line = true;
    is_line_start = false;
    if (c != ' ') is_blank = false;
  }
  return has_flush_line && (!is_blank || is_line_start);
}

std::string SpellBlock(std::string_view bytes) {
  std::string text = "\"\"\"\n";
  std::string_view rest = bytes;
  while (true) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (!line.empty()) text += fmt::format("    {}", line);
    text += '\n';
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  return text + "    \"\"\"";
}

std::string SpellHex(std::string_view bytes, Random& random) {
  const bool has_wildcards = random.Percent(50);
  std::string text = "x\"";
  for (const char byte : bytes) {
    std::string pair = fmt::format("{:02x}", static_cast<uint8_t>(byte));
    for (char& digit : pair) {
      if (has_wildcards && random.Percent(20)) digit = '?';
      if (random.Percent(20) && digit >= 'a') digit ^= 0x20;
    }
    text += pair;
    if (random.Percent(40)) text += ' ';
  }
  return text + '"';
}

std::string SpellEscaped(std::string_view bytes, Random& random) {
  constexpr std::string_view kNamed("\n\r\t\0\\\"", 6);
  constexpr std::string_view kNames = "nrt0\\\"";
  std::string text = "\"";
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (bytes.substr(i, 2) == kAccent && random.Percent(60)) {
      text += random.Percent(50) ? std::string(kAccent) : "\\u{e9}";
      ++i;
    } else if (const size_t name = kNamed.find(c);
               name != std::string_view::npos && random.Percent(80)) {
      text += '\\';
      text += kNames[name];
    } else if (!IsPrintable(c) || c == '\\' || c == '"' || random.Percent(5)) {
      text += fmt::format("\\x{:02x}", static_cast<uint8_t>(c));
    } else {
      text += c;
    }
  }
  return text + '"';
}

std::string SpellV6(const std::string& bytes, Random& random) {
  std::array<unsigned, 8> groups{};
  for (size_t i = 0; i < 16; ++i) {
    groups[i / 2] = groups[i / 2] << 8 | static_cast<uint8_t>(bytes[i]);
  }
  size_t first = 0;
  while (first < 8 && groups[first] != 0) ++first;
  size_t end = first;
  while (end < 8 && groups[end] == 0) ++end;
  const bool is_short = end - first > 1 && random.Percent(60);
  std::string text;
  for (size_t i = 0; i < 8; ++i) {
    if (is_short && i == first) {
      text += "::";
      i = end - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    text += fmt::format("{:x}", groups[i]);
  }
  return text;
}

}  // namespace

std::string SpellText(std::string_view bytes, TextForms forms, Random& random) {
  if (forms.hex && !bytes.empty() && random.Percent(25)) {
    return SpellHex(bytes, random);
  }
  std::string text;
  if (CanBeRaw(bytes) && random.Percent(20)) {
    text = fmt::format("r\"{}\"", bytes);
  } else if (CanBeBlock(bytes) && random.Percent(20)) {
    text = SpellBlock(bytes);
  } else {
    text = SpellEscaped(bytes, random);
  }
  return forms.nocase && random.Percent(25) ? "nocase " + text : text;
}

std::string SpellNumber(int64_t number, Random& random) {
  if (random.Percent(20)) {
    return fmt::format("{}{:x}", random.Percent(80) ? "0x" : "0X", number);
  }
  std::string digits = fmt::format("{}", number);
  if (digits.size() > 1 && random.Percent(20)) {
    digits.insert(1 + random.Below(digits.size() - 1), 1, '_');
  }
  return digits;
}

std::string SpellAddress(std::string bytes, bool may_be_network,
                         Random& random) {
  const size_t bits = bytes.size() * 8;
  size_t prefix = bits;
  if (may_be_network && random.Percent(60)) {
    prefix = random.Percent(50) ? 8 * random.Below(bytes.size() + 1)
                                : random.Below(bits + 1);
    for (size_t bit = prefix; bit < bits; ++bit) {
      bytes[bit / 8] &= static_cast<char>(~(0x80u >> bit % 8));
    }
  }
  std::string text;
  if (bytes.size() == 16) {
    text = SpellV6(bytes, random);
  } else {
    const bool is_mac = bytes.size() == 6;
    for (const char c : bytes) {
      const auto byte = static_cast<uint8_t>(c);
      if (!text.empty()) text += is_mac ? ':' : '.';
      text += is_mac ? fmt::format("{:02x}", byte) : fmt::format("{}", byte);
    }
  }
  const bool shows_prefix = prefix < bits || random.Percent(15);
  return shows_prefix ? fmt::format("{}/{}", text, prefix) : text;
}

}  // namespace iotpf::tests
