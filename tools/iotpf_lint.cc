// iotpf-lint: checks of rules for CI.

#include <iotpf/compiler.h>
#include <iotpf/explain_diagnostic.h>

#include "tools/apply_fixes.h"
#include "tools/command_line.h"
#include "tools/exit_code.h"
#include "tools/find_rules.h"
#include "tools/lint_project.h"
#include "tools/lint_report.h"
#include "tools/lint_rules.h"
#include "tools/rule_options.h"
#include "tools/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using iotpf::tools::LintFormat;

constexpr std::string_view kHelp =
    R"(Check fingerprint rules for what is right and yet not as it should be.

All files are checked as one ruleset. Exits with 1 where there is a finding.

examples:
  iotpf-lint rules/                       check all *.fp below a folder
  iotpf-lint rules/ --fix                 mend what is safe to mend
  iotpf-lint rules/ --format=github       annotate a pull request
  iotpf-lint --explain plain-regex        explain a check
)";

struct Options {
  iotpf::tools::RuleOptions rules;
  LintFormat format = LintFormat::Text;
  std::string output = "-";
  std::string config;
  bool no_config = false;
  bool fix = false;
  bool list = false;
  std::string explain;
};

using Texts = std::map<std::string, std::string>;  // by path

// Runs of the checks, each on what the last has mended.
constexpr int kMaxFixRounds = 10;

void AddOptions(CLI::App& app, Options& options) {
  static const std::map<std::string, LintFormat> kFormats = {
      {"text", LintFormat::Text},
      {"json", LintFormat::Json},
      {"sarif", LintFormat::Sarif},
      {"github", LintFormat::Github}};
  app.add_option("RULES", options.rules.inputs,
                 "files of rules, and folders that have them; - is standard "
                 "input; without any, the current folder");
  app.add_option("-I,--include", options.rules.include_roots,
                 "look for imported modules in this folder too; once for each")
      ->type_name("FOLDER")
      ->allow_extra_args(false);
  app.add_option("--format", options.format,
                 "text (default); json, one object a line; sarif, a SARIF "
                 "2.1.0 log; or github, workflow commands that annotate")
      ->type_name("FORMAT")
      ->transform(CLI::Transformer(kFormats).description(""));
  app.add_option("-o,--output", options.output,
                 "where to write; - is standard output")
      ->type_name("FILE");
  app.add_flag("--fix", options.fix,
               "mend the files where the meaning stays the same, and report "
               "the rest");
  app.add_option("--allow", options.rules.allowed,
                 "leave out the warnings of this name; once for each")
      ->type_name("SLUG")
      ->allow_extra_args(false);
  app.add_option("--config", options.config,
                 "the project file; default: .iotpf-lint.toml of this folder "
                 "or the nearest above it, up to one with .git")
      ->type_name("FILE");
  app.add_flag("--no-config", options.no_config, "read no project file");
  iotpf::tools::AddColorOption(app, options.rules.color);
  app.add_flag("--list", options.list, "list all checks and exit");
  app.add_option("--explain", options.explain,
                 "explain a check, by its name, with examples, and exit")
      ->type_name("SLUG");
}

// The first sentence of a page.
std::string_view Summary(std::string_view page) {
  const size_t begin = page.find("\n\n");
  if (begin == std::string_view::npos) return "";
  page.remove_prefix(begin + 2);
  const size_t end = std::min(page.find(".\n"), page.find(". "));
  return page.substr(0, end);
}

std::string ListOfChecks() {
  std::string list;
  for (const auto& check : iotpf::AllExplainedDiagnostics()) {
    if (check.severity != iotpf::Severity::Warning) continue;
    std::string summary(Summary(check.markdown));
    std::replace(summary.begin(), summary.end(), '\n', ' ');
    list += fmt::format("{:<20}{}\n", check.slug, summary);
  }
  return list;
}

// Everything that a run works with.
struct Run {
  Options options;
  std::vector<iotpf::RuleSource> sources;
  std::optional<iotpf::tools::LintProject> project;
};

iotpf::Result<iotpf::CompileResult> Check(const Run& run) {
  iotpf::CompileOptions compile;
  compile.include_roots = run.options.rules.include_roots;
  compile.allowed = run.options.rules.allowed;
  auto result = iotpf::tools::LintRules(run.sources, compile);
  // What rules with mistakes would be silenced for is not known.
  if (result && result->ok && run.project) {
    iotpf::tools::AllowByProject(*run.project, result->findings);
  }
  return result;
}

