// Every message of the compiler has a page, and the pages are true.
//
// Each page has an example with the mistake and one without it. They are
// compiled as a user would: the first must give one report, the page's own, and
// the second none; the tests inside the second must pass. The rows come from
// diagnostics.def, so a row without a page fails here, and so does a page
// without a row. compiler/diagnostics/README.md says how a page is written.

#include "compiler/diagnostics/page.h"
#include "tools/run_rule_tests.h"

#include <iotpf/compiler.h>
#include <iotpf/explain_diagnostic.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

struct Row {
  std::string_view slug;
  std::string_view severity;
};

// A Note stands beside a report that has a page.
constexpr Row kRows[] = {
#define IOTPF_DIAGNOSTIC(name, severity, slug, ...) {slug, #severity},
#define IOTPF_LABEL(...)
#include "compiler/diagnostics/diagnostics.def"
};

// ---- examples

struct Example {
  std::string name;  // slug and line of the page
  bool is_bad;
  std::string text;
};

// What a page's placeholders stand for, in a block marked `generated`:
//
//   <byte fc>        the byte FC
//   <400 times a|>   a|a|a|...
std::string Generate(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t begin = text.find('<');
    const size_t end = text.find('>', begin);
    out += text.substr(0, begin);
    if (begin == std::string_view::npos) break;
    REQUIRE(end != std::string_view::npos);
    const std::string_view inside = text.substr(begin + 1, end - begin - 1);
    constexpr std::string_view kByte = "byte ";
    constexpr std::string_view kTimes = " times ";
    const char* last = inside.data() + inside.size();
    if (inside.starts_with(kByte)) {
      unsigned byte = 0;
      std::from_chars(inside.data() + kByte.size(), last, byte, 16);
      out += static_cast<char>(byte);
    } else {
      size_t count = 0;
      const auto number = std::from_chars(inside.data(), last, count);
      const std::string_view rest(number.ptr, last);
      REQUIRE(rest.starts_with(kTimes));
      for (; count > 0; --count) out += rest.substr(kTimes.size());
    }
    text.remove_prefix(end + 1);
  }
  return out;
}

std::vector<Example> ExamplesOf(const Page& page) {
  std::vector<Example> examples;
  std::string_view rest = page.text;
  size_t line_number = 0;
  bool is_inside = false;
  bool is_generated = false;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++line_number;
    if (is_inside && line == "```") {
      is_inside = false;
      if (is_generated) examples.back().text = Generate(examples.back().text);
    } else if (is_inside) {
      examples.back().text += fmt::format("{}\n", line);
    } else if (line.starts_with("```")) {
      is_inside = true;
      is_generated = line == "```fp bad generated";
      const bool is_bad = is_generated || line == "```fp bad";
      CAPTURE(line);
      CHECK((is_bad || line == "```fp good"));
      examples.push_back(
          {fmt::format("{}.md:{}", page.slug, line_number), is_bad, ""});
    }
  }
  return examples;
}

// ---- what the compiler says of them

Result<CompileResult> CompileExample(const Example& example) {
  CompileOptions options;
  options.emit = EmitStage::Tables;
  return Compile({{example.name, example.text}}, options);
}

// The slugs of all reports, in order.
std::vector<std::string> SlugsOf(const CompileResult& result) {
  std::vector<std::string> slugs;
  std::string_view rest = result.diagnostics;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const bool is_report = line.find(": error: ") != std::string_view::npos ||
                           line.find(": warning: ") != std::string_view::npos;
    const size_t bracket = line.rfind('[');
    if (!is_report || bracket == std::string_view::npos) continue;
    slugs.emplace_back(line.substr(bracket + 1, line.size() - bracket - 2));
  }
  return slugs;
}

void CheckBad(const Example& example, std::string_view slug) {
  const auto result = CompileExample(example);
  REQUIRE(result);
  CAPTURE(result->diagnostics);
  CHECK(SlugsOf(*result) == std::vector<std::string>{std::string(slug)});
}

void CheckGood(const Example& example) {
  const auto result = CompileExample(example);
  REQUIRE(result);
  CHECK(result->diagnostics == "");
  if (!result->ok || result->tests.empty()) return;
  const auto report = tools::RunRuleTests({{example.name, example.text}}, "");
  REQUIRE(report);
  for (const tools::RuleTestOutcome& outcome : report->outcomes) {
    CAPTURE(outcome.test->name);
    CHECK(outcome.failures == std::vector<std::string>());
  }
}

TEST_CASE("every message has a page, and every page a message") {
  std::set<std::string_view> slugs;
  for (const Row& row : kRows) {
    if (row.severity == "Note") continue;
    CAPTURE(row.slug);
    slugs.insert(row.slug);
    CHECK(FindPage(row.slug));
  }
  for (const Page& page : AllPages()) {
    CAPTURE(page.slug);
    CHECK(slugs.contains(page.slug));
  }
}

TEST_CASE("a page has its slug as title, some words, and examples") {
  for (const Page& page : AllPages()) {
    CAPTURE(page.slug);
    const std::string title = fmt::format("# {}\n\n", page.slug);
    REQUIRE(page.text.starts_with(title));
    const size_t words = page.text.find("\n```");
    REQUIRE(words != std::string_view::npos);
    CHECK(words > title.size() + 80);
    CHECK(page.text.ends_with("\n```\n"));
    const std::vector<Example> examples = ExamplesOf(page);
    CHECK(std::ranges::count(examples, true, &Example::is_bad) > 0);
    CHECK(std::ranges::count(examples, false, &Example::is_bad) > 0);
  }
}

TEST_CASE("examples do what their page says") {
  for (const Page& page : AllPages()) {
    for (const Example& example : ExamplesOf(page)) {
      CAPTURE(example.name);
      if (example.is_bad) {
        CheckBad(example, page.slug);
      } else {
        CheckGood(example);
      }
    }
  }
}

}  // namespace
}  // namespace iotpf::tests
