// What programs that read rules ask about them, and how they answer.
#ifndef IOTPF_TOOLS_RULE_OPTIONS_H_
#define IOTPF_TOOLS_RULE_OPTIONS_H_

#include <iotpf/compiler.h>

#include "tools/exit_code.h"
#include "tools/terminal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace iotpf::tools {

enum class ErrorFormat : uint8_t { Text, Json };

struct RuleOptions {
  std::vector<std::string> inputs;
  std::vector<std::string> include_roots;
  std::vector<std::string> allowed;  // slugs of warnings
  ErrorFormat format = ErrorFormat::Text;
  ColorChoice color = ColorChoice::Auto;
  bool warnings_are_findings = false;
};

// Adds --error-format and --color.
void AddMessageOptions(CLI::App& app, ErrorFormat& format, ColorChoice& color);

// Adds RULES, -I, --allow, -W, --error-format and --color.
void AddRuleOptions(CLI::App& app, RuleOptions& options);

// What is wrong with the options: a slug that no warning has. One line.
std::optional<std::string> FaultOf(const RuleOptions& options);

// The options of the compiler that these ask for.
CompileOptions ToCompileOptions(const RuleOptions& options);

// Prints what was found on standard error, as text or as JSON Lines.
void PrintFindings(const std::vector<RuleDiagnostic>& findings,
                   const std::string& text, ErrorFormat format);
void PrintFindings(const CompileResult& result, const RuleOptions& options);

// Clean, or Findings where there is an error, or a warning that counts as one.
ExitCode ExitCodeOf(const CompileResult& result, const RuleOptions& options);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_RULE_OPTIONS_H_
