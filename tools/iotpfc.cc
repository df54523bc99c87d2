// iotpfc: fingerprint rules in, a library out.

#include <iotpf/compiler.h>
#include <iotpf/explain_diagnostic.h>

#include "tools/command_line.h"
#include "tools/exit_code.h"
#include "tools/list_fields.h"
#include "tools/read_rules.h"
#include "tools/rule_options.h"
#include "tools/time_report.h"
#include "tools/whole_file.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

using iotpf::EmitStage;

constexpr std::string_view kHelp =
    R"(Compile fingerprint rules into a library that iotpf-run loads.

examples:
  iotpfc cameras.fp                       write cameras.so
  iotpfc amazon.fp tuya.fp -o rules.so    compile several files as one ruleset
  iotpfc cameras.fp --emit=ir             show the tables that the rules become
  iotpfc cameras.fp --target=aarch64-linux-gnu
                                          a library for another machine
  iotpfc cameras.fp --time-report         say where the time went, and which
                                          code the tests got
  iotpfc --explain unknown-field          explain a message of the compiler
)";

struct Options {
  iotpf::tools::RuleOptions rules;
  std::string output;
  EmitStage emit = EmitStage::Library;
  int optimization_level = 2;
  std::string target;
  std::string target_cpu;
  std::string list_fields;  // "true" or "json"; empty: compile
  std::string explain;      // a slug; empty: compile
  std::string dependencies;
  bool reports_time = false;
};

void AddOptions(CLI::App& app, Options& options) {
  static const std::map<std::string, EmitStage> kStages = {
      {"ast", EmitStage::Ast},       {"ir", EmitStage::Ir},
      {"llvm", EmitStage::Llvm},     {"asm", EmitStage::Asm},
      {"object", EmitStage::Object}, {"library", EmitStage::Library}};
  iotpf::tools::AddRuleOptions(app, options.rules);
  app.add_option("-o,--output", options.output,
                 "where to write; - is standard output. A library of one file "
                 "goes beside it, text to standard output")
      ->type_name("FILE");
  app.add_option("--emit", options.emit,
                 "stop after ast, ir, llvm, asm, object or library (default)")
      ->type_name("STAGE")
      ->transform(CLI::Transformer(kStages).description(""));
  app.add_option("-O", options.optimization_level,
                 "optimisation of native code, 0 to 3 (default 2)")
      ->type_name("LEVEL")
      ->check(CLI::Range(0, 3).description(""));
  app.add_option("--target", options.target,
                 "machine to compile for, as a triple: aarch64-linux-gnu, "
                 "x86_64-linux-gnu; default: this one")
      ->type_name("TRIPLE");
  app.add_option("--target-cpu", options.target_cpu,
                 "CPU to compile for, as LLVM names it; default: x86-64-v3, or "
                 "generic for aarch64")
      ->type_name("CPU");
  app.add_option("--dependencies", options.dependencies,
                 "write the paths of all files that were read, one a line")
      ->type_name("FILE");
  app.add_flag("--time-report", options.reports_time,
               "say on standard error where the time went, which code each "
               "field got, and which regexes got none");
  app.add_flag("--list-fields", options.list_fields,
               "list the fields that rules can test, and exit; "
               "--list-fields=json: one JSON object a line");
  app.add_option("--explain", options.explain,
                 "explain a message, by the name in brackets behind it, with "
                 "examples, and exit")
      ->type_name("SLUG");
}

// Where the output goes when -o does not say; empty when it must.
std::string DefaultOutput(const Options& options) {
  if (options.emit != EmitStage::Library && options.emit != EmitStage::Object) {
    return "-";
  }
  const auto& inputs = options.rules.inputs;
  if (inputs.size() != 1 || inputs[0] == "-") return "";
  const std::filesystem::path path(inputs[0]);
  const char* extension = options.emit == EmitStage::Library ? ".so" : ".o";
  return std::filesystem::path(path).replace_extension(extension).string();
}

