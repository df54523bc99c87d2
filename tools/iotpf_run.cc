// iotpf-run: captures and decoded sessions in, verdicts out.

#include <iotpf/explain.h>
#include <iotpf/report.h>
#include <iotpf/ruleset.h>
#include <iotpf/scanner.h>

#include "tools/command_line.h"
#include "tools/explain_option.h"
#include "tools/find_inputs.h"
#include "tools/output_file.h"
#include "tools/progress_bar.h"
#include "tools/rules_library.h"
#include "tools/stop_signals.h"
#include "tools/terminal.h"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace {

using iotpf::Result;
using iotpf::tools::ColorChoice;
using iotpf::tools::CommandLine;
using iotpf::tools::OutputFile;
using iotpf::tools::ProgressBar;

constexpr std::string_view kHelp =
    R"(Tell which IoT platforms the sessions of captures belong to.

examples:
  iotpf-run home.pcap                     a table, by the standard rules
  iotpf-run captures/                     of all captures in a folder
  iotpf-run --json home.pcapng app.har    one JSON object a session
  iotpf-run -r cameras.fp home.pcap       by rules of your own
  iotpf-run --explain home.pcap           why each session has its verdict
  tcpdump -w - | iotpf-run -              from standard input
  iotpf-run --json -i eth0 --filter "not port 22"    what an interface sees
)";

// Problems of one input that are shown; the others are counted.
constexpr size_t kMaxProblemsShown = 10;

struct Options {
  std::vector<std::string> inputs;
  std::string interface;  // empty: none
  std::string filter;
  std::vector<std::string> rules;
  std::vector<std::string> key_logs;
  std::vector<std::string> rsa_keys;
  std::string output = "-";
  unsigned workers = 0;
  std::string explain;  // empty: not at all
  bool json = false;
  bool stats = false;
  bool profile = false;
  bool quiet = false;
  bool evaluator = false;
  ColorChoice color = ColorChoice::Auto;
};

void AddOptions(CLI::App& app, Options& options) {
  app.add_option("INPUT", options.inputs,
                 "pcap or pcapng captures, HAR files, archives of Fiddler, "
                 "flows of mitmproxy, JSON Lines of sessions, "
                 "each perhaps compressed with gzip or zstd; a folder stands "
                 "for the inputs in and below it, @FILE for those that the "
                 "lines of FILE name, a pattern with * ? [] for those it "
                 "matches, - for standard input");
  app.add_option("-i,--interface", options.interface,
                 "capture from this interface until SIGINT, and report "
                 "sessions as they end")
      ->type_name("IFACE");
  app.add_option("--filter", options.filter,
                 "which packets of the interface, in the language of "
                 "pcap-filter(7)")
      ->type_name("EXPR");
  app.add_option("-r,--rules", options.rules,
                 "a compiled library, or .fp files and folders of them "
                 "(default: the standard rules); once for each")
      ->type_name("RULES")
      ->allow_extra_args(false);
  app.add_option("--keylog", options.key_logs,
                 "secrets that TLS is decrypted with: a key log, as browsers "
                 "write it to SSLKEYLOGFILE; once for each")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--rsa-key", options.rsa_keys,
                 "a private key in PEM, for TLS whose keys are exchanged by "
                 "RSA; once for each")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("-o,--output", options.output,
                 "where to write; - is standard output (default)")
      ->type_name("FILE");
  app.add_flag("--json", options.json, "JSON Lines, one object a session");
  app.add_flag("--explain", options.explain,
               "why each session has its verdict: conditions, what was seen, "
               "what would change it; of the platforms that matter, with =all "
               "of all, with =ID of one");
  app.add_flag("--stats", options.stats,
               "what was read and what was dropped, on standard error");
  app.add_flag("--profile", options.profile,
               "which features were tested, how often they held and what share "
               "of the time each took, by stage, on standard error");
  app.add_option("-j,--workers", options.workers,
                 "threads (default: one for each core)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024).description(""));
  iotpf::tools::AddColorOption(app, options.color);
  app.add_flag("-q,--quiet", options.quiet, "no progress bar");
  app.add_flag("--evaluator", options.evaluator,
               "judge by the reference evaluator instead of native code");
}

// Writes JSON as sessions come, or sums them up for the table.
class Run : public iotpf::ScanListener {
 public:
  Run(const CommandLine& command_line, const Options& options,
      const iotpf::RulesetView& ruleset, OutputFile& output)
      : command_line_(command_line),
        options_(options),
        output_(output),
        summary_(ruleset) {
    if (!options.quiet && iotpf::tools::IsTerminal(STDERR_FILENO)) {
      progress_.emplace(iotpf::tools::TerminalColumns(STDERR_FILENO, 80));
    }
  }

