// The same words mean the same in every program that reads rules.
#include "tools/rule_options.h"

#include "tools/command_line.h"
#include "tools/finding_json.h"

#include <iotpf/explain_diagnostic.h>

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>

namespace iotpf::tools {

void AddMessageOptions(CLI::App& app, ErrorFormat& format, ColorChoice& color) {
  static const std::map<std::string, ErrorFormat> kFormats = {
      {"text", ErrorFormat::Text}, {"json", ErrorFormat::Json}};
  app.add_option("--error-format", format,
                 "messages as text (default) or json, one object a line")
      ->type_name("FORMAT")
      ->transform(CLI::Transformer(kFormats).description(""));
  AddColorOption(app, color);
}

void AddRuleOptions(CLI::App& app, RuleOptions& options) {
  app.add_option("RULES", options.inputs,
                 "files of rules; - is standard input");
  app.add_option("-I,--include", options.include_roots,
                 "look for imported modules in this folder too; once for each")
      ->type_name("FOLDER")
      ->allow_extra_args(false);
  app.add_option("--allow", options.allowed,
                 "leave out the warnings or notes of this name; once for each")
      ->type_name("SLUG")
      ->allow_extra_args(false);
  app.add_option_function<std::string>(
         "-W",
         [&options](const std::string&) {
           options.warnings_are_findings = true;
         },
         "error: end with 1 where there is a warning")
      ->type_name("error")
      ->check(CLI::IsMember({"error"}).description(""));
  AddMessageOptions(app, options.format, options.color);
}

std::optional<std::string> FaultOf(const RuleOptions& options) {
  for (const std::string& slug : options.allowed) {
    const auto all = AllExplainedDiagnostics();
    const auto it = std::ranges::find(all, slug, &ExplainedDiagnostic::slug);
    if (it != all.end() && it->severity != Severity::Error) continue;
    return fmt::format("there is no warning `{}` to allow", slug);
  }
  return std::nullopt;
}

CompileOptions ToCompileOptions(const RuleOptions& options) {
  CompileOptions compile;
  compile.include_roots = options.include_roots;
  compile.allowed = options.allowed;
  compile.use_color = UseColor(options.color, STDERR_FILENO);
  return compile;
}

void PrintFindings(const std::vector<RuleDiagnostic>& findings,
                   const std::string& text, ErrorFormat format) {
  if (format == ErrorFormat::Text) {
    fmt::print(stderr, "{}", text);
    return;
  }
  for (const RuleDiagnostic& finding : findings) {
    fmt::print(stderr, "{}\n", FindingJson(finding));
  }
}

void PrintFindings(const CompileResult& result, const RuleOptions& options) {
  PrintFindings(result.findings, result.diagnostics, options.format);
}

ExitCode ExitCodeOf(const CompileResult& result, const RuleOptions& options) {
  const bool has_findings =
      !result.ok || (options.warnings_are_findings && result.warning_count > 0);
  return has_findings ? kExitFindings : kExitClean;
}

}  // namespace iotpf::tools
