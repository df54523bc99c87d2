// Addresses: IPv4 and IPv6 with a prefix, MAC with a prefix.
//
// inet_pton() reads the IP forms (RFC 4291, section 2.2). A MAC address is six
// pairs of hexadecimal digits; IPv6 never has that form, since six groups
// without `::` are too few.

#include <arpa/inet.h>
#include <fmt/format.h>

#include <charconv>
#include <string>

#include "compiler/parse/decode_literal.h"

namespace iotpf::parse {
namespace {

bool ParseMac(std::string_view text, std::string& bytes) {
  if (text.size() != 17) return false;
  bytes.clear();
  for (size_t at = 0; at < 17; at += 3) {
    uint8_t byte = 0;
    const char* begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + 2, byte, 16);
    if (error != std::errc() || end != begin + 2) return false;
    if (at < 15 && text[at + 2] != ':') return false;
    bytes += static_cast<char>(byte);
  }
  return true;
}

bool ParseAddress(const std::string& text, std::string& bytes) {
  bytes.resize(4);
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return true;
  bytes.resize(16);
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return true;
  return ParseMac(text, bytes);
}

std::string FormatAddress(const std::string& bytes) {
  if (bytes.size() == 6) {
    std::string text;
    for (const char byte : bytes) {
      text += fmt::format("{}{:02x}", text.empty() ? "" : ":",
                          static_cast<uint8_t>(byte));
    }
    return text;
  }
  char text[INET6_ADDRSTRLEN] = {};
  inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), text,
            sizeof text);
  return text;
}

// Clears the bits after the first `count`; says whether any was set.
bool ClearHostBits(unsigned count, std::string& bytes) {
  bool was_set = false;
  for (size_t i = 0; i < bytes.size(); ++i) {
    const unsigned begin = static_cast<unsigned>(i) * 8;
    const unsigned kept = count <= begin ? 0 : std::min(8u, count - begin);
    const auto mask = static_cast<uint8_t>(0xFF00u >> kept);
    const auto byte = static_cast<uint8_t>(bytes[i]);
    was_set |= (byte & ~mask & 0xFF) != 0;
    bytes[i] = static_cast<char>(byte & mask);
  }
  return was_set;
}

}  // namespace

ast::Literal DecodeAddress(std::string_view text, SourceSpan span,
                           DiagnosticSink& diagnostics) {
  ast::Literal literal;
  literal.kind = ast::LiteralKind::Address;
  literal.span = span;
  const size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  if (!ParseAddress(address, literal.bytes)) {
    diagnostics.Report(span, diag::NotAnAddress, address);
    literal.bytes.assign(4, '\0');
    literal.prefix_bits = 32;
    return literal;
  }
  const auto bits = static_cast<unsigned>(literal.bytes.size() * 8);
  literal.prefix_bits = bits;
  if (slash == std::string_view::npos) return literal;

  const std::string_view digits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  if (error != std::errc()) prefix = bits + 1;  // too large for any
  SourceSpan digits_span = span;
  digits_span.begin += static_cast<uint32_t>(slash + 1);
  if (prefix > bits) {
    diagnostics.Report(digits_span, diag::PrefixTooLong, digits, bits);
    return literal;
  }
  literal.prefix_bits = prefix;
  if (ClearHostBits(prefix, literal.bytes)) {
    diagnostics.Report(
        span, diag::HostBitsSet, prefix,
        fmt::format("{}/{}", FormatAddress(literal.bytes), prefix));
  }
  return literal;
}

}  // namespace iotpf::parse
