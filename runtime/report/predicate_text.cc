// Compiled rules keep what tests mean, not how they were written; here they are
// written again, by the operation and its constants.
#include "runtime/report/predicate_text.h"

#include <iotpf/field.h>
#include <iotpf/report.h>

#include "runtime/evaluate/evidence.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace iotpf::runtime {
namespace {

constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();
constexpr int64_t kHighest = std::numeric_limits<int64_t>::max();

bool IsPrintable(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return c >= 0x20 && c < 0x7f; });
}

// `"text"`, as PlainText with its quotes escaped too.
std::string Quoted(std::string_view bytes, size_t columns) {
  std::string text = "\"";
  for (const char c : PlainText(bytes, columns)) {
    if (c == '"') text += '\\';
    text += c;
  }
  return text + '"';
}

// One digit of a byte, or `?` where the mask leaves it out.
char HexDigit(int value, int mask) {
  return mask == 0 ? '?' : "0123456789abcdef"[value];
}

// `x"16 03 0?"`
std::string HexText(std::string_view bytes, std::string_view mask,
                    size_t columns) {
  std::string text = "x\"";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (text.size() + 6 > columns) return text + " ...\"";
    const auto byte = static_cast<uint8_t>(bytes[i]);
    const uint8_t bits =
        mask.empty() ? uint8_t{0xFF} : static_cast<uint8_t>(mask[i]);
    if (i > 0) text += ' ';
    text += HexDigit(byte >> 4, bits >> 4);
    text += HexDigit(byte & 15, bits & 15);
  }
  return text + '"';
}

// `10.0.0.0/8`, `a4:cf:12:00:00:00/24`; an address without its prefix length
// where all of it counts.
std::string NetworkText(std::string_view address, int64_t prefix_bits) {
  std::string text;
  if (address.size() == 4 || address.size() == 16) {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    const int family = address.size() == 4 ? AF_INET : AF_INET6;
    inet_ntop(family, address.data(), buffer.data(), buffer.size());
    text = buffer.data();
  } else {
    for (const char byte : address) {
      text += fmt::format("{}{:02x}", text.empty() ? "" : ":",
                          static_cast<uint8_t>(byte));
    }
  }
  if (prefix_bits == static_cast<int64_t>(address.size() * 8)) return text;
  return fmt::format("{}/{}", text, prefix_bits);
}

class Writer {
 public:
  Writer(const RulesetView& ruleset, const iotpf_predicate& predicate,
         const PredicateStyle& style)
      : ruleset_(ruleset),
        predicate_(predicate),
        style_(style),
        constants_(ruleset.constants().subspan(predicate.first_constant,
                                               predicate.constant_count)) {}

  std::string Write() const {
    if (predicate_.op == IOTPF_OP_RECORD_PRESENT) {
      return fmt::format("{} is present", kRecords[predicate_.reading].path);
    }
    const std::string field =
        PrintableText(FieldText(ruleset_, predicate_.reading));
    switch (predicate_.op) {
      case IOTPF_OP_EQUAL:
        return field + Equality();
      case IOTPF_OP_NOT_EQUAL:
        return field + " != " + Constants();
      case IOTPF_OP_STARTS_WITH:
        return field + " starts_with " + Constants();
      case IOTPF_OP_ENDS_WITH:
        return field + " ends_with " + Constants();
      case IOTPF_OP_CONTAINS:
        return field + " contains " + Constants();
      case IOTPF_OP_AT:
        return fmt::format("{} at {} == {}", field, predicate_.number,
                           Constants());
      case IOTPF_OP_MATCHES:
        return field + " matches " + Constants();
      case IOTPF_OP_PRESENT:
        return field + " is present";
      case IOTPF_OP_ABSENT:
        return field + " is absent";
      default:
        return fmt::format("count({}){}", field, Count());
    }
  }

 private:
  // `!= 2` is kept as all numbers below and all above.
  std::string Count() const {
    const bool has_gap = constants_.size() == 2 &&
                         constants_[0].first == kLowest &&
                         constants_[1].last == kHighest;
    if (!has_gap) return Equality();
    return fmt::format(" != {}", constants_[0].last + 1);
  }

  std::string Equality() const {
    if (constants_.empty()) return " in []";
    const iotpf_constant& only = constants_.front();
    if (constants_.size() == 1 && only.kind == IOTPF_CONSTANT_INTEGER) {
      return Range(only);
    }
    const bool is_subtree = std::all_of(
        constants_.begin(), constants_.end(), [](const iotpf_constant& c) {
          return (c.flags & IOTPF_CONSTANT_SUBTREE) != 0;
        });
    if (is_subtree) return " under " + Constants();
    if (constants_.size() > 1) return " in " + Constants();
    const bool is_network =
        only.kind == IOTPF_CONSTANT_NETWORK &&
        only.first != static_cast<int64_t>(only.bytes.size) * 8;
    return (is_network ? " in " : " == ") + Constants();
  }

