// On a field a row is its value between anchors. On the text the field has to
// be found too: the name at the start of a line, or the method, and then
// anything of the same line. Both are how rules are written for such engines.

#include "tests/bench/rule_patterns.h"

namespace iotpf::tests {
namespace {

// A row's value as a regex without anchors, and which of them it has.
struct Anchored {
  std::string pattern;
  bool at_start = false;
  bool at_end = false;
};

Anchored AnchoredPattern(const Rule& rule) {
  if (rule.op != RuleOp::Regex) {
    const bool is_equal = rule.op == RuleOp::Equal;
    return {QuotedPattern(rule.value), is_equal || rule.op == RuleOp::Prefix,
            is_equal || rule.op == RuleOp::Suffix};
  }
  Anchored made{rule.value, rule.value.starts_with('^'),
                rule.value.ends_with('$')};
  if (made.at_start) made.pattern.erase(0, 1);
  if (made.at_end) made.pattern.pop_back();
  return made;
}

}  // namespace

std::string QuotedPattern(std::string_view bytes) {
  constexpr std::string_view kSpecial = R"(\.^$|?*+()[]{})";
  std::string pattern;
  for (const char c : bytes) {
    if (kSpecial.find(c) != std::string_view::npos) pattern += '\\';
    pattern += c;
  }
  return pattern;
}

std::string FieldPattern(const Rule& rule) {
  const Anchored made = AnchoredPattern(rule);
  return (made.at_start ? "^" : "") + made.pattern + (made.at_end ? "$" : "");
}

std::string TextPattern(const Rule& rule, std::string_view line_start) {
  const Anchored made = AnchoredPattern(rule);
  if (rule.field == RuleField::Body) return made.pattern;
  std::string text(line_start);
  if (rule.field == RuleField::Target) {
    text += made.at_start ? "(GET|POST|PUT|HEAD) "
                          : "(GET|POST|PUT|HEAD) [^ \\r\\n]*";
    return text + made.pattern + (made.at_end ? " " : "");
  }
  text += rule.field == RuleField::Host ? "host" : QuotedPattern(rule.header);
  text += made.at_start ? ": ?" : ": ?[^\\r\\n]*";
  return text + made.pattern + (made.at_end ? "\\r" : "");
}

}  // namespace iotpf::tests
