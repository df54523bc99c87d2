// Text of rules to everything that can run it.
#ifndef IOTPF_TESTS_AGREEMENT_RULE_ENGINES_H_
#define IOTPF_TESTS_AGREEMENT_RULE_ENGINES_H_

#include "tests/agreement/native_targets.h"

#include <iotpf/compiler.h>
#include <iotpf/result.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>
#include <iotpf/session_judge.h>
#include <iotpf/verdict.h>

#include <string>
#include <vector>

namespace iotpf::tests {

// Something that gives sessions verdicts by one ruleset.
struct RuleEngine {
  std::string name;  // `evaluator`, `-O2 x86-64`
  SessionJudge judge;
};

// Compiles rules and loads them: the reference evaluator first, which runs the
// portable tables, then native code for each of `targets`, stage by stage as
// while a flow is decoded.
//
//   Errors   the rules are not taken: the message is the diagnostics.
Result<std::vector<RuleEngine>> CompileEngines(
    const std::vector<RuleSource>& sources,
    const std::vector<NativeTarget>& targets);

// A verdict in one line, by the names of its ruleset.
std::string DescribeVerdict(const RulesetView& rules, const Verdict& verdict);

// What is known of a session: its kind, records and fields, one a line.
std::string DescribeSession(const Session& session);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RULE_ENGINES_H_
