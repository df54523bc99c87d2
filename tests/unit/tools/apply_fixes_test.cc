// All of a fix or none, and never two at one place.

#include "tools/apply_fixes.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tools {
namespace {

struct EditCase {
  uint32_t begin, end;
  std::string_view replacement;
};

struct Case {
  std::string_view name;
  std::vector<std::vector<EditCase>> fixes;
  std::string_view text;
  size_t made;
};

RuleDiagnostic FindingOf(const std::vector<EditCase>& edits,
                         const std::string& path) {
  RuleDiagnostic finding;
  for (const EditCase& edit : edits) {
    RuleEdit& made = finding.fix.emplace_back();
    made.range.path = path;
    made.range.begin = edit.begin;
    made.range.end = edit.end;
    made.replacement = edit.replacement;
  }
  return finding;
}

const Case kCases[] = {
    {"none", {{}}, "0123456789", 0},
    {"one", {{{2, 4, "ab"}}}, "01ab456789", 1},
    {"longer and shorter", {{{0, 1, "abc"}}, {{5, 9, ""}}}, "abc12349", 2},
    {"in any order", {{{6, 7, "b"}}, {{1, 2, "a"}}}, "0a2345b789", 2},
    {"the whole", {{{0, 10, "x"}}}, "x", 1},
    {"insertions", {{{0, 0, "a"}}, {{10, 10, "b"}}}, "a0123456789b", 2},
    {"overlapping", {{{2, 6, "a"}}, {{4, 8, "b"}}}, "01a6789", 1},
    {"one in the other", {{{2, 8, "a"}}, {{4, 5, "b"}}}, "01a89", 1},
    {"around the other", {{{4, 5, "b"}}, {{2, 8, "a"}}}, "0123b56789", 1},
    {"meeting", {{{2, 4, "a"}}, {{4, 6, "b"}}}, "01a456789", 1},
    {"two insertions at one place",
     {{{4, 4, "a"}}, {{4, 4, "b"}}},
     "0123a456789",
     1},
    {"both edits of a fix", {{{1, 2, "a"}, {5, 6, "b"}}}, "0a234b6789", 1},
    {"none where one has no room",
     {{{1, 2, "a"}}, {{7, 8, "c"}, {1, 3, "b"}}},
     "0a23456789",
     1},
    {"past the end", {{{8, 11, "a"}}}, "0123456789", 0},
    {"backwards", {{{4, 2, "a"}}}, "0123456789", 0},
};

TEST_CASE("fixes of one file") {
  for (const Case& row : kCases) {
    CAPTURE(row.name);
    std::vector<RuleDiagnostic> findings;
    for (const auto& fix : row.fixes) findings.push_back(FindingOf(fix, "a"));
    std::map<std::string, std::string> texts = {{"a", "0123456789"}};
    CHECK(ApplyFixes(findings, texts) == row.made);
    CHECK(texts["a"] == row.text);
  }
}

TEST_CASE("a file that may not be changed") {
  std::map<std::string, std::string> texts = {{"a", "0123456789"}};
  CHECK(ApplyFixes({FindingOf({{1, 2, "x"}}, "<stdin>")}, texts) == 0);
  CHECK(texts.size() == 1);
}

}  // namespace
}  // namespace iotpf::tools