int Explain(const iotpf::tools::CommandLine& command_line,
            const std::string& slug) {
  const auto page = iotpf::ExplainDiagnostic(slug);
  if (!page) {
    command_line.PrintError(page.error().message);
    return iotpf::tools::kExitUsage;
  }
  const auto written = iotpf::tools::WriteFile("-", *page);
  if (written) return iotpf::tools::kExitClean;
  command_line.PrintError(written.error().message);
  return iotpf::tools::kExitWorld;
}

int ListFields(const iotpf::tools::CommandLine& command_line,
               const std::string& format) {
  if (format != "true" && format != "json") {
    command_line.PrintError("--list-fields takes `json` or nothing");
    return iotpf::tools::kExitUsage;
  }
  const auto written = iotpf::tools::WriteFile(
      "-", format == "json" ? iotpf::tools::FieldsAsJsonLines()
                            : iotpf::tools::FieldsAsText());
  if (written) return iotpf::tools::kExitClean;
  command_line.PrintError(written.error().message);
  return iotpf::tools::kExitWorld;
}

// Completes the options, or says what is wrong with them.
std::optional<std::string> Complete(Options& options) {
  if (options.rules.inputs.empty()) {
    return "RULES is required; see `iotpfc --help`";
  }
  if (options.output.empty()) options.output = DefaultOutput(options);
  if (options.output.empty()) {
    return "several files make one ruleset; name it with -o";
  }
  if (const auto known = iotpf::CheckTarget(options.target, options.target_cpu);
      !known) {
    return known.error().message;
  }
  return iotpf::tools::FaultOf(options.rules);
}

iotpf::Result<void> WriteOutputs(const Options& options,
                                 const iotpf::CompileResult& result) {
  if (!options.dependencies.empty()) {
    std::string paths;
    for (const std::string& file : result.files) paths += file + "\n";
    const auto written = iotpf::tools::WriteFile(options.dependencies, paths);
    if (!written) return written;
  }
  return iotpf::tools::WriteFile(options.output, result.output);
}

// Reads, compiles, writes. Fills `report` where it is given.
int Compile(const iotpf::tools::CommandLine& command_line,
            const Options& options, iotpf::CompileReport* report) {
  const auto fail = [&](const iotpf::Error& error) {
    command_line.PrintError(error.message);
    return iotpf::tools::kExitWorld;
  };
  iotpf::EnterStage(report, "read files");
  const auto sources = iotpf::tools::ReadRules(options.rules.inputs,
                                               options.rules.include_roots);
  if (!sources) return fail(sources.error());
  iotpf::CompileOptions compile = iotpf::tools::ToCompileOptions(options.rules);
  compile.emit = options.emit;
  compile.optimization_level = options.optimization_level;
  compile.target = options.target;
  compile.target_cpu = options.target_cpu;
  compile.report = report;
  const auto result = iotpf::Compile(*sources, compile);
  if (!result) return fail(result.error());
  iotpf::tools::PrintFindings(*result, options.rules);
  if (result->ok) {
    iotpf::EnterStage(report, "write");
    const auto written = WriteOutputs(options, *result);
    if (!written) return fail(written.error());
  }
  return iotpf::tools::ExitCodeOf(*result, options.rules);
}

int Run(const iotpf::tools::CommandLine& command_line, Options options) {
  iotpf::CompileReport report;
  if (options.reports_time) iotpf::tools::AddStartStage(report);
  if (const auto fault = Complete(options)) {
    command_line.PrintError(*fault);
    return iotpf::tools::kExitUsage;
  }
  const int code =
      Compile(command_line, options, options.reports_time ? &report : nullptr);
  if (options.reports_time) {
    iotpf::EnterStage(&report, "");
    fmt::print(stderr, "{}", iotpf::tools::TimeReportText(report));
  }
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  iotpf::tools::CommandLine command_line("iotpfc", kHelp);
  Options options;
  AddOptions(command_line.options(), options);
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  if (!options.explain.empty()) return Explain(command_line, options.explain);
  if (!options.list_fields.empty()) {
    return ListFields(command_line, options.list_fields);
  }
  return Run(command_line, std::move(options));
}
