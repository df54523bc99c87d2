// What iotpf-run writes of the sessions that it meets: JSON Lines, explanations
// or a table at the end; and, on a terminal, how far it is.
#ifndef IOTPF_TOOLS_SESSION_OUTPUT_H_
#define IOTPF_TOOLS_SESSION_OUTPUT_H_

#include <iotpf/report.h>
#include <iotpf/result.h>
#include <iotpf/scanner.h>

#include "tools/command_line.h"
#include "tools/find_inputs.h"
#include "tools/output_file.h"
#include "tools/progress_bar.h"
#include "tools/run_options.h"
#include "tools/unknown_servers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace iotpf::tools {

// Scans inputs and writes as the options say.
//
//   Requires  all that the constructor gets lives as long.
class SessionOutput : public ScanListener {
 public:
  SessionOutput(const CommandLine& command_line, const RunOptions& options,
                const RulesetView& ruleset, OutputFile& output);

  bool OnSession(const SessionReport& session) override;
  void OnProblem(const Error& problem) override;
  void OnProgress(uint64_t done, std::optional<uint64_t> total) override;

  // Scans all inputs. Returns whether all were read whole.
  bool ScanInputs(const FoundInputs& inputs, Scanner& scanner);

  // Writes what is left to write. Where nothing could be read at all there is
  // no table.
  Result<void> Close();

 private:
  TableStyle Style() const;

  const CommandLine& command_line_;
  const RunOptions& options_;
  OutputFile& output_;
  Summary summary_;
  UnknownServers unknown_;
  std::optional<ProgressBar> progress_;
  std::string input_;        // the one being scanned
  size_t problems_ = 0;      // of it
  bool has_read_ = false;    // an input whole
  bool has_failed_ = false;  // an input could not be read whole
  std::string text_;
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_SESSION_OUTPUT_H_
