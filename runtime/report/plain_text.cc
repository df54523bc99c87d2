// Traffic must not steer the terminal that shows it: an escape sequence in a
// header would otherwise be carried out.
#include "runtime/report/plain_text.h"

#include <iotpf/report.h>

#include "runtime/report/json_text.h"

#include <cstdint>

namespace iotpf {
namespace {

std::string Escaped(char byte) {
  static constexpr char kHex[] = "0123456789abcdef";
  const uint8_t value = static_cast<uint8_t>(byte);
  if (byte == '\\') return "\\\\";
  if (value >= 0x20 && value < 0x7f) return std::string(1, byte);
  return {'\\', 'x', kHex[value >> 4], kHex[value & 15]};
}

}  // namespace

std::string PlainText(std::string_view bytes, size_t max_columns) {
  constexpr std::string_view kMore = "...";
  std::string text;
  size_t keep = 0;  // columns of `text` that leave room for kMore
  for (const char byte : bytes) {
    const std::string shown = Escaped(byte);
    if (text.size() + shown.size() > max_columns) {
      text.resize(keep);
      return text.append(kMore.substr(0, max_columns));
    }
    text += shown;
    if (text.size() + kMore.size() <= max_columns) keep = text.size();
  }
  return text;
}

std::string PrintableText(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const size_t length = runtime::Utf8Length(text);
    const uint8_t first = static_cast<uint8_t>(text[0]);
    // U+0080 to U+009F are control characters too; they begin with 0xC2.
    const bool is_control =
        length == 0 || (length == 1 && (first < 0x20 || first == 0x7f)) ||
        (length == 2 && first == 0xC2 && static_cast<uint8_t>(text[1]) < 0xA0);
    if (is_control) {
      plain += '?';
    } else {
      plain += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return plain;
}

size_t runtime::ColumnsOf(std::string_view text) {
  size_t columns = 0;
  for (const char byte : text) {
    if ((static_cast<uint8_t>(byte) & 0xC0) != 0x80) ++columns;
  }
  return columns;
}

}  // namespace iotpf
