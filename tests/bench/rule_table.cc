// Names are numbers: feature 12 is `f12`, so that an engine that compiles the
// text finds its row again, whatever order the compiler gives it.

#include "tests/bench/rule_table.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <fstream>
#include <optional>

namespace iotpf::tests {
namespace {

constexpr std::array<std::string_view, 5> kOpsOfTable = {
    "eq", "prefix", "suffix", "contains", "regex"};
constexpr std::array<std::string_view, 5> kOpsOfRules = {
    "==", "starts_with", "ends_with", "contains", "matches"};

constexpr size_t kColumns = 5;

// The value is the rest of the line: it may hold tabs.
std::optional<std::array<std::string_view, kColumns>> Columns(
    std::string_view line) {
  std::array<std::string_view, kColumns> columns;
  for (size_t i = 0; i + 1 < kColumns; ++i) {
    const size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return std::nullopt;
    columns[i] = line.substr(0, tab);
    line.remove_prefix(tab + 1);
  }
  columns.back() = line;
  return columns;
}

bool TakeNumber(std::string_view text, uint32_t& number) {
  const char* end = text.data() + text.size();
  return std::from_chars(text.data(), end, number).ptr == end;
}

bool TakeField(std::string_view text, Rule& rule) {
  if (text == "host") {
    rule.field = RuleField::Host;
  } else if (text == "path") {
    rule.field = RuleField::Target;
  } else if (text == "body") {
    rule.field = RuleField::Body;
  } else if (text.starts_with("h:") && text.size() > 2) {
    rule.header = text.substr(2);
    rule.field = rule.header == "server" || rule.header == "set-cookie"
                     ? RuleField::ResponseHeader
                     : RuleField::RequestHeader;
  } else {
    return false;
  }
  return true;
}

bool TakeOp(std::string_view text, Rule& rule) {
  for (size_t i = 0; i < kOpsOfTable.size(); ++i) {
    if (kOpsOfTable[i] != text) continue;
    rule.op = static_cast<RuleOp>(i);
    return true;
  }
  return false;
}

std::optional<Rule> RuleOf(std::string_view line, size_t row) {
  const auto columns = Columns(line);
  Rule rule;
  uint32_t number = 0;
  if (!columns || !TakeNumber((*columns)[0], number) || number != row ||
      !TakeNumber((*columns)[1], rule.platform) ||
      !TakeField((*columns)[2], rule) || !TakeOp((*columns)[3], rule)) {
    return std::nullopt;
  }
  rule.value = (*columns)[4];
  return rule;
}

std::string FieldText(const Rule& rule) {
  switch (rule.field) {
    case RuleField::Host:
      return "http.request.host";
    case RuleField::Target:
      return "http.request.target";
    case RuleField::Body:
      return "http.response.body";
    case RuleField::RequestHeader:
      return "http.request.header[" + QuotedText(rule.header) + "]";
    case RuleField::ResponseHeader:
      break;
  }
  return "http.response.header[" + QuotedText(rule.header) + "]";
}

// A `/` ends a regex, unless a backslash stands before it.
std::string RegexText(std::string_view pattern) {
  std::string text = "/";
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '/') text += '\\';
    text += pattern[i];
    if (pattern[i] == '\\' && i + 1 < pattern.size()) text += pattern[++i];
  }
  return text + '/';
}

}  // namespace

Result<std::vector<Rule>> ReadRuleTable(const std::string& path) {
  std::ifstream file(path);
  if (!file) return Error{path + ": cannot be read"};
  std::vector<Rule> rules;
  for (std::string line; std::getline(file, line);) {
    std::optional<Rule> rule = RuleOf(line, rules.size());
    if (!rule) {
      return Error{
          fmt::format("{}:{}: no row of a rule table", path, rules.size() + 1)};
    }
    rules.push_back(*std::move(rule));
  }
  return rules;
}

std::string QuotedText(std::string_view bytes) {
  std::string text = "\"";
  for (const char c : bytes) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + '"';
}

std::string TestText(const Rule& rule) {
  return fmt::format("{} {} {}", FieldText(rule),
                     kOpsOfRules[static_cast<size_t>(rule.op)],
                     rule.op == RuleOp::Regex ? RegexText(rule.value)
                                              : QuotedText(rule.value));
}

std::string RuleText(const std::vector<Rule>& rules) {
  std::string text = "module bench;\n";
  for (size_t i = 0; i < rules.size(); ++i) {
    const uint32_t platform = rules[i].platform;
    if (i == 0 || rules[i - 1].platform != platform) {
      if (i > 0) text += "  }\n}\n";
      text += fmt::format("platform p{0} \"p{0}\" {{\n", platform);
      text += "  fingerprint mobile {\n";
    }
    text += fmt::format("    positive f{} = {};\n", i, TestText(rules[i]));
  }
  if (!rules.empty()) text += "  }\n}\n";
  return text;
}

}  // namespace iotpf::tests
