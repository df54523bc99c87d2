// Escapes, integers and regexes.
//
// The lexer finds where a literal ends and no more; what is wrong inside it is
// found here, where a report can point at the escape or the digit itself.

#include "compiler/parse/decode_literal.h"

#include "compiler/support/limits.h"
#include "compiler/support/utf8.h"

#include <fmt/format.h>
#include <iotpf/hex_digit.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

namespace iotpf::parse {
namespace {

// Digits of `\u{HEX}` that are looked at.
constexpr size_t kMaxCodePointDigits = 16;

SourceSpan Inside(SourceSpan span, size_t offset, size_t size) {
  const auto begin = static_cast<uint32_t>(span.begin + offset);
  return {span.source, begin, static_cast<uint32_t>(begin + size)};
}

// Decodes `\u{HEX}`; `at` is the offset of the backslash. Returns its length,
// or 0 when it has not that form.
size_t DecodeCodePoint(std::string_view text, size_t at, SourceSpan span,
                       std::string& out, DiagnosticSink& diagnostics) {
  if (text.substr(at, 3) != "\\u{") return 0;
  // Of a code point, that is: no search to the end of a long text.
  const size_t end_of_search = at + 3 + kMaxCodePointDigits;
  const size_t close = text.substr(0, end_of_search + 1).find('}', at);
  if (close == std::string_view::npos) return 0;
  const std::string_view digits = text.substr(at + 3, close - at - 3);
  uint32_t code_point = 0;
  const auto [end, error] = std::from_chars(
      digits.data(), digits.data() + digits.size(), code_point, 16);
  const bool is_number =
      error == std::errc() && end == digits.data() + digits.size();
  const bool is_surrogate = code_point >= 0xD800 && code_point < 0xE000;
  if (!is_number || code_point > 0x10FFFF || is_surrogate) {
    diagnostics.Report(Inside(span, at, close + 1 - at), diag::NotACodePoint,
                       digits);
  } else {
    AppendUtf8(code_point, out);
  }
  return close + 1 - at;
}

// Decodes the escape at `at` and returns its length.
size_t DecodeEscape(std::string_view text, size_t at, SourceSpan span,
                    std::string& out, DiagnosticSink& diagnostics) {
  const char escape = text[at + 1];
  constexpr std::string_view kNames = "nrt0\\\"";
  constexpr std::string_view kMeanings("\n\r\t\0\\\"", 6);
  if (const size_t i = kNames.find(escape); i != std::string_view::npos) {
    out += kMeanings[i];
    return 2;
  }
  if (escape == 'x' && at + 3 < text.size() && HexDigit(text[at + 2]) >= 0 &&
      HexDigit(text[at + 3]) >= 0) {
    out +=
        static_cast<char>(HexDigit(text[at + 2]) << 4 | HexDigit(text[at + 3]));
    return 4;
  }
  if (const size_t length = DecodeCodePoint(text, at, span, out, diagnostics)) {
    return length;
  }
  const size_t size = Utf8Length(text.substr(at + 1));
  diagnostics.Report(Inside(span, at, 1 + size), diag::UnknownEscape,
                     text.substr(at + 1, size));
  return 1 + size;
}

void CheckSize(const ast::Literal& literal, size_t limit,
               DiagnosticSink& diagnostics) {
  if (literal.bytes.size() <= limit) return;
  diagnostics.Report(literal.span, diag::LiteralTooLong, literal.bytes.size(),
                     limit);
}

ast::Literal Make(ast::LiteralKind kind, SourceSpan span) {
  ast::Literal literal;
  literal.kind = kind;
  literal.span = span;
  return literal;
}

}  // namespace

ast::Literal DecodeInteger(std::string_view text, SourceSpan span,
                           DiagnosticSink& diagnostics) {
  ast::Literal literal = Make(ast::LiteralKind::Integer, span);
  std::string digits(text);
  std::erase(digits, '_');
  const bool is_hex = digits.starts_with("0x") || digits.starts_with("0X");
  const char* begin = digits.data() + (is_hex ? 2 : 0);
  const char* end = digits.data() + digits.size();
  const auto [stop, error] =
      std::from_chars(begin, end, literal.integer, is_hex ? 16 : 10);
  if (error == std::errc::result_out_of_range) {
    diagnostics.Report(span, diag::IntegerTooLarge, text);
  } else if (error != std::errc() || stop != end) {
    diagnostics.Report(span, diag::UnexpectedToken, fmt::format("`{}`", text),
                       "; expected a number");
  }
  return literal;
}

ast::Literal DecodeText(std::string_view text, SourceSpan span,
                        DiagnosticSink& diagnostics) {
  ast::Literal literal = Make(ast::LiteralKind::Text, span);
  size_t at = 1;
  while (at + 1 < text.size()) {
    if (text[at] == '\\') {
      at += DecodeEscape(text, at, span, literal.bytes, diagnostics);
    } else {
      literal.bytes += text[at++];
    }
  }
  CheckSize(literal, kMaxLiteralBytes, diagnostics);
  return literal;
}

ast::Literal DecodeRaw(std::string_view text, SourceSpan span,
                       DiagnosticSink& diagnostics) {
  ast::Literal literal = Make(ast::LiteralKind::Text, span);
  // Token: r"..." or R"...".
  literal.bytes = text.substr(2, text.size() - 3);
  CheckSize(literal, kMaxLiteralBytes, diagnostics);
  return literal;
}

ast::Literal DecodeBlock(std::string_view text, SourceSpan span,
                         DiagnosticSink& diagnostics) {
  ast::Literal literal = Make(ast::LiteralKind::Text, span);
  std::string_view rest = text.substr(3, text.size() - 6);
  std::vector<std::string_view> lines;
  while (true) {
    const size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  const auto is_blank = [](std::string_view line) {
    return line.find_first_not_of(" \t") == std::string_view::npos;
  };
  if (lines.size() > 1 && is_blank(lines.front())) lines.erase(lines.begin());
  if (lines.size() > 1 && is_blank(lines.back())) lines.pop_back();
  size_t common = std::string_view::npos;
  for (const std::string_view line : lines) {
    if (!is_blank(line)) {
      common = std::min(common, line.find_first_not_of(" \t"));
    }
  }
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) literal.bytes += '\n';
    if (!is_blank(lines[i])) literal.bytes += lines[i].substr(common);
  }
  CheckSize(literal, kMaxLiteralBytes, diagnostics);
  return literal;
}

