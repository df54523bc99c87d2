// What iotpf-run is asked to do: its options, and which of them fit together.
#ifndef IOTPF_TOOLS_RUN_OPTIONS_H_
#define IOTPF_TOOLS_RUN_OPTIONS_H_

#include "tools/command_line.h"
#include "tools/terminal.h"

#include <string>
#include <vector>

namespace iotpf::tools {

// As given; what each one does is in their --help.
struct RunOptions {
  std::vector<std::string> inputs;
  std::string interface;  // empty: none
  std::string filter;
  std::vector<std::string> rules;
  std::vector<std::string> key_logs;
  std::vector<std::string> rsa_keys;
  std::string shared_key;  // empty: none
  std::string output = "-";
  unsigned workers = 0;
  std::string explain;  // empty: not at all
  bool json = false;
  bool unknown = false;
  bool stats = false;
  bool profile = false;
  bool quiet = false;
  bool evaluator = false;
  ColorChoice color = ColorChoice::Auto;
};

void AddRunOptions(CLI::App& app, RunOptions& options);

// What is missing or does not fit, for people; empty: nothing.
std::string WrongUsage(const RunOptions& options);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_RUN_OPTIONS_H_
