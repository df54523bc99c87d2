// Pairs of queries, forms and cookies, one at a time.
//
// A text that was cut short ends in a piece that must not be misread: `a=1&b=2`
// cut to `a=1&b` shows nothing of `b`, cut to `a=1&b=%4` it shows that the
// value of `b` begins with nothing yet. So a last name without its `=` is
// dropped, and an escape without its end is left out of the prefix.

#include "runtime/session/named_pairs.h"

#include <iotpf/hex_digit.h>

#include <cstdint>

namespace iotpf::runtime {
namespace {

// Cuts `rest` at the first `separator` and returns what was before it.
std::string_view TakePiece(std::string_view& rest, char separator) {
  const size_t size = rest.find(separator);
  const std::string_view piece = rest.substr(0, size);
  rest.remove_prefix(size == std::string_view::npos ? rest.size() : size + 1);
  return piece;
}

std::string_view WithoutSpaceAround(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

FormPairs::FormPairs(std::string_view text, bool is_cut, std::string& decoded)
    : rest_(text), is_cut_(is_cut), decoded_(decoded) {
  // Views into `decoded_` hold while it grows within this room.
  decoded_.clear();
  decoded_.reserve(text.size());
}

bool FormPairs::Next(NamedPair& pair) {
  while (!rest_.empty()) {
    const bool is_last = rest_.find('&') == std::string_view::npos;
    const std::string_view piece = TakePiece(rest_, '&');
    if (piece.empty()) continue;
    const size_t equals = piece.find('=');
    const bool has_value = equals != std::string_view::npos;
    const bool is_cut = is_cut_ && is_last;
    if (is_cut && !has_value) continue;
    pair.name = Decode(piece.substr(0, equals), false);
    pair.value = has_value ? Decode(piece.substr(equals + 1), is_cut)
                           : std::string_view();
    pair.partial = is_cut;
    return true;
  }
  return false;
}

std::string_view FormPairs::Decode(std::string_view text, bool is_cut) {
  size_t plain = 0;
  while (plain < text.size() && text[plain] != '%' && text[plain] != '+') {
    ++plain;
  }
  if (plain == text.size()) return text;
  const size_t begin = decoded_.size();
  decoded_ += text.substr(0, plain);
  for (size_t i = plain; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded_ += text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const size_t left = text.size() - i - 1;
    if (is_cut && left < 2) break;
    const int high = left >= 2 ? HexDigit(text[i + 1]) : -1;
    const int low = left >= 2 ? HexDigit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      decoded_ += '%';
      continue;
    }
    decoded_ += static_cast<char>(static_cast<uint8_t>(high * 16 + low));
    i += 2;
  }
  return std::string_view(decoded_).substr(begin);
}

bool CookiePairs::Next(NamedPair& pair) {
  while (!rest_.empty()) {
    const bool is_last = rest_.find(';') == std::string_view::npos;
    const std::string_view piece = TakePiece(rest_, ';');
    const size_t equals = piece.find('=');
    if (equals == std::string_view::npos) continue;
    pair.name = WithoutSpaceAround(piece.substr(0, equals));
    pair.value = WithoutSpaceAround(piece.substr(equals + 1));
    pair.partial = is_cut_ && is_last;
    return true;
  }
  return false;
}

}  // namespace iotpf::runtime
