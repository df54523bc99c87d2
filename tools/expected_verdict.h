// What a test expects, against what was found.
#ifndef IOTPF_TOOLS_EXPECTED_VERDICT_H_
#define IOTPF_TOOLS_EXPECTED_VERDICT_H_

#include <iotpf/compiler.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <optional>
#include <string>

namespace iotpf::tools {

// What is wrong with `verdict`, one line; or nothing.
std::optional<std::string> FaultOf(const Verdict& verdict,
                                   const TestExpectation& expectation,
                                   const RulesetView& rules);

// The label, what decided, and what stands behind: one line.
std::string DescribeVerdict(const Verdict& verdict, const RulesetView& rules);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_EXPECTED_VERDICT_H_
