// iotpf-test: runs the tests that stand inside rules.

#include "tools/command_line.h"
#include "tools/find_rules.h"
#include "tools/progress_bar.h"
#include "tools/rule_options.h"
#include "tools/run_rule_tests.h"
#include "tools/terminal.h"
#include "tools/test_report.h"

#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

using iotpf::tools::RuleTestReport;

constexpr std::string_view kHelp =
    R"(Run the tests that stand inside fingerprint rules.

Each test runs on the reference evaluator and on native code, unoptimised and
optimised; all three must agree.

examples:
  iotpf-test cameras.fp                    run all its tests
  iotpf-test rules --filter=tuya           only tests of which "PLATFORM: NAME"
                                           contains "tuya"
  iotpf-test rules --explain               show why each session is what it is
  iotpf-test rules --format=junit -o tests.xml
)";

enum class Format : uint8_t { Text, Tap, Junit };

struct Options {
  iotpf::tools::RuleOptions rules;
  iotpf::tools::RuleTestOptions tests;
  Format format = Format::Text;
  std::string output = "-";
};

void AddOptions(CLI::App& app, Options& options) {
  static const std::map<std::string, Format> kFormats = {
      {"text", Format::Text}, {"tap", Format::Tap}, {"junit", Format::Junit}};
  iotpf::tools::AddRuleOptions(app, options.rules);
  app.add_option("--filter", options.tests.filter,
                 "run the tests that contain TEXT")
      ->type_name("TEXT");
  app.add_flag("--explain", options.tests.explain,
               "show session, verdict and condition trees of each test; of "
               "the platforms that matter, with =all of all, with =ID of one");
  app.add_option("--format", options.format,
                 "text (default), tap (version 14) or junit (XML)")
      ->type_name("FORM")
      ->transform(CLI::Transformer(kFormats).description(""));
  app.add_option("-o,--output", options.output,
                 "where to write; - is standard output (default)")
      ->type_name("FILE");
}

std::string Written(const RuleTestReport& report, Format format) {
  switch (format) {
    case Format::Tap:
      return iotpf::tools::OutcomesAsTap(report.outcomes);
    case Format::Junit:
      return iotpf::tools::OutcomesAsJunit(report.outcomes);
    case Format::Text:
      break;
  }
  return iotpf::tools::OutcomesAsText(report.outcomes);
}

bool HasFailed(const RuleTestReport& report) {
  for (const auto& outcome : report.outcomes) {
    if (!outcome.failures.empty()) return true;
  }
  return false;
}

iotpf::Result<RuleTestReport> RunTests(
    const std::vector<iotpf::RuleSource>& sources, Options& options) {
  std::optional<iotpf::tools::ProgressBar> progress;
  if (iotpf::tools::IsTerminal(STDERR_FILENO)) {
    progress.emplace(iotpf::tools::TerminalColumns(STDERR_FILENO, 80));
    options.tests.on_progress = [&progress](size_t done, size_t total) {
      progress->ShowCount("tests", done, total);
    };
  }
  return iotpf::tools::RunRuleTests(
      sources, iotpf::tools::ToCompileOptions(options.rules), options.tests);
}

int Run(const iotpf::tools::CommandLine& command_line, Options options) {
  const auto fail = [&](const std::string& message, int code) {
    command_line.PrintError(message);
    return code;
  };
  if (options.rules.inputs.empty()) {
    return fail("RULES is required; see `iotpf-test --help`",
                iotpf::tools::kExitUsage);
  }
  if (const auto fault = iotpf::tools::FaultOf(options.rules)) {
    return fail(*fault, iotpf::tools::kExitUsage);
  }
  const auto sources = iotpf::tools::FindRules(options.rules.inputs,
                                               options.rules.include_roots);
  if (!sources) return fail(sources.error().message, iotpf::tools::kExitWorld);
  const auto report = RunTests(*sources, options);
  if (!report) return fail(report.error().message, iotpf::tools::kExitWorld);
  iotpf::tools::PrintFindings(report->compiled, options.rules);
  if (!report->compiled.ok) return iotpf::tools::kExitFindings;
  if (report->outcomes.empty()) {
    return fail(options.tests.filter.empty()
                    ? "the rules have no test"
                    : "no test contains `" + options.tests.filter + "`",
                iotpf::tools::kExitFindings);
  }
  const auto written =
      iotpf::tools::WriteFile(options.output, Written(*report, options.format));
  if (!written) return fail(written.error().message, iotpf::tools::kExitWorld);
  return HasFailed(*report)
             ? iotpf::tools::kExitFindings
             : iotpf::tools::ExitCodeOf(report->compiled, options.rules);
}

}  // namespace

int main(int argc, char** argv) {
  iotpf::tools::CommandLine command_line("iotpf-test", kHelp);
  Options options;
  AddOptions(command_line.options(), options);
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  return Run(command_line, std::move(options));
}
