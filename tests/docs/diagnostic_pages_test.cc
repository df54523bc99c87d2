// Every message of the compiler has a page, and the pages are true.
//
// Each page has an example with the mistake and one without it. They are
// compiled as a user would: the first must give one report, the page's own, and
// the second none; the tests inside the second must pass. The rows come from
// diagnostics.def, so a row without a page fails here, and so does a page
// without a row. compiler/diagnostics/README.md says how a page is written.

#include "compiler/diagnostics/page.h"
#include "tests/support/page_examples.h"
#include "tools/lint_rules.h"
#include "tools/run_rule_tests.h"

#include <iotpf/compiler.h>
#include <iotpf/explain_diagnostic.h>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

struct Row {
  std::string_view slug;
  Severity severity;
};

constexpr Row kRows[] = {
#define IOTPF_DIAGNOSTIC(name, severity, slug, ...) {slug, Severity::severity},
#define IOTPF_LABEL(...)
#include "compiler/diagnostics/diagnostics.def"
};

// The files of one example, on disk while it is compiled.
class ExampleFolder {
 public:
  explicit ExampleFolder(const PageExample& example)
      : root_(fs::temp_directory_path() /
              fmt::format("iotpf_pages_{}", getpid())) {
    for (const PageFile& file : example.files) {
      const fs::path path = root_ / file.name;
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << file.text;
    }
  }
  ExampleFolder(const ExampleFolder&) = delete;
  ExampleFolder& operator=(const ExampleFolder&) = delete;
  ~ExampleFolder() { fs::remove_all(root_); }

  std::string root() const { return root_.string(); }

 private:
  fs::path root_;
};

// What a user gives to the compiler: the first file.
std::vector<RuleSource> SourcesOf(const PageExample& example,
                                  const ExampleFolder& folder) {
  const PageFile& first = example.files.front();
  return {{first.name, first.text, example.name, folder.root()}};
}

Result<CompileResult> CompileExample(const PageExample& example,
                                     Severity severity) {
  const ExampleFolder folder(example);
  const std::vector<RuleSource> sources = SourcesOf(example, folder);
  CompileOptions options;
  // Notes are about code.
  options.emit =
      severity == Severity::Note ? EmitStage::Object : EmitStage::Tables;
  return severity == Severity::Warning ? tools::LintRules(sources, options)
                                       : Compile(sources, options);
}

void CheckBad(const PageExample& example, const Row& row) {
  const auto result = CompileExample(example, row.severity);
  REQUIRE(result);
  CAPTURE(result->diagnostics);
  CHECK(result->findings.size() == 1);
  for (const RuleDiagnostic& finding : result->findings) {
    CHECK(finding.slug == row.slug);
    CHECK(finding.severity == row.severity);
  }
}

// A capture is no text, so a page cannot show it: the test cannot pass here.
bool NamesCapture(const RuleTest& test) {
  return test.input && !test.input->path.empty();
}

void CheckGood(const PageExample& example, const Row& row) {
  const auto result = CompileExample(example, row.severity);
  REQUIRE(result);
  CHECK(result->diagnostics == "");
  if (!result->ok || result->tests.empty()) return;
  const ExampleFolder folder(example);
  const auto report = tools::RunRuleTests(SourcesOf(example, folder), {}, {});
  REQUIRE(report);
  for (const tools::RuleTestOutcome& outcome : report->outcomes) {
    if (NamesCapture(*outcome.test)) continue;
    CAPTURE(outcome.test->name);
    CHECK(outcome.failures == std::vector<std::string>());
  }
}

TEST_CASE("every message has a page, and every page a message") {
  std::set<std::string_view> slugs;
  for (const Row& row : kRows) {
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
  constexpr size_t kMinWordsBytes = 80;
  for (const Page& page : AllPages()) {
    CAPTURE(page.slug);
    const std::string title = fmt::format("# {}\n\n", page.slug);
    REQUIRE(page.text.starts_with(title));
    const size_t words = page.text.find("\n```");
    REQUIRE(words != std::string_view::npos);
    CHECK(words > title.size() + kMinWordsBytes);
    CHECK(page.text.ends_with("\n```\n"));
    const std::vector<PageExample> examples = ExamplesOf(page);
    CHECK(std::ranges::count(examples, true, &PageExample::is_bad) > 0);
    CHECK(std::ranges::count(examples, false, &PageExample::is_bad) > 0);
  }
}

TEST_CASE("examples do what their page says") {
  for (const Row& row : kRows) {
    const auto text = FindPage(row.slug);
    if (!text) continue;  // reported above
    for (const PageExample& example : ExamplesOf({row.slug, *text})) {
      CAPTURE(example.name);
      if (example.is_bad) {
        CheckBad(example, row);
      } else {
        CheckGood(example, row);
      }
    }
  }
}

}  // namespace
}  // namespace iotpf::tests
