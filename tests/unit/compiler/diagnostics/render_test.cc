// Carets stand under what they mark, whatever the line is made of.
#include "compiler/diagnostics/render.h"

#include "compiler/diagnostics/diagnostic_sink.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf {
namespace {

// Renders one report at [begin, end) of a file.
std::string Render(const std::string& text, uint32_t begin, uint32_t end) {
  SourceSet sources;
  sources.emplace_back("a.fp", text);
  DiagnosticSink diagnostics;
  diagnostics.Report({0, begin, end}, diag::EmptyList);
  return RenderDiagnostics(diagnostics.Sorted(), sources, {});
}

const std::string kHead = "error: the list is empty [empty-list]\n";

TEST_CASE("a report shows its line with carets") {
  CHECK(Render("one\n  two\n", 6, 9) == "a.fp:2:3: " + kHead +
                                            "  2 |   two\n"
                                            "    |   ^^^\n");
}

TEST_CASE("a tab is one column, a character of several bytes too") {
  CHECK(Render("\t\xC3\xA4\xE2\x82\xAC x", 7, 8) == "a.fp:1:8: " + kHead +
                                                        "  1 |  \xC3\xA4\xE2"
                                                        "\x82\xAC x\n"
                                                        "    |     ^\n");
}

TEST_CASE("control characters of the source do not reach the terminal") {
  CHECK(Render("a\x1b[31m\x7f z", 8, 9) == "a.fp:1:9: " + kHead +
                                               "  1 | a?[31m? z\n"
                                               "    |         ^\n");
}

TEST_CASE("a span over several lines is marked on its first") {
  CHECK(Render("ab\ncd\n", 1, 5) == "a.fp:1:2: " + kHead +
                                        "  1 | ab\n"
                                        "    |  ^\n");
}

TEST_CASE("an empty span and one past the end have one caret") {
  const std::string at_end = "a.fp:1:3: " + kHead +
                             "  1 | ab\n"
                             "    |   ^\n";
  CHECK(Render("ab", 2, 2) == at_end);
  CHECK(Render("ab", 9, 12) == at_end);
  CHECK(Render("", 0, 0) == "a.fp:1:1: " + kHead + "  1 | \n    | ^\n");
}

TEST_CASE("a long line is cut around the carets") {
  std::string text(100'000, 'a');
  text.replace(50'000, 3, "xyz");
  CHECK(Render(text, 50'000, 50'003) ==
        "a.fp:1:50001: " + kHead + "  1 | " + std::string(60, 'a') + "xyz" +
            std::string(57, 'a') + "\n    | " + std::string(60, ' ') + "^^^\n");
  // A mark as long as the line ends with what is shown.
  CHECK(Render(text, 10, 99'990) ==
        "a.fp:1:11: " + kHead + "  1 | " + std::string(120, 'a') + "\n    | " +
            std::string(10, ' ') + std::string(110, '^') + "\n");
}

TEST_CASE("a line of wide characters is not cut inside of one") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "\xE2\x82\xAC";
  for (uint32_t at = 0; at < text.size(); at += 3) {
    const std::string shown = Render(text, at, at + 3);
    const size_t begin = shown.find("1 | ") + 4;
    const size_t size = shown.find('\n', begin) - begin;
    REQUIRE(size % 3 == 0);
    REQUIRE(shown.substr(begin, 3) == "\xE2\x82\xAC");
  }
}

TEST_CASE("errors past the limit are counted, labels stand at their lines") {
  SourceSet sources;
  sources.emplace_back("a.fp", "a\nb\nc\nd\n");
  DiagnosticSink diagnostics;
  diagnostics.Report({0, 4, 5}, diag::EmptyList);
  diagnostics.Report({0, 2, 3}, diag::DuplicateName, "list", "b");
  diagnostics.AddLabel({0, 0, 1}, diag::FirstDefinedHere);
  diagnostics.AddLabel({0, 6, 7}, diag::UsedHere);
  const std::string shown =
      RenderDiagnostics(diagnostics.Sorted(), sources, {.max_errors = 1});
  CHECK(shown ==
        "a.fp:2:1: error: list `b` is defined twice [duplicate-name]\n"
        "  1 | a\n"
        "    | - first defined here\n"
        "  2 | b\n"
        "    | ^\n"
        "  ...\n"
        "  4 | d\n"
        "    | - used here\n"
        "1 more errors are not shown; mend these first\n");
}

TEST_CASE("a label in another file has its own place") {
  SourceSet sources;
  sources.emplace_back("a.fp", "ab\n");
  sources.emplace_back("b.fp", "x\n yz\n");
  DiagnosticSink diagnostics;
  diagnostics.Report({0, 0, 2}, diag::DuplicateName, "list", "b");
  diagnostics.AddLabel({1, 3, 5}, diag::FirstDefinedHere);
  CHECK(RenderDiagnostics(diagnostics.Sorted(), sources, {}) ==
        "a.fp:1:1: error: list `b` is defined twice [duplicate-name]\n"
        "  1 | ab\n"
        "    | ^^\n"
        "  ::: b.fp:2:2\n"
        "  2 |  yz\n"
        "    |  -- first defined here\n");
}

TEST_CASE("help stands below the lines, and colour is off unless asked for") {
  SourceSet sources;
  sources.emplace_back("a.fp", "x");
  DiagnosticSink diagnostics;
  diagnostics.Report({0, 0, 1}, diag::UnknownLevel, "x");
  CHECK(RenderDiagnostics(diagnostics.Sorted(), sources, {}) ==
        "a.fp:1:1: error: `x` is no level [unknown-level]\n"
        "  1 | x\n"
        "    | ^\n"
        "  = help: use easy, medium or hard\n");
  CHECK(RenderDiagnostics(diagnostics.Sorted(), sources, {.use_color = true})
            .starts_with("\x1b[1ma.fp:1:1\x1b[0m: \x1b[1;31merror\x1b[0m: "));
}

TEST_CASE("findings carry offsets, lines, labels and help") {
  SourceSet sources;
  sources.emplace_back("a.fp", "ab\ncd\n", "rules/a.fp");
  DiagnosticSink diagnostics;
  diagnostics.Report({0, 3, 5}, diag::UnknownLevel, "cd");
  diagnostics.AddLabel({0, 0, 1}, diag::FirstDefinedHere);
  diagnostics.AddFix({0, 3, 5}, "easy");
  const auto findings = ToRuleDiagnostics(diagnostics.Sorted(), sources);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].slug == "unknown-level");
  CHECK(findings[0].message == "`cd` is no level");
  CHECK(findings[0].help == "use easy, medium or hard");
  CHECK(findings[0].range.path == "rules/a.fp");
  CHECK(findings[0].range.line == 2);
  CHECK(findings[0].range.end_column == 3);
  REQUIRE(findings[0].labels.size() == 1);
  CHECK(findings[0].labels[0].text == "first defined here");
  REQUIRE(findings[0].fix.size() == 1);
  CHECK(findings[0].fix[0].replacement == "easy");
}

TEST_CASE("a message is one line, and quotes are cut") {
  SourceSet sources;
  sources.emplace_back("a.fp", "a");
  DiagnosticSink diagnostics;
  const std::string name = "a\nb" + std::string(100'000, 'c');
  diagnostics.Report({0, 0, 1}, diag::UnexpectedKey, name);
  const std::string shown =
      RenderDiagnostics(diagnostics.Sorted(), sources, {.max_errors = 1});
  CHECK(shown.starts_with("a.fp:1:1: error: `a?bccc"));
  CHECK(shown.size() < 400);
}

}  // namespace
}  // namespace iotpf
