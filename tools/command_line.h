// What every program shares: exit codes, files, messages, --help.
#ifndef IOTPF_TOOLS_COMMAND_LINE_H_
#define IOTPF_TOOLS_COMMAND_LINE_H_

#include <iotpf/result.h>

#include "tools/terminal.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::tools {

enum ExitCode : int {
  kExitClean = 0,
  kExitFindings = 1,  // a rule author's mistake, a failing test
  kExitUsage = 2,     // wrong options
  kExitWorld = 3      // a file, a version, the machine
};

// The program's option parser with --help and --version; `help` is its purpose
// and examples, in front of the list of options.
class CommandLine {
 public:
  CommandLine(std::string name, std::string_view help);

  CLI::App& options() { return app_; }

  // Parses the arguments. A value is the exit code with which the program ends
  // at once: help and version were printed, or a wrong option was reported.
  std::optional<int> Parse(int argc, char** argv);

  // Prints "NAME: message" on standard error.
  void PrintError(std::string_view message) const;

 private:
  std::string name_;
  CLI::App app_;
};

// Adds --color auto|always|never.
void AddColorOption(CLI::App& app, ColorChoice& choice);

// The bytes of a file; "-" is standard input.
//
//   Errors  one line that names the file and says what to do.
Result<std::string> ReadFile(const std::string& path);

// Writes a file whole, or leaves what was there; "-" is standard output.
//
//   Errors  one line that names the file, with what helps.
Result<void> WriteFile(const std::string& path, std::string_view bytes,
                       std::string_view help = "name another with -o");

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_COMMAND_LINE_H_