// Mends the sources until nothing is left that can be, and gives the findings
// for what they are then. What would no longer compile is not kept.
iotpf::Result<iotpf::CompileResult> CheckAndFix(Run& run) {
  auto result = Check(run);
  for (int round = 0; round < kMaxFixRounds; ++round) {
    if (!result || !result->ok) return result;
    Texts texts;
    for (const iotpf::RuleSource& source : run.sources) {
      if (source.path != "<stdin>") texts[source.path] = source.text;
    }
    if (iotpf::tools::ApplyFixes(result->findings, texts) == 0) return result;
    Run mended = run;
    for (iotpf::RuleSource& source : mended.sources) {
      const auto text = texts.find(source.path);
      if (text != texts.end()) source.text = text->second;
    }
    auto checked = Check(mended);
    if (!checked || !checked->ok) return result;
    run.sources = std::move(mended.sources);
    result = std::move(checked);
  }
  return result;
}

iotpf::Result<void> WriteMended(const std::vector<iotpf::RuleSource>& before,
                                const std::vector<iotpf::RuleSource>& after) {
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i].text == after[i].text) continue;
    const auto written = iotpf::tools::WriteFile(after[i].path, after[i].text);
    if (!written) return written;
  }
  return {};
}

// The texts of the files that findings stand in. One that cannot be read again
// is shown without its lines.
Texts TextsOf(const Run& run, const iotpf::CompileResult& result) {
  Texts texts;
  for (const auto& source : run.sources) texts[source.path] = source.text;
  if (run.project) {
    for (const auto& allowed : run.project->allowed) {
      texts[allowed.range.path] = run.project->text;
    }
  }
  const auto add = [&texts](const std::string& path) {
    if (texts.contains(path)) return;
    const auto text = iotpf::tools::ReadFile(path);
    texts[path] = text ? *text : "";
  };
  for (const iotpf::RuleDiagnostic& finding : result.findings) {
    add(finding.range.path);
    for (const auto& label : finding.labels) add(label.range.path);
  }
  return texts;
}

int Lint(const iotpf::tools::CommandLine& command_line, Run& run) {
  const auto fail = [&](const iotpf::Error& error) {
    command_line.PrintError(error.message);
    return iotpf::tools::kExitWorld;
  };
  auto sources = iotpf::tools::FindRules(run.options.rules.inputs,
                                         run.options.rules.include_roots);
  if (!sources) return fail(sources.error());
  run.sources = *sources;
  const auto result = run.options.fix ? CheckAndFix(run) : Check(run);
  if (!result) return fail(result.error());
  if (const auto written = WriteMended(*sources, run.sources); !written) {
    return fail(written.error());
  }
  const bool use_color =
      run.options.output == "-" &&
      iotpf::tools::UseColor(run.options.rules.color, STDOUT_FILENO);
  const auto written = iotpf::tools::WriteFile(
      run.options.output,
      iotpf::tools::LintReport(result->findings, TextsOf(run, *result),
                               run.options.format, use_color));
  if (!written) return fail(written.error());
  return result->findings.empty() ? iotpf::tools::kExitClean
                                  : iotpf::tools::kExitFindings;
}

// Reads the project file and runs; wrong options end here.
int Start(const iotpf::tools::CommandLine& command_line, Options options) {
  const auto refuse = [&](std::string_view message) {
    command_line.PrintError(message);
    return iotpf::tools::kExitUsage;
  };
  if (const auto fault = iotpf::tools::FaultOf(options.rules)) {
    return refuse(*fault);
  }
  if (options.no_config && !options.config.empty()) {
    return refuse("--config and --no-config exclude each other");
  }
  if (options.rules.inputs.empty()) options.rules.inputs = {"."};
  Run run = {std::move(options), {}, std::nullopt};
  std::string config = run.options.config;
  if (config.empty() && !run.options.no_config) {
    config = iotpf::tools::FindLintProject();
  }
  if (!config.empty()) {
    auto project = iotpf::tools::ReadLintProject(config);
    if (!project) return refuse(project.error().message);
    run.project = std::move(*project);
  }
  return Lint(command_line, run);
}

// Prints text that was asked for in place of a run.
int Print(const iotpf::tools::CommandLine& command_line,
          const iotpf::Result<std::string>& text) {
  if (!text) {
    command_line.PrintError(text.error().message);
    return iotpf::tools::kExitUsage;
  }
  const auto written = iotpf::tools::WriteFile("-", *text);
  if (written) return iotpf::tools::kExitClean;
  command_line.PrintError(written.error().message);
  return iotpf::tools::kExitWorld;
}

}  // namespace

int main(int argc, char** argv) {
  iotpf::tools::CommandLine command_line("iotpf-lint", kHelp);
  Options options;
  AddOptions(command_line.options(), options);
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  if (options.list) return Print(command_line, ListOfChecks());
  if (!options.explain.empty()) {
    return Print(command_line, iotpf::ExplainDiagnostic(options.explain));
  }
  return Start(command_line, std::move(options));
}
