// `--explain`, `--explain=all`, `--explain=ID`.
#ifndef IOTPF_TOOLS_EXPLAIN_OPTION_H_
#define IOTPF_TOOLS_EXPLAIN_OPTION_H_

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::tools {

// What CLI11 gives for a flag without a value.
inline constexpr std::string_view kWithoutValue = "true";

// What the value of --explain asks for.
//
//   Errors  nothing where it names no platform.
std::optional<ExplainOptions> FindExplainOptions(const std::string& which,
                                                 const RulesetView& ruleset);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_EXPLAIN_OPTION_H_