ast::Literal DecodeHex(std::string_view text, SourceSpan span,
                       DiagnosticSink& diagnostics) {
  ast::Literal literal = Make(ast::LiteralKind::Hex, span);
  bool has_wildcard = false;
  bool is_half = false;
  for (size_t at = 2; at + 1 < text.size(); ++at) {
    const char c = text[at];
    if (c == ' ') continue;
    const int digit = HexDigit(c);
    if (digit < 0 && c != '?') {
      const size_t size = Utf8Length(text.substr(at));
      diagnostics.Report(Inside(span, at, size), diag::HexDigit,
                         text.substr(at, size));
      return literal;
    }
    const int value = c == '?' ? 0 : digit;
    const int mask = c == '?' ? 0 : 0xF;
    has_wildcard |= c == '?';
    if (!is_half) {
      literal.bytes += static_cast<char>(value << 4);
      literal.mask += static_cast<char>(mask << 4);
    } else {
      literal.bytes.back() = static_cast<char>(literal.bytes.back() | value);
      literal.mask.back() = static_cast<char>(literal.mask.back() | mask);
    }
    is_half = !is_half;
  }
  if (is_half) {
    diagnostics.Report(Inside(span, text.size() - 2, 1), diag::HalfAByte);
  } else if (literal.bytes.empty()) {
    diagnostics.Report(span, diag::EmptyHex);
  }
  if (!has_wildcard) literal.mask.clear();
  CheckSize(literal, kMaxLiteralBytes, diagnostics);
  return literal;
}

ast::Literal DecodeRegex(std::string_view text, SourceSpan span,
                         DiagnosticSink& diagnostics) {
  ast::Literal literal = Make(ast::LiteralKind::Regex, span);
  const size_t close = text.rfind('/');
  for (size_t at = close + 1; at < text.size(); ++at) {
    if (text[at] == 'i') {
      literal.nocase = true;
    } else {
      diagnostics.Report(Inside(span, at, 1), diag::UnknownRegexFlag,
                         text.substr(at, 1));
    }
  }
  // As written: `\/` means `/` to RE2 too, so that offsets stay those of the
  // source.
  literal.bytes = text.substr(1, close - 1);
  CheckSize(literal, kMaxRegexBytes, diagnostics);
  return literal;
}

}  // namespace iotpf::parse
