// The text of a report: its parts, what is escaped and what is cut.
#include "tools/time_report.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>

namespace iotpf::tools {
namespace {

using namespace std::chrono_literals;

CompileReport::Reading ReadingOf(std::string key, uint32_t tests,
                                 bool has_own_code) {
  CompileReport::Reading reading;
  reading.field = Field::RequestHeader;
  reading.key = std::move(key);
  reading.tests = tests;
  reading.has_own_code = has_own_code;
  return reading;
}

TEST_CASE("stages alone, where no code was made") {
  CompileReport report;
  report.stages = {{"parse", 3ms, 2'000'000}, {"check", 1ms, 2'500'000}};
  CHECK(TimeReportText(report) ==
        "stage                         ms    share   peak MB\n"
        "parse                        3.0   75.0 %       2.0\n"
        "check                        1.0   25.0 %       2.5\n"
        "total                        4.0  100.0 %       2.5\n");
  CHECK(TimeReportText({}).find("nan") == std::string::npos);
}

TEST_CASE("fields with most tests first, and one row for the others") {
  CompileReport report;
  report.figures = {{"LLVM IR", "3 functions"}};
  report.readings = {ReadingOf("a\n\xff", 1, true), ReadingOf("b", 7, true),
                     ReadingOf("c", 2, false), ReadingOf("d", 3, false)};
  report.readings[1].functions = 2;
  report.readings[1].table_bytes = 80;
  report.readings[1].lowerings = {{"dictionary", 6, "9 keys"}, {"RE2", 1, ""}};
  report.readings[1].passed_budgets = {"one automaton for 9 tests"};
  report.host_regexes = {{"x.fp", 3, 4, "a\tb", "its automaton is too large"}};
  const std::string text = TimeReportText(report);
  CHECK(text.substr(text.find("\nLLVM IR")) ==
        "\n"
        "LLVM IR               3 functions\n"
        "\n"
        "field and lowering                               tests  size\n"
        "http.request.header[\"b\"]                             7  "
        "2 functions, 80 bytes of tables\n"
        "  dictionary                                         6  9 keys\n"
        "  RE2                                                1\n"
        "  not one automaton for 9 tests\n"
        "http.request.header[\"a\\x0a\\xff\"]                     1\n"
        "2 other fields                                       5  "
        "by one loop over the tables\n"
        "\n"
        "regexes left to RE2: 1\n"
        "  x.fp:3:4: /a\\x09b/: its automaton is too large\n");
}

TEST_CASE("long lists and long texts are cut, and counted") {
  CompileReport report;
  for (int i = 0; i < 50; ++i) {
    report.readings.push_back(ReadingOf(fmt::format("k{}", i), 1, true));
  }
  report.host_regexes.assign(
      103, {"x.fp", 1, 1, std::string(10'000, 'r'), "it is too large"});
  const std::string text = TimeReportText(report);
  CHECK(text.find("10 more fields with code are not shown\n") !=
        std::string::npos);
  CHECK(text.find("regexes left to RE2: 103\n") != std::string::npos);
  CHECK(text.ends_with("  3 more\n"));
  CHECK(text.find("/" + std::string(60, 'r') + ".../") != std::string::npos);
  CHECK(text.size() < 20'000);
}

TEST_CASE("the time before the first statement is a stage") {
  CompileReport report;
  AddStartStage(report);
  EnterStage(&report, "");
  REQUIRE(report.stages.size() == 1);
  CHECK(report.stages[0].name == "start the program");
  CHECK(report.stages[0].time > 0ns);
}

}  // namespace
}  // namespace iotpf::tools
