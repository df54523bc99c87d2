// What the options of every program share: --help, --version, mistakes.
//
// CLI11 takes seconds to compile: only files that add options include it.
#ifndef IOTPF_TOOLS_COMMAND_LINE_H_
#define IOTPF_TOOLS_COMMAND_LINE_H_

#include "tools/terminal.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace iotpf::tools {

// The program's option parser with --help and --version; `help` is its purpose
// and examples, in front of the list of options.
class CommandLine {
 public:
  CommandLine(std::string name, std::string_view help);
  ~CommandLine();

  CLI::App& options() { return *app_; }

  // Parses the arguments. A value is the exit code with which the program ends
  // at once: help and version were printed, or a wrong option was reported.
  std::optional<int> Parse(int argc, char** argv);

  // Prints "NAME: message" on standard error.
  void PrintError(std::string_view message) const;

 private:
  std::string name_;
  std::unique_ptr<CLI::App> app_;
};

// Adds --color auto|always|never.
void AddColorOption(CLI::App& app, ColorChoice& choice);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_COMMAND_LINE_H_
