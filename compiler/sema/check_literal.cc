// Which literals can be values of which types.
//
// A mistake here is nearly always a value written in the form of another type:
// an address in quotes, a port as text, a URL for a host. The message says the
// form that is meant.

#include "compiler/sema/check_types.h"
#include "compiler/support/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace iotpf::sema {
namespace {

std::string_view NameOf(const ast::Literal& literal) {
  switch (literal.kind) {
    case ast::LiteralKind::Integer:
      return "an integer";
    case ast::LiteralKind::Text:
      return "a text";
    case ast::LiteralKind::Hex:
      return "a byte string";
    case ast::LiteralKind::Address:
      return literal.bytes.size() == 6 ? "a MAC address" : "an IP address";
    case ast::LiteralKind::Boolean:
      return "a boolean";
    case ast::LiteralKind::Null:
      return "null";
    case ast::LiteralKind::Regex:
      break;
  }
  return "a regex";
}

std::string_view ExampleOf(ValueType type) {
  switch (type) {
    case ValueType::Int:
      return "write a number, such as 443";
    case ValueType::Bytes:
      return "write x\"55 cc\" or \"text\"";
    case ValueType::Text:
    case ValueType::Token:
      return "write a text in quotes";
    case ValueType::Host:
      return "write a host name in quotes, such as \"api.example.com\"";
    case ValueType::Ip:
      return "write an address without quotes, such as 10.0.0.0/8";
    case ValueType::Mac:
      return "write an address without quotes, such as a4:cf:12:00:00:00/24";
    case ValueType::Json:
      break;
  }
  return "write a text, an integer, true, false or null";
}

bool Accepts(ValueType type, const ast::Literal& literal) {
  switch (type) {
    case ValueType::Int:
      return literal.kind == ast::LiteralKind::Integer;
    case ValueType::Bytes:
    case ValueType::Text:
      return literal.kind == ast::LiteralKind::Text ||
             literal.kind == ast::LiteralKind::Hex;
    case ValueType::Token:
    case ValueType::Host:
      return literal.kind == ast::LiteralKind::Text;
    case ValueType::Ip:
      return literal.kind == ast::LiteralKind::Address &&
             literal.bytes.size() != 6;
    case ValueType::Mac:
      return literal.kind == ast::LiteralKind::Address &&
             literal.bytes.size() == 6;
    case ValueType::Json:
      break;
  }
  return literal.kind != ast::LiteralKind::Hex &&
         literal.kind != ast::LiteralKind::Address &&
         literal.kind != ast::LiteralKind::Regex;
}

bool IsHostByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// Why `host` is no host name, or empty.
std::string_view FaultOfHost(std::string_view host, bool may_be_subtree) {
  if (host.starts_with('.') && host.size() > 1) {
    if (!may_be_subtree) {
      return "a leading dot means all names below, which `under` and `in` take";
    }
    host.remove_prefix(1);
  }
  if (host.empty()) return "it is empty";
  if (host.find("//") != std::string_view::npos) {
    return "write the host of the URL alone";
  }
  if (host.starts_with("*.")) return "write `.example.com` for all names below";
  if (host.ends_with('.')) return "leave out the dot at its end";
  if (host.size() > kMaxHostBytes) return "it is longer than 253 bytes";
  size_t label = 0;
  for (const char c : host) {
    label = c == '.' ? 0 : label + 1;
    if (label > kMaxHostLabelBytes) return "a label is longer than 63 bytes";
    if (static_cast<uint8_t>(c) >= 0x80) {
      return "write its ASCII form, which begins with `xn--`";
    }
    if (c != '.' && !IsHostByte(c)) {
      return "a label has letters, digits, `-` and `_`; a port or a path "
             "belongs in a test of its own";
    }
  }
  if (host.find("..") != std::string_view::npos) return "a label is empty";
  return "";
}

// The same value as a literal of the other kind, or empty.
std::string Rewritten(const ast::Literal& literal, ValueType type) {
  const bool is_number = literal.kind == ast::LiteralKind::Text &&
                         !literal.bytes.empty() && literal.bytes.size() < 19 &&
                         std::ranges::all_of(literal.bytes, [](char c) {
                           return c >= '0' && c <= '9';
                         });
  if (type == ValueType::Int && is_number) {
    return fmt::format("write {} without quotes", literal.bytes);
  }
  if (literal.kind == ast::LiteralKind::Integer &&
      (type == ValueType::Text || type == ValueType::Token)) {
    return fmt::format("write \"{}\" in quotes", literal.integer);
  }
  return "";
}

}  // namespace

std::string_view WithArticle(ValueType type) {
  switch (type) {
    case ValueType::Int:
      return "an integer";
    case ValueType::Bytes:
      return "bytes";
    case ValueType::Text:
      return "a text";
    case ValueType::Token:
      return "a token";
    case ValueType::Host:
      return "a host";
    case ValueType::Ip:
      return "an IP address";
    case ValueType::Mac:
      return "a MAC address";
    case ValueType::Json:
      break;
  }
  return "a JSON value";
}

bool CheckLiteral(const ast::Literal& literal, ValueType type,
                  bool may_be_subtree, DiagnosticSink& diagnostics) {
  if (literal.is_faulty) return false;
  if (!Accepts(type, literal)) {
    const std::string rewritten = Rewritten(literal, type);
    diagnostics.Report(literal.span, diag::TypeMismatch, WithArticle(type),
                       NameOf(literal),
                       rewritten.empty() ? ExampleOf(type) : rewritten);
    return false;
  }
  if (literal.nocase) {
    const bool is_folded = type == ValueType::Token || type == ValueType::Host;
    if (is_folded || literal.kind != ast::LiteralKind::Text) {
      diagnostics.Report(
          literal.span, diag::UselessNocase,
          is_folded ? fmt::format("{}, which ignores case", WithArticle(type))
                    : NameOf(literal));
      return false;
    }
  }
  if (type != ValueType::Host) return true;
  const std::string_view fault = FaultOfHost(literal.bytes, may_be_subtree);
  if (fault.empty()) return true;
  diagnostics.Report(literal.span, diag::NotAHost, literal.bytes, fault);
  return false;
}

bool IsNetwork(const ast::Literal& literal) {
  return literal.kind == ast::LiteralKind::Address &&
         literal.prefix_bits < literal.bytes.size() * 8;
}

std::optional<ValueType> FindListType(std::string_view name) {
  for (const ValueType type :
       {ValueType::Text, ValueType::Token, ValueType::Bytes, ValueType::Host,
        ValueType::Ip, ValueType::Mac, ValueType::Int}) {
    if (iotpf::NameOf(type) == name) return type;
  }
  return std::nullopt;
}

}  // namespace iotpf::sema
