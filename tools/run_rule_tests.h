// Runs the tests that stand inside rules.
#ifndef IOTPF_TOOLS_RUN_RULE_TESTS_H_
#define IOTPF_TOOLS_RUN_RULE_TESTS_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <functional>
#include <string>
#include <vector>

namespace iotpf::tools {

// What came of one test.
struct RuleTestOutcome {
  const RuleTest* test;
  // Empty when it passed. Else a line for each engine that disagrees with the
  // expectation or with the reference evaluator.
  std::vector<std::string> failures;
};

struct RuleTestReport {
  CompileResult compiled;  // not ok: the rules have mistakes, nothing ran
  std::vector<RuleTestOutcome> outcomes;  // in order of the tests
};

// Compiles `sources` and runs their tests whose "PLATFORM: NAME" contains
// `filter`: on the reference evaluator, and on native code at O0 and O2, which
// must give the evaluator's verdict to the last byte of evidence.
//
//   Errors  what is not the rules' fault: see Compile().
Result<RuleTestReport> RunRuleTests(const std::vector<RuleSource>& sources,
                                    const CompileOptions& options,
                                    const std::string& filter);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_RUN_RULE_TESTS_H_
