// A score is a report and not a gate: how much of labelled traffic is found
// depends on the labels as well as on the rules. But a score over nothing would
// look like any other, so that it is an error.

#include "tools/label_command.h"

#include "tools/exit_code.h"
#include "tools/find_rules.h"
#include "tools/label_picture.h"
#include "tools/label_report.h"
#include "tools/labels.h"
#include "tools/progress_bar.h"
#include "tools/rules_library.h"
#include "tools/score_labels.h"
#include "tools/terminal.h"
#include "tools/test_engines.h"
#include "tools/whole_file.h"

#include <iotpf/report.h>
#include <iotpf/ruleset.h>

#include <fmt/format.h>
#include <unistd.h>

#include <optional>
#include <utility>
#include <variant>

namespace iotpf::tools {
namespace {

// A ruleset, or the exit code where the reason is told already.
using Loaded = std::variant<Ruleset, int>;

int Fail(const CommandLine& command_line, const Error& error, int code) {
  command_line.PrintError(PrintableText(error.message));
  return code;
}

Loaded LoadStandardRules(const CommandLine& command_line) {
  auto found = FindRules(std::vector<std::string>());
  if (const auto* failure = std::get_if<RulesFailure>(&found)) {
    return Fail(command_line, {failure->message}, failure->exit_code);
  }
  auto ruleset = Ruleset::Load(std::get<RulesLibrary>(found).path());
  if (!ruleset) return Fail(command_line, ruleset.error(), kExitWorld);
  return std::move(*ruleset);
}

Loaded LoadRules(const CommandLine& command_line, const RuleOptions& options) {
  if (options.inputs.empty()) return LoadStandardRules(command_line);
  const auto sources = FindRules(options.inputs, options.include_roots);
  if (!sources) return Fail(command_line, sources.error(), kExitWorld);
  CompileOptions compile = ToCompileOptions(options);
  compile.target_cpu = "x86-64";
  const auto compiled = Compile(*sources, compile);
  if (!compiled) return Fail(command_line, compiled.error(), kExitWorld);
  PrintFindings(*compiled, options);
  if (!compiled->ok) return kExitFindings;
  auto ruleset = LoadLibraryBytes(compiled->output);
  if (!ruleset) return Fail(command_line, ruleset.error(), kExitWorld);
  return std::move(*ruleset);
}

Result<LabelFile> ReadAllLabels(const std::vector<std::string>& paths) {
  LabelFile all;
  for (const std::string& path : paths) {
    auto file = ReadLabels(path);
    if (!file) return file.error();
    all.left_out += file->left_out;
    all.labels.insert(all.labels.end(),
                      std::make_move_iterator(file->labels.begin()),
                      std::make_move_iterator(file->labels.end()));
  }
  return all;
}

std::string Written(const LabelReport& report, LabelFormat format) {
  switch (format) {
    case LabelFormat::Json:
      return LabelsAsJson(report);
    case LabelFormat::Html:
      return LabelsAsHtml(report);
    case LabelFormat::Svg:
      return LabelsAsSvg(report.sure);
    case LabelFormat::Text:
      break;
  }
  return LabelsAsText(report);
}

Result<LabelReport> Score(const LabelFile& labels, Ruleset ruleset) {
  std::optional<ProgressBar> progress;
  if (IsTerminal(STDERR_FILENO)) {
    progress.emplace(TerminalColumns(STDERR_FILENO, 80));
  }
  return ScoreLabels(labels, std::move(ruleset),
                     [&](size_t done, size_t total) {
                       if (progress) progress->ShowCount("inputs", done, total);
                     });
}

}  // namespace

int RunLabels(const CommandLine& command_line, const LabelOptions& options) {
  const auto labels = ReadAllLabels(options.files);
  if (!labels) return Fail(command_line, labels.error(), kExitWorld);
  Loaded rules = LoadRules(command_line, options.rules);
  if (const int* code = std::get_if<int>(&rules)) return *code;
  const auto report = Score(*labels, std::move(std::get<Ruleset>(rules)));
  if (!report) return Fail(command_line, report.error(), kExitWorld);
  for (const std::string& problem : report->problems) {
    command_line.PrintError(PrintableText(problem));
  }
  const auto written =
      WriteFile(options.output, Written(*report, options.format));
  if (!written) return Fail(command_line, written.error(), kExitWorld);
  if (!report->is_whole) return kExitWorld;
  const LabelScore& sure = report->sure;
  const uint64_t missing =
      sure.iot(LabelOutcome::Missing) + sure.no_iot(LabelOutcome::Missing);
  if (sure.sessions() > missing) return kExitClean;
  return Fail(command_line, {"no session with a sure label was found"},
              kExitFindings);
}

}  // namespace iotpf::tools
