// The three forms hold the same: which test, what is wrong, and what was seen.
// Nothing in them depends on the machine or the time.

#include "tools/test_report.h"

#include <fmt/format.h>
#include <iotpf/report.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace iotpf::tools {
namespace {

std::string PlaceOf(const RuleTest& test) {
  return fmt::format("{}:{}:{}", test.source, test.position.line,
                     test.position.column);
}

size_t CountFailed(const std::vector<RuleTestOutcome>& outcomes) {
  return static_cast<size_t>(
      std::ranges::count_if(outcomes, [](const RuleTestOutcome& outcome) {
        return !outcome.failures.empty();
      }));
}

// `text` with `indent` in front of each line that is not empty.
std::string Indented(std::string_view text, std::string_view indent) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    out += line.empty() ? "\n" : fmt::format("{}{}\n", indent, line);
  }
  return out;
}

// What was seen, under its headings.
std::string DetailsOf(const RuleTestOutcome& outcome) {
  std::string text;
  if (!outcome.session.empty()) {
    text += "session:\n" + Indented(outcome.session, "  ");
  }
  if (!outcome.verdict.empty() && outcome.explanation.empty()) {
    text += fmt::format("verdict: {}\n", outcome.verdict);
  }
  return text + outcome.explanation;
}

// Text in XML 1.0: control characters that it cannot hold become `?`.
std::string Xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<uint8_t>(c) < 0x20 && c != '\n') {
      out += '?';
    } else {
      out += c;
    }
  }
  return out;
}

std::string Joined(const std::vector<std::string>& lines,
                   std::string_view between) {
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += between;
    text += line;
  }
  return text;
}

// A description in TAP ends its line and has no `#` of its own.
std::string TapText(std::string_view text) {
  std::string out;
  for (const char c : PrintableText(text)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string JunitCase(const RuleTestOutcome& outcome) {
  const RuleTest& test = *outcome.test;
  std::string out = fmt::format(
      "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
      Xml(test.platform), Xml(PrintableText(test.name)), Xml(test.source),
      test.position.line);
  if (outcome.failures.empty()) return out + "/>\n";
  return out +
         fmt::format(
             ">\n      <failure message=\"{}\">{}</failure>\n"
             "    </testcase>\n",
             Xml(Joined(outcome.failures, "; ")),
             Xml(fmt::format("{}\n{}", PlaceOf(test), DetailsOf(outcome))));
}

}  // namespace

std::string OutcomesAsText(const std::vector<RuleTestOutcome>& outcomes) {
  std::string out;
  for (const RuleTestOutcome& outcome : outcomes) {
    const std::string details = Indented(DetailsOf(outcome), "  ");
    const bool has_passed = outcome.failures.empty();
    if (has_passed && outcome.explanation.empty()) continue;
    out += fmt::format("{}: {}: {}\n", PlaceOf(*outcome.test),
                       has_passed ? "passed" : "failed",
                       PrintableText(TitleOf(*outcome.test)));
    for (const std::string& failure : outcome.failures) {
      out += fmt::format("  {}\n", failure);
    }
    out += details + "\n";
  }
  const size_t failed = CountFailed(outcomes);
  return out + fmt::format("{} passed, {} failed\n", outcomes.size() - failed,
                           failed);
}

std::string OutcomesAsTap(const std::vector<RuleTestOutcome>& outcomes) {
  std::string out = fmt::format("TAP version 14\n1..{}\n", outcomes.size());
  size_t number = 0;
  for (const RuleTestOutcome& outcome : outcomes) {
    const bool has_passed = outcome.failures.empty();
    out += fmt::format("{}ok {} - {}\n", has_passed ? "" : "not ", ++number,
                       TapText(TitleOf(*outcome.test)));
    if (has_passed) continue;
    out += "  ---\n";
    out += fmt::format("  at: \"{}\"\n", PlaceOf(*outcome.test));
    out += "  message: |\n" + Indented(Joined(outcome.failures, "\n"), "    ");
    out += "  found: |\n" + Indented(DetailsOf(outcome), "    ");
    out += "  ...\n";
  }
  return out;
}

std::string OutcomesAsJunit(const std::vector<RuleTestOutcome>& outcomes) {
  std::map<std::string, std::vector<RuleTestOutcome>> suites;
  for (const RuleTestOutcome& outcome : outcomes) {
    suites[outcome.test->source].push_back(outcome);
  }
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"iotpf-test\" tests=\"{}\" failures=\"{}\">\n",
      outcomes.size(), CountFailed(outcomes));
  for (const auto& [source, cases] : suites) {
    out +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                    Xml(source), cases.size(), CountFailed(cases));
    for (const RuleTestOutcome& outcome : cases) out += JunitCase(outcome);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace iotpf::tools