  bool OnSession(const iotpf::SessionReport& session) override {
    if (options_.json) {
      text_.clear();
      iotpf::AppendSessionJson(session, summary_.ruleset(), text_);
      return output_.Write(text_);
    }
    if (!options_.explain.empty()) {
      return output_.Write(
          iotpf::ExplainedSessionText(session, summary_.ruleset(), Style()));
    }
    summary_.Add(session);
    return true;
  }

  void OnProblem(const iotpf::Error& problem) override {
    if (++problems_ > kMaxProblemsShown) return;
    if (progress_) progress_->Clear();
    command_line_.PrintError(iotpf::PrintableText(problem.message));
  }

  void OnProgress(uint64_t done, std::optional<uint64_t> total) override {
    if (progress_) progress_->Show(input_, done, total);
    // Who reads along sees sessions as they end.
    if (!total) output_.Flush();
  }

  // Scans all inputs. Returns whether all were read whole.
  bool ScanInputs(const iotpf::tools::FoundInputs& inputs,
                  iotpf::Scanner& scanner) {
    for (const iotpf::Error& problem : inputs.problems) {
      command_line_.PrintError(iotpf::PrintableText(problem.message));
      has_failed_ = true;
    }
    if (!options_.interface.empty()) {
      input_ = options_.interface;
      const bool is_whole =
          scanner.ScanInterface(options_.interface, options_.filter, *this);
      (is_whole ? has_read_ : has_failed_) = true;
    }
    for (const std::string& input : inputs.paths) {
      if (iotpf::tools::StopExitCode() != 0) break;
      input_ = input;
      problems_ = 0;
      (scanner.Scan(input, *this) ? has_read_ : has_failed_) = true;
      if (problems_ > kMaxProblemsShown) {
        command_line_.PrintError(iotpf::PrintableText(fmt::format(
            "{}: {} problems more", input, problems_ - kMaxProblemsShown)));
      }
    }
    if (progress_) progress_->Clear();
    return !has_failed_;
  }

  // Writes what is left to write. Where nothing could be read at all there is
  // no table.
  Result<void> Close() {
    const bool is_table = !options_.json && options_.explain.empty();
    const bool has_table = summary_.sessions() > 0 || has_read_;
    if (is_table && has_table) {
      output_.Write(iotpf::SummaryTable(summary_, Style()));
    }
    return output_.Close();
  }

 private:
  iotpf::TableStyle Style() const {
    const bool is_screen = options_.output == "-";
    iotpf::TableStyle style;
    style.use_color =
        is_screen || options_.color == ColorChoice::Always
            ? iotpf::tools::UseColor(options_.color, STDOUT_FILENO)
            : false;
    if (is_screen) {
      style.columns = std::clamp(
          iotpf::tools::TerminalColumns(STDOUT_FILENO, style.columns),
          iotpf::kMinTableColumns, iotpf::kMaxTableColumns);
    }
    return style;
  }

  const CommandLine& command_line_;
  const Options& options_;
  OutputFile& output_;
  iotpf::Summary summary_;
  std::optional<ProgressBar> progress_;
  std::string input_;        // the one being scanned
  size_t problems_ = 0;      // of it
  bool has_read_ = false;    // an input whole
  bool has_failed_ = false;  // an input could not be read whole
  std::string text_;
};

int Fail(const CommandLine& command_line, const iotpf::Error& error) {
  command_line.PrintError(iotpf::PrintableText(error.message));
  return iotpf::tools::kExitWorld;
}

int ScanWith(const CommandLine& command_line, const Options& options,
             const iotpf::tools::FoundInputs& inputs, iotpf::Scanner& scanner) {
  Result<OutputFile> output = OutputFile::Open(options.output);
  if (!output) return Fail(command_line, output.error());

  Run run(command_line, options, scanner.ruleset(), *output);
  const bool is_whole = run.ScanInputs(inputs, scanner);
  const Result<void> written = run.Close();
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
                                         const Options& options) {
  auto found = iotpf::tools::FindInputs(options.inputs);
  if (found && found->passed_over > 0 && !options.quiet) {
    command_line.PrintError(
        fmt::format("passed over {} files in folders that are no inputs",
                    found->passed_over));
  }
  return found;
}

// What is missing or does not fit; empty: nothing.
std::string WrongUsage(const Options& options) {
  if (options.inputs.empty() && options.interface.empty()) {
    return "INPUT is required; name a capture, or an interface with -i";
  }
  if (!options.filter.empty() && options.interface.empty()) {
    return "--filter is of what an interface sees; name one with -i";
  }
  return "";
}

int Main(const CommandLine& command_line, const Options& options) {
  if (const std::string wrong = WrongUsage(options); !wrong.empty()) {
    command_line.PrintError(wrong);
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
  scan.key_logs = options.key_logs;
  scan.rsa_keys = options.rsa_keys;
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
  Options options;
  AddOptions(command_line.options(), options);
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  return Main(command_line, options);
}