  std::string Range(const iotpf_constant& constant) const {
    // A count is never below 0.
    const bool from_lowest =
        constant.first == kLowest ||
        (predicate_.op == IOTPF_OP_COUNT && constant.first <= 0);
    if (constant.first == constant.last) {
      return fmt::format(" == {}", constant.first);
    }
    if (constant.last == kHighest) {
      return fmt::format(" >= {}", constant.first);
    }
    if (from_lowest) return fmt::format(" <= {}", constant.last);
    return " in " + ConstantText(constant);
  }

  std::string Constants() const {
    if (constants_.size() == 1) return ConstantText(constants_.front());
    std::string text = "[";
    size_t shown = 0;
    for (const iotpf_constant& constant : constants_) {
      const std::string next = ConstantText(constant);
      const bool is_full = shown == style_.constants ||
                           text.size() + next.size() > style_.list_columns;
      if (shown > 0 && is_full) break;
      if (shown > 0) text += ", ";
      text += next;
      ++shown;
    }
    if (shown < constants_.size()) {
      text += fmt::format(", {} more", constants_.size() - shown);
    }
    return text + "]";
  }

  std::string ConstantText(const iotpf_constant& constant) const {
    switch (constant.kind) {
      case IOTPF_CONSTANT_INTEGER:
        return constant.first == constant.last
                   ? fmt::to_string(constant.first)
                   : fmt::format("{}..{}", constant.first, constant.last);
      case IOTPF_CONSTANT_BOOLEAN:
        return constant.first != 0 ? "true" : "false";
      case IOTPF_CONSTANT_NULL:
        return "null";
      case IOTPF_CONSTANT_NETWORK:
        return NetworkText(ruleset_.text(constant.bytes), constant.first);
      case IOTPF_CONSTANT_REGEX:
        return RegexText(static_cast<size_t>(constant.first));
      default:
        return BytesText(constant);
    }
  }

  std::string RegexText(size_t row) const {
    const iotpf_regex& regex = ruleset_.regexes()[row];
    std::string pattern = PrintableText(ruleset_.text(regex.pattern));
    if (pattern.size() > style_.constant_columns) {
      pattern.resize(style_.constant_columns);
      pattern = PrintableText(pattern) + "...";
    }
    const bool nocase = (regex.flags & IOTPF_REGEX_NOCASE) != 0;
    return fmt::format("/{}/{}", pattern, nocase ? "i" : "");
  }

  std::string BytesText(const iotpf_constant& constant) const {
    const std::string_view bytes = ruleset_.text(constant.bytes);
    const std::string_view mask = ruleset_.text(constant.mask);
    const auto type = static_cast<ValueType>(predicate_.type);
    if (type == ValueType::Ip || type == ValueType::Mac) {
      return NetworkText(bytes, static_cast<int64_t>(bytes.size()) * 8);
    }
    if (!mask.empty() || (type == ValueType::Bytes && !IsPrintable(bytes))) {
      return HexText(bytes, mask, style_.constant_columns);
    }
    // Tokens and hosts compare without case in any case.
    const bool is_exact = type != ValueType::Token && type != ValueType::Host;
    const bool nocase = (constant.flags & IOTPF_CONSTANT_NOCASE) != 0;
    std::string name;
    if (type == ValueType::Host && NeedsDot(constant)) name = ".";
    name += bytes;
    return (is_exact && nocase ? "nocase " : "") +
           Quoted(name, style_.constant_columns);
  }

  // In a list of names and subtrees, a subtree is written with a dot.
  bool NeedsDot(const iotpf_constant& constant) const {
    if ((constant.flags & IOTPF_CONSTANT_SUBTREE) == 0) return false;
    return std::any_of(constants_.begin(), constants_.end(),
                       [](const iotpf_constant& c) {
                         return (c.flags & IOTPF_CONSTANT_SUBTREE) == 0;
                       });
  }

  RulesetView ruleset_;
  const iotpf_predicate& predicate_;
  PredicateStyle style_;
  std::span<const iotpf_constant> constants_;
};

}  // namespace

std::string PredicateText(const RulesetView& ruleset, uint32_t predicate,
                          const PredicateStyle& style) {
  return Writer(ruleset, ruleset.predicates()[predicate], style).Write();
}

}  // namespace iotpf::runtime
