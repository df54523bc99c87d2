// iotpf-run: captures and decoded sessions in, verdicts out.

#include <iotpf/explain.h>
#include <iotpf/report.h>
#include <iotpf/ruleset.h>
#include <iotpf/scanner.h>

#include "tools/command_line.h"
#include "tools/exit_code.h"
#include "tools/explain_option.h"
#include "tools/find_inputs.h"
#include "tools/output_file.h"
#include "tools/rules_library.h"
#include "tools/run_options.h"
#include "tools/session_output.h"
#include "tools/stop_signals.h"

#include <fmt/format.h>
#include <signal.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

using iotpf::Result;
using iotpf::tools::CommandLine;
using iotpf::tools::OutputFile;
using iotpf::tools::RunOptions;

constexpr std::string_view kHelp =
    R"(Tell which IoT platforms the sessions of captures belong to.

examples:
  iotpf-run home.pcap                     a table, by the standard rules
  iotpf-run captures/                     of all captures in a folder
  iotpf-run --json home.pcapng app.har    one JSON object a session
  iotpf-run -r cameras.fp home.pcap       by rules of your own
  iotpf-run --explain home.pcap           why each session has its verdict
  iotpf-run --unknown home.pcap           servers that no rule knows
  tcpdump -w - | iotpf-run -              from standard input
  iotpf-run --json -i eth0 --filter "not port 22"    what an interface sees
)";

int Fail(const CommandLine& command_line, const iotpf::Error& error) {
  command_line.PrintError(iotpf::PrintableText(error.message));
  return iotpf::tools::kExitWorld;
}

int ScanWith(const CommandLine& command_line, const RunOptions& options,
             const iotpf::tools::FoundInputs& inputs, iotpf::Scanner& scanner) {
  Result<OutputFile> output = OutputFile::Open(options.output);
  if (!output) return Fail(command_line, output.error());

  iotpf::tools::SessionOutput sessions(command_line, options, scanner.ruleset(),
                                       *output);
  const bool is_whole = sessions.ScanInputs(inputs, scanner);
  const Result<void> written = sessions.Close();
  if (options.stats) {
    fmt::print(stderr, "{}", iotpf::StatisticsText(scanner.counters()));
  }
  if (const auto profile = scanner.profile()) {
    fmt::print(stderr, "{}", iotpf::ProfileText(*profile, scanner.ruleset()));
  }
  if (!written) {
    // Who closes the pipe has what they want.
    if (output->is_pipe_closed()) return iotpf::tools::kExitWorld;
    return Fail(command_line, written.error());
  }
  if (const int stopped = iotpf::tools::StopExitCode()) return stopped;
  return is_whole ? iotpf::tools::kExitClean : iotpf::tools::kExitWorld;
}

// The inputs that were named; those of folders are known by their beginning.
Result<iotpf::tools::FoundInputs> Inputs(const CommandLine& command_line,
                                         const RunOptions& options) {
  auto found = iotpf::tools::FindInputs(options.inputs);
  if (found && found->passed_over > 0 && !options.quiet) {
    command_line.PrintError(
        fmt::format("passed over {} files in folders that are no inputs",
                    found->passed_over));
  }
  return found;
}

int Main(const CommandLine& command_line, const RunOptions& options) {
  if (const std::string wrong = iotpf::tools::WrongUsage(options);
      !wrong.empty()) {
    command_line.PrintError(iotpf::PrintableText(wrong));
    return iotpf::tools::kExitUsage;
  }
  const auto inputs = Inputs(command_line, options);
  if (!inputs) {
    command_line.PrintError(iotpf::PrintableText(inputs.error().message));
    return iotpf::tools::kExitUsage;
  }
  auto found = iotpf::tools::FindRules(options.rules);
  if (const auto* failure = std::get_if<iotpf::tools::RulesFailure>(&found)) {
    if (!failure->message.empty()) {
      command_line.PrintError(iotpf::PrintableText(failure->message));
    }
    return failure->exit_code;
  }
  const auto& library = std::get<iotpf::tools::RulesLibrary>(found);
  Result<iotpf::Ruleset> ruleset = iotpf::Ruleset::Load(library.path());
  if (!ruleset) return Fail(command_line, ruleset.error());

  if (options.profile && (options.evaluator || !ruleset->is_native())) {
    command_line.PrintError(
        "--profile measures native code, which the evaluator does not run");
    return iotpf::tools::kExitUsage;
  }
  iotpf::ScanOptions scan = {options.workers, options.evaluator};
  scan.profile = options.profile;
  scan.only_examples = !options.json && options.explain.empty();
  scan.key_logs = options.key_logs;
  scan.rsa_keys = options.rsa_keys;
  scan.shared_key = options.shared_key;
  scan.stop = &iotpf::tools::CatchStopSignals();
  if (!options.explain.empty()) {
    scan.explain =
        iotpf::tools::FindExplainOptions(options.explain, ruleset->view());
    if (!scan.explain) {
      command_line.PrintError(iotpf::PrintableText(fmt::format(
          "--explain: the rules have no platform `{}`", options.explain)));
      return iotpf::tools::kExitUsage;
    }
  }
  Result<iotpf::Scanner> scanner =
      iotpf::Scanner::Create(std::move(*ruleset), scan);
  if (!scanner) return Fail(command_line, scanner.error());
  return ScanWith(command_line, options, *inputs, *scanner);
}

}  // namespace

int main(int argc, char** argv) {
  signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of the write
  CommandLine command_line("iotpf-run", kHelp);
  RunOptions options;
  iotpf::tools::AddRunOptions(command_line.options(), options);
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  return Main(command_line, options);
}
