// iotpf-test: runs the tests that stand inside rules.

#include "tools/command_line.h"
#include "tools/read_rules.h"
#include "tools/run_rule_tests.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace {

constexpr std::string_view kHelp =
    R"(Run the tests that stand inside fingerprint rules.

Each test runs on the reference evaluator and on native code, unoptimised and
optimised; all three must agree.

examples:
  iotpf-test cameras.fp                    run all its tests
  iotpf-test rules/*.fp --filter=tuya      only tests of which "PLATFORM: NAME"
                                           contains "tuya"
)";

int Report(const iotpf::tools::RuleTestReport& report) {
  size_t failed = 0;
  for (const auto& outcome : report.outcomes) {
    if (outcome.failures.empty()) continue;
    ++failed;
    const iotpf::RuleTest& test = *outcome.test;
    fmt::print("{}:{}:{}: failed: {}: {}\n", test.source, test.position.line,
               test.position.column, test.platform, test.name);
    for (const std::string& failure : outcome.failures) {
      fmt::print("  {}\n", failure);
    }
  }
  fmt::print("{} passed, {} failed\n", report.outcomes.size() - failed, failed);
  return failed == 0 ? iotpf::tools::kExitClean : iotpf::tools::kExitFindings;
}

int Run(const iotpf::tools::CommandLine& command_line,
        const std::vector<std::string>& inputs, const std::string& filter) {
  const auto sources = iotpf::tools::ReadRules(inputs);
  if (!sources) {
    command_line.PrintError(sources.error().message);
    return iotpf::tools::kExitWorld;
  }
  const auto report = iotpf::tools::RunRuleTests(*sources, {}, filter);
  if (!report) {
    command_line.PrintError(report.error().message);
    return iotpf::tools::kExitWorld;
  }
  fmt::print(stderr, "{}", report->compiled.diagnostics);
  if (!report->compiled.ok) return iotpf::tools::kExitFindings;
  if (report->outcomes.empty()) {
    command_line.PrintError(filter.empty()
                                ? "the rules have no test"
                                : "no test contains `" + filter + "`");
    return iotpf::tools::kExitFindings;
  }
  return Report(*report);
}

}  // namespace

int main(int argc, char** argv) {
  iotpf::tools::CommandLine command_line("iotpf-test", kHelp);
  std::vector<std::string> inputs;
  std::string filter;
  CLI::App& app = command_line.options();
  app.add_option("RULES", inputs, "files of rules; - is standard input")
      ->required();
  app.add_option("--filter", filter, "run the tests that contain TEXT")
      ->type_name("TEXT");
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  return Run(command_line, inputs, filter);
}
