// Runs the tests that stand inside rules.
#ifndef IOTPF_TOOLS_RUN_RULE_TESTS_H_
#define IOTPF_TOOLS_RUN_RULE_TESTS_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <cstddef>
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
  std::string verdict;  // of the reference evaluator, one line
  // Of a test that failed, or where explanations are asked for: what the
  // session shows, and the condition trees. Lines; empty where there is none.
  std::string session;
  std::string explanation;
};

struct RuleTestReport {
  CompileResult compiled;  // not ok: the rules have mistakes, nothing ran
  std::vector<RuleTestOutcome> outcomes;  // in order of the tests
};

struct RuleTestOptions {
  std::string filter;  // runs the tests whose "PLATFORM: NAME" contains it
  // Tests that pass are explained too, as FindExplainOptions() reads it; empty:
  // those that fail, for the platform they stand in.
  std::string explain;
  // Called before each test, with how many are done and to be done.
  std::function<void(size_t done, size_t total)> on_progress = {};
};

// "PLATFORM: NAME"
std::string TitleOf(const RuleTest& test);

// Compiles `sources` and runs their tests: on the reference evaluator, and on
// native code at O0 and O2, which must give the evaluator's verdict to the last
// byte of evidence.
//
//   Errors  what is not the rules' fault: see Compile().
Result<RuleTestReport> RunRuleTests(const std::vector<RuleSource>& sources,
                                    const CompileOptions& compile_options,
                                    const RuleTestOptions& options);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_RUN_RULE_TESTS_H_
