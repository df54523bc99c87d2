// iotpf-test --labels: rules against labelled traffic.
#ifndef IOTPF_TOOLS_LABEL_COMMAND_H_
#define IOTPF_TOOLS_LABEL_COMMAND_H_

#include "tools/command_line.h"
#include "tools/rule_options.h"

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::tools {

enum class LabelFormat : uint8_t { Text, Json, Html, Svg };

struct LabelOptions {
  RuleOptions rules;  // without inputs: the standard rules
  std::vector<std::string> files;
  LabelFormat format = LabelFormat::Text;
  std::string output = "-";
};

// Reads labels and rules, scans, and writes the score.
//
//   Output   the exit code: Findings where nothing has a sure label, or rules
//            have mistakes. Errors of verdicts are figures and no findings.
int RunLabels(const CommandLine& command_line, const LabelOptions& options);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LABEL_COMMAND_H_
