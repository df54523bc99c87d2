// iotpfc: fingerprint rules in, a library out.

#include <iotpf/compiler.h>
#include <iotpf/explain_diagnostic.h>

#include "tools/command_line.h"
#include "tools/list_fields.h"
#include "tools/read_rules.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
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
  iotpfc --explain unknown-field          explain a message of the compiler
)";

struct Options {
  std::vector<std::string> inputs;
  std::string output;
  EmitStage emit = EmitStage::Library;
  int optimization_level = 2;
  std::string target_cpu = "x86-64-v3";
  std::string list_fields;  // "true" or "json"; empty: compile
  std::string explain;      // a slug; empty: compile
};

void AddOptions(CLI::App& app, Options& options) {
  static const std::map<std::string, EmitStage> kStages = {
      {"ast", EmitStage::Ast},       {"ir", EmitStage::Ir},
      {"llvm", EmitStage::Llvm},     {"asm", EmitStage::Asm},
      {"object", EmitStage::Object}, {"library", EmitStage::Library}};
  app.add_option("RULES", options.inputs,
                 "files of rules; - is standard input");
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
  app.add_option("--target-cpu", options.target_cpu,
                 "CPU to compile for, as LLVM names it: x86-64, x86-64-v3 "
                 "(default), native, ...")
      ->type_name("CPU");
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
  if (options.inputs.size() != 1 || options.inputs[0] == "-") return "";
  const std::filesystem::path path(options.inputs[0]);
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

int Run(const iotpf::tools::CommandLine& command_line, Options options) {
  if (options.inputs.empty()) {
    command_line.PrintError("RULES is required; see `iotpfc --help`");
    return iotpf::tools::kExitUsage;
  }
  if (options.output.empty()) options.output = DefaultOutput(options);
  if (options.output.empty()) {
    command_line.PrintError("several files make one ruleset; name it with -o");
    return iotpf::tools::kExitUsage;
  }
  if (const auto known = iotpf::CheckTargetCpu(options.target_cpu); !known) {
    command_line.PrintError(known.error().message);
    return iotpf::tools::kExitUsage;
  }
  const auto sources = iotpf::tools::ReadRules(options.inputs);
  if (!sources) {
    command_line.PrintError(sources.error().message);
    return iotpf::tools::kExitWorld;
  }
  const iotpf::CompileOptions compile_options{
      options.emit, options.optimization_level, options.target_cpu};
  const auto result = iotpf::Compile(*sources, compile_options);
  if (!result) {
    command_line.PrintError(result.error().message);
    return iotpf::tools::kExitWorld;
  }
  fmt::print(stderr, "{}", result->diagnostics);
  if (!result->ok) return iotpf::tools::kExitFindings;
  if (const auto written =
          iotpf::tools::WriteFile(options.output, result->output);
      !written) {
    command_line.PrintError(written.error().message);
    return iotpf::tools::kExitWorld;
  }
  return iotpf::tools::kExitClean;
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
