// What programs of others read, to the letter.

#include "tools/lint_report.h"
#include "tools/sarif.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace iotpf::tools {
namespace {

RuleDiagnostic Finding() {
  RuleDiagnostic finding;
  finding.severity = Severity::Warning;
  finding.slug = "unused-list";
  finding.message = "nothing uses the list `a`";
  finding.range = {"a.fp", 5, 6, 1, 6, 1, 7};
  return finding;
}

TEST_CASE("annotations of GitHub") {
  RuleDiagnostic finding = Finding();
  CHECK(GithubAnnotation(finding) ==
        "::warning file=a.fp,line=1,endLine=1,col=6,endColumn=6,"
        "title=unused-list::nothing uses the list `a`\n");

  finding.severity = Severity::Note;
  CHECK(GithubAnnotation(finding).starts_with("::notice file=a.fp,"));

  finding.severity = Severity::Error;
  finding.help = "remove it";
  finding.range.end_line = 3;
  CHECK(GithubAnnotation(finding) ==
        "::error file=a.fp,line=1,endLine=3,"
        "title=unused-list::nothing uses the list `a`%0Aremove it\n");

  finding.range.path = "50%,a:b.fp";
  finding.message = "100%, a: b\r\n::error::";
  finding.help = "";
  CHECK(GithubAnnotation(finding) ==
        "::error file=50%25%2Ca%3Ab.fp,line=1,endLine=3,"
        "title=unused-list::100%25, a: b%0D%0A::error::\n");
}

TEST_CASE("an empty range is one column") {
  RuleDiagnostic finding = Finding();
  finding.range.end_column = finding.range.column;
  CHECK(GithubAnnotation(finding).find("col=6,endColumn=6,") !=
        std::string::npos);
}

TEST_CASE("text ends with a count") {
  const std::map<std::string, std::string> texts = {{"a.fp", "list a : host"}};
  CHECK(LintReport({}, texts, LintFormat::Text, false) == "");
  RuleDiagnostic finding = Finding();
  CHECK(LintReport({finding}, texts, LintFormat::Text, false)
            .ends_with("\n1 warning\n"));
  finding.fix.push_back({finding.range, ""});
  RuleDiagnostic error = Finding();
  error.severity = Severity::Error;
  CHECK(LintReport({finding, finding, error}, texts, LintFormat::Text, false)
            .ends_with("\n1 error, 2 warnings; --fix mends 2\n"));
}

TEST_CASE("paths as URIs") {
  struct Case {
    std::string_view path, uri;
  };
  constexpr Case kCases[] = {
      {"rules/a.fp", "rules/a.fp"},
      {"./rules/a.fp", "rules/a.fp"},
      {"../a.fp", "../a.fp"},
      {"a b%c#d?e:f.fp", "a%20b%25c%23d%3Fe%3Af.fp"},
      {"\xC3\xA9.fp", "%C3%A9.fp"},
      {"<stdin>", "%3Cstdin%3E"},
      {"/rules/a b.fp", "file:///rules/a%20b.fp"},
  };
  for (const Case& row : kCases) {
    CAPTURE(row.path);
    CHECK(UriOf(std::string(row.path)) == row.uri);
  }
}

TEST_CASE("columns of SARIF count UTF-16 code units") {
  // Two bytes and one unit; four bytes and two units.
  const std::string text = "x\n\xC3\xA9\xF0\x9F\x92\xA1 a\n";
  RuleDiagnostic finding = Finding();
  finding.range = {"a.fp", 9, 10, 2, 8, 2, 9};
  RuleLabel& label = finding.labels.emplace_back();
  label.range = {"a.fp", 2, 4, 2, 1, 2, 3};
  label.text = "here";
  const auto log = nlohmann::json::parse(SarifLog({finding}, {{"a.fp", text}}));
  const auto& result = log["runs"][0]["results"][0];
  const auto& region = result["locations"][0]["physicalLocation"]["region"];
  CHECK(region["startLine"] == 2);
  CHECK(region["startColumn"] == 5);
  CHECK(region["endColumn"] == 6);
  const auto& place = result["relatedLocations"][0];
  CHECK(place["message"]["text"] == "here");
  CHECK(place["physicalLocation"]["region"]["startColumn"] == 1);
  CHECK(place["physicalLocation"]["region"]["endColumn"] == 2);
}

TEST_CASE("a result names its rule by its index") {
  const auto log = nlohmann::json::parse(SarifLog({Finding()}, {}));
  const auto& run = log["runs"][0];
  const size_t index = run["results"][0]["ruleIndex"];
  const auto& rule = run["tool"]["driver"]["rules"][index];
  CHECK(rule["id"] == "unused-list");
  CHECK(rule["defaultConfiguration"]["level"] == "warning");
  CHECK(run["artifacts"][0]["location"]["uri"] == "a.fp");
}

}  // namespace
}  // namespace iotpf::tools
