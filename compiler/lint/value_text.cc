// Tables have lost how a test was written, and several ways are one row; what
// is shown here is the shortest way.

#include "compiler/lint/value_text.h"

#include "compiler/support/utf8.h"

#include <fmt/format.h>

#include <arpa/inet.h>

#include <array>
#include <limits>

namespace iotpf::lint {
namespace {

std::string AddressText(std::string_view bytes) {
  std::string text;
  if (bytes.size() == 6) {
    for (const char c : bytes) {
      text += fmt::format("{}{:02x}", text.empty() ? "" : ":",
                          static_cast<uint8_t>(c));
    }
    return text;
  }
  std::array<char, INET6_ADDRSTRLEN> buffer{};
  inet_ntop(bytes.size() == 4 ? AF_INET : AF_INET6, bytes.data(), buffer.data(),
            buffer.size());
  return buffer.data();
}

std::string HexText(const ir::Constant& value) {
  std::string text;
  for (size_t i = 0; i < value.bytes.size(); ++i) {
    const auto byte = static_cast<uint8_t>(value.bytes[i]);
    const auto mask = static_cast<uint8_t>(value.mask[i]);
    text += (mask & 0xF0) != 0 ? fmt::format("{:x}", byte >> 4) : "?";
    text += (mask & 0x0F) != 0 ? fmt::format("{:x}", byte & 0x0F) : "?";
  }
  return fmt::format("x\"{}\"", text);
}

// An integer, or a range of them, behind `==`, an order or `in`.
std::string IntegerTest(const ir::Constant& value) {
  if (value.first == value.last) return fmt::format("== {}", value.first);
  if (value.first == std::numeric_limits<int64_t>::min()) {
    return fmt::format("<= {}", value.last);
  }
  if (value.last == std::numeric_limits<int64_t>::max()) {
    return fmt::format(">= {}", value.first);
  }
  return fmt::format("in {}..{}", value.first, value.last);
}

std::string BytesText(const ir::Constant& value, ValueType type) {
  if (!value.mask.empty()) return HexText(value);
  const bool folds = type == ValueType::Host || type == ValueType::Token;
  const bool nocase = (value.flags & IOTPF_CONSTANT_NOCASE) != 0 && !folds;
  return (nocase ? "nocase " : "") + TextLiteral(value.bytes);
}

std::string EqualityTest(const ir::Constant& value, ValueType type) {
  switch (value.kind) {
    case IOTPF_CONSTANT_INTEGER:
      return IntegerTest(value);
    case IOTPF_CONSTANT_BOOLEAN:
      return value.first != 0 ? "== true" : "== false";
    case IOTPF_CONSTANT_NULL:
      return "== null";
    case IOTPF_CONSTANT_NETWORK:
      return fmt::format("in {}/{}", AddressText(value.bytes), value.first);
    default:
      break;
  }
  const bool is_under = (value.flags & IOTPF_CONSTANT_SUBTREE) != 0;
  return (is_under ? "under " : "== ") + BytesText(value, type);
}

std::string RegexText(const ir::Regex& regex, ValueType type) {
  const bool folds = type == ValueType::Host || type == ValueType::Token;
  const bool nocase = (regex.flags & IOTPF_REGEX_NOCASE) != 0 && !folds;
  return fmt::format("matches /{}/{}", regex.pattern, nocase ? "i" : "");
}

}  // namespace

std::string TextLiteral(std::string_view bytes) {
  constexpr std::string_view kEscaped = "\n\r\t\\\"";
  constexpr std::string_view kNames = "nrt\\\"";
  std::string text = "\"";
  while (!bytes.empty()) {
    const auto byte = static_cast<uint8_t>(bytes[0]);
    const size_t length = Utf8Length(bytes);
    if (const size_t i = kEscaped.find(bytes[0]); i != std::string_view::npos) {
      text += {'\\', kNames[i]};
    } else if (length == 0 || byte < 0x20 || byte == 0x7f) {
      text += fmt::format("\\x{:02x}", byte);
    } else {
      text += bytes.substr(0, length);
    }
    bytes.remove_prefix(length == 0 ? 1 : length);
  }
  return text + '"';
}

std::string_view OperatorText(ast::TestOp op) {
  switch (op) {
    case ast::TestOp::Equal:
      return "==";
    case ast::TestOp::In:
      return "in";
    case ast::TestOp::Under:
      return "under";
    case ast::TestOp::StartsWith:
      return "starts_with";
    case ast::TestOp::EndsWith:
      return "ends_with";
    default:
      return "contains";
  }
}

std::string TestText(const ir::Ruleset& ruleset, uint32_t predicate,
                     const ir::Constant* value) {
  const ir::Predicate& row = ruleset.predicates[predicate];
  const ir::Reading& reading = ruleset.readings[row.reading];
  const FieldInfo& info = InfoOf(reading.field);
  const std::string field =
      info.key == KeyKind::NoKey
          ? std::string(info.path)
          : fmt::format("{}[{}]", info.path, TextLiteral(reading.key));
  if (value == nullptr) return field + " is present";
  std::string test;
  switch (row.op) {
    case IOTPF_OP_STARTS_WITH:
      test = "starts_with " + BytesText(*value, info.type);
      break;
    case IOTPF_OP_ENDS_WITH:
      test = "ends_with " + BytesText(*value, info.type);
      break;
    case IOTPF_OP_CONTAINS:
      test = "contains " + BytesText(*value, info.type);
      break;
    case IOTPF_OP_AT:
      test =
          fmt::format("at {} == {}", row.number, BytesText(*value, info.type));
      break;
    case IOTPF_OP_MATCHES:
      test = RegexText(ruleset.regexes[static_cast<size_t>(value->first)],
                       info.type);
      break;
    default:
      test = EqualityTest(*value, info.type);
      break;
  }
  return fmt::format("{} {}", field, test);
}

}  // namespace iotpf::lint
