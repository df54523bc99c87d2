// What a listener of a scan hears goes to three places: sessions to the output,
// at once where each has lines of its own and at the end where they are summed
// up; problems to standard error, the first few of an input and then their
// number; and progress to the terminal, if there is one.

#include "tools/session_output.h"

#include "tools/exit_code.h"
#include "tools/stop_signals.h"
#include "tools/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

namespace iotpf::tools {
namespace {

// Problems of one input that are shown; the others are counted.
constexpr size_t kMaxProblemsShown = 10;

}  // namespace

SessionOutput::SessionOutput(const CommandLine& command_line,
                             const RunOptions& options,
                             const RulesetView& ruleset, OutputFile& output)
    : command_line_(command_line),
      options_(options),
      output_(output),
      summary_(ruleset) {
  if (!options.quiet && IsTerminal(STDERR_FILENO)) {
    progress_.emplace(TerminalColumns(STDERR_FILENO, 80));
  }
}

bool SessionOutput::OnSession(const SessionReport& session) {
  if (options_.unknown) {
    unknown_.Add(session);
    return true;
  }
  if (options_.json) {
    text_.clear();
    AppendSessionJson(session, summary_.ruleset(), text_);
    return output_.Write(text_);
  }
  if (!options_.explain.empty()) {
    return output_.Write(
        ExplainedSessionText(session, summary_.ruleset(), Style()));
  }
  summary_.Add(session);
  return true;
}

void SessionOutput::OnProblem(const Error& problem) {
  if (++problems_ > kMaxProblemsShown) return;
  if (progress_) progress_->Clear();
  command_line_.PrintError(PrintableText(problem.message));
}

void SessionOutput::OnProgress(uint64_t done, std::optional<uint64_t> total) {
  if (progress_) progress_->Show(input_, done, total);
  // Who reads along sees sessions as they end.
  if (!total) output_.Flush();
}

bool SessionOutput::ScanInputs(const FoundInputs& inputs, Scanner& scanner) {
  for (const Error& problem : inputs.problems) {
    command_line_.PrintError(PrintableText(problem.message));
    has_failed_ = true;
  }
  if (!options_.interface.empty()) {
    input_ = options_.interface;
    const bool is_whole =
        scanner.ScanInterface(options_.interface, options_.filter, *this);
    (is_whole ? has_read_ : has_failed_) = true;
  }
  for (const std::string& input : inputs.paths) {
    if (StopExitCode() != 0) break;
    input_ = input;
    problems_ = 0;
    (scanner.Scan(input, *this) ? has_read_ : has_failed_) = true;
    if (problems_ > kMaxProblemsShown) {
      command_line_.PrintError(PrintableText(fmt::format(
          "{}: {} problems more", input, problems_ - kMaxProblemsShown)));
    }
  }
  if (progress_) progress_->Clear();
  return !has_failed_;
}

Result<void> SessionOutput::Close() {
  if (options_.unknown) {
    output_.Write(options_.json ? unknown_.Json() : unknown_.Text());
    return output_.Close();
  }
  const bool is_table = !options_.json && options_.explain.empty();
  const bool has_table = summary_.sessions() > 0 || has_read_;
  if (is_table && has_table) output_.Write(SummaryTable(summary_, Style()));
  return output_.Close();
}

TableStyle SessionOutput::Style() const {
  const bool is_screen = options_.output == "-";
  TableStyle style;
  style.use_color = is_screen || options_.color == ColorChoice::Always
                        ? UseColor(options_.color, STDOUT_FILENO)
                        : false;
  if (is_screen) {
    style.columns = std::clamp(TerminalColumns(STDOUT_FILENO, style.columns),
                               kMinTableColumns, kMaxTableColumns);
  }
  return style;
}

}  // namespace iotpf::tools
