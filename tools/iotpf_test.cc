// iotpf-test: runs the tests that stand inside rules, and scores rules on
// labelled traffic.

#include "tools/command_line.h"
#include "tools/exit_code.h"
#include "tools/find_rules.h"
#include "tools/label_command.h"
#include "tools/progress_bar.h"
#include "tools/rule_options.h"
#include "tools/run_rule_tests.h"
#include "tools/terminal.h"
#include "tools/test_report.h"
#include "tools/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

using iotpf::tools::RuleTestReport;

constexpr std::string_view kHelp =
    R"(Run the tests that stand inside fingerprint rules, or score rules on traffic.

Each test runs on the reference evaluator and on native code, unoptimised and
optimised; all three must agree. With --labels no test runs: labelled sessions
and flows are scanned, and what the rules say is compared with the labels.

examples:
  iotpf-test cameras.fp                    run all its tests
  iotpf-test rules --filter=tuya           only tests of which "PLATFORM: NAME"
                                           contains "tuya"
  iotpf-test rules --explain               show why each session is what it is
  iotpf-test rules --format=junit -o tests.xml
  iotpf-test --labels sessions.jsonl flows.tsv
                                           the standard rules, as text
  iotpf-test rules --labels flows.tsv --format=html -o score.html
)";

enum class Format : uint8_t { Text, Tap, Junit, Json, Html, Svg };

// The forms of a score.
const std::map<Format, iotpf::tools::LabelFormat> kLabelFormats = {
    {Format::Text, iotpf::tools::LabelFormat::Text},
    {Format::Json, iotpf::tools::LabelFormat::Json},
    {Format::Html, iotpf::tools::LabelFormat::Html},
    {Format::Svg, iotpf::tools::LabelFormat::Svg}};

struct Options {
  iotpf::tools::RuleOptions rules;
  iotpf::tools::RuleTestOptions tests;
  std::vector<std::string> labels;
  Format format = Format::Text;
  std::string output = "-";
};

void AddOptions(CLI::App& app, Options& options) {
  static const std::map<std::string, Format> kFormats = {
      {"text", Format::Text}, {"tap", Format::Tap},   {"junit", Format::Junit},
      {"json", Format::Json}, {"html", Format::Html}, {"svg", Format::Svg}};
  iotpf::tools::AddRuleOptions(app, options.rules);
  app.add_option("--filter", options.tests.filter,
                 "run the tests that contain TEXT")
      ->type_name("TEXT");
  app.add_flag("--explain", options.tests.explain,
               "show session, verdict and condition trees of each test; of "
               "the platforms that matter, with =all of all, with =ID of one");
  app.add_option(
         "--labels", options.labels,
         "score the rules, or without RULES the standard rules, on "
         "labelled traffic: JSON Lines of sessions with `label`, tables "
         "of flows or hosts with `platform`")
      ->type_name("FILE");
  app.add_option("--format", options.format,
                 "text (default), tap (version 14) or junit (XML); of a score "
                 "text, json, html or svg (the confusion matrix)")
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
    case Format::Json:
    case Format::Html:
    case Format::Svg:
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

// What is wrong with the options; empty: nothing.
std::string WrongUsage(const Options& options) {
  if (const auto fault = iotpf::tools::FaultOf(options.rules)) return *fault;
  const bool is_label_format = kLabelFormats.contains(options.format);
  if (options.labels.empty()) {
    if (options.rules.inputs.empty()) {
      return "RULES is required; see `iotpf-test --help`";
    }
    return is_label_format && options.format != Format::Text
               ? "--format: this is a form of a score; name --labels"
               : "";
  }
  if (!is_label_format) return "--format: tap and junit are forms of tests";
  const bool has_test_options =
      !options.tests.filter.empty() || !options.tests.explain.empty();
  return has_test_options ? "--filter and --explain are of tests, not --labels"
                          : "";
}

int Run(const iotpf::tools::CommandLine& command_line, Options options) {
  const auto fail = [&](const std::string& message, int code) {
    command_line.PrintError(message);
    return code;
  };
  if (const std::string wrong = WrongUsage(options); !wrong.empty()) {
    return fail(wrong, iotpf::tools::kExitUsage);
  }
  if (!options.labels.empty()) {
    return iotpf::tools::RunLabels(
        command_line, {options.rules, options.labels,
                       kLabelFormats.at(options.format), options.output});
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
