// Stages, and what a compilation tells about itself.
#include <iotpf/compile_report.h>
#include <iotpf/compiler.h>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf {
namespace {

std::vector<std::string> NamesOf(const CompileReport& report) {
  std::vector<std::string> names;
  for (const CompileReport::Stage& stage : report.stages) {
    names.emplace_back(stage.name);
  }
  return names;
}

TEST_CASE("a stage that comes back adds to its row") {
  CompileReport report;
  EnterStage(&report, "");
  CHECK(report.stages.empty());
  EnterStage(&report, "one");
  EnterStage(&report, "two");
  const auto first = report.stages[0].time;
  EnterStage(&report, "one");
  EnterStage(&report, "");
  EnterStage(&report, "");
  CHECK(NamesOf(report) == std::vector<std::string>{"one", "two"});
  CHECK(report.stages[0].time >= first);
  CHECK(report.stages[0].peak_bytes >= report.stages[1].peak_bytes);
  CHECK(report.stages[1].peak_bytes > 0);
}

TEST_CASE("without a report nothing is done") { EnterStage(nullptr, "one"); }

constexpr const char* kRules = R"(
platform lamp {
    fingerprint mobile {
        positive host = http.request.host under "lamp.example";
        positive slow = http.request.path matches /(a|b)*a(a|b){12}/;
        positive fast = http.request.path matches /^\/[a-z]+\d/;
        negative none = http.request.header["x-lamp"] is absent;
    }
}
)";

CompileReport ReportOf(EmitStage emit, std::string& diagnostics) {
  CompileReport report;
  CompileOptions options;
  options.emit = emit;
  options.target_cpu = "x86-64";
  options.report = &report;
  const auto result = Compile({{"lamp.fp", kRules, "rules/lamp.fp"}}, options);
  REQUIRE(result.has_value());
  REQUIRE(result->ok);
  CHECK(result->error_count == 0);
  CHECK(result->warning_count == 0);
  diagnostics = result->diagnostics;
  return report;
}

TEST_CASE("a library: all stages, the lowerings, the regex without code") {
  std::string diagnostics;
  const CompileReport report = ReportOf(EmitStage::Library, diagnostics);
  CHECK(NamesOf(report) ==
        std::vector<std::string>{"parse", "check", "build tables", "start LLVM",
                                 "lay out tables", "choose lowerings",
                                 "make LLVM IR", "optimise LLVM IR",
                                 "make machine code", "link", "tell findings"});
  CHECK(report.figures.size() == 2);
  CHECK(report.readings.size() == 3);
  for (const CompileReport::Reading& reading : report.readings) {
    const bool is_header = reading.field == Field::RequestHeader;
    CAPTURE(InfoOf(reading.field).path);
    CHECK(reading.has_own_code != is_header);
    CHECK(reading.tests == (reading.field == Field::RequestPath ? 2 : 1));
    CHECK((reading.functions > 0) != is_header);
  }
  REQUIRE(report.host_regexes.size() == 1);
  const CompileReport::HostRegex& regex = report.host_regexes[0];
  CHECK(regex.path == "rules/lamp.fp");
  CHECK(regex.line == 5);
  CHECK(regex.column == 51);
  CHECK(regex.pattern == "(a|b)*a(a|b){12}");
  CHECK(regex.why == "its automaton passes 2048 states");
  CHECK(diagnostics.starts_with(
      "rules/lamp.fp:5:51: note: this regex is matched by RE2: its automaton "
      "passes 2048 states [regex-left-to-re2]\n"));
}

TEST_CASE("tables: no code, so nothing to tell of it") {
  std::string diagnostics;
  const CompileReport report = ReportOf(EmitStage::Tables, diagnostics);
  CHECK(NamesOf(report) == std::vector<std::string>{"parse", "check",
                                                    "build tables",
                                                    "tell findings"});
  CHECK(report.readings.empty());
  CHECK(report.host_regexes.empty());
  CHECK(diagnostics == "");
}

TEST_CASE(
    "a note that is meant is allowed, and its regex still in the report") {
  CompileReport report;
  CompileOptions options;
  options.emit = EmitStage::Object;
  options.report = &report;
  std::string rules = kRules;
  const size_t slow = rules.find("        positive slow");
  rules.insert(slow, "        // iotpf: allow(regex-left-to-re2)\n");
  const auto allowed = Compile({{"lamp.fp", rules}}, options);
  REQUIRE(allowed.has_value());
  CHECK(allowed->diagnostics == "");
  CHECK(report.host_regexes.size() == 1);
  CHECK(report.host_regexes[0].line == 6);

  // A check of rules makes no code and cannot say that the comment is stale.
  options.emit = EmitStage::Tables;
  options.lint = true;
  const auto checked = Compile({{"lamp.fp", rules}}, options);
  REQUIRE(checked.has_value());
  CHECK(checked->diagnostics.find("-allow") == std::string::npos);
}

}  // namespace
}  // namespace iotpf
