// All checks of rules, with what their tests show.
#ifndef IOTPF_TOOLS_LINT_RULES_H_
#define IOTPF_TOOLS_LINT_RULES_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <vector>

namespace iotpf::tools {

// Compiles `sources` into portable tables, runs the tests inside them on the
// reference evaluator to learn which conditions decide, and compiles again with
// all checks on. Whether a test passes is not asked.
//
//   Output   of the second compilation; of the first where it has an error.
//   Errors   what is not the rules' fault: see Compile().
//   Cost     for each test, the conditions of the platforms that it names.
Result<CompileResult> LintRules(const std::vector<RuleSource>& sources,
                                const CompileOptions& options);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LINT_RULES_H_
