// Outcomes of the tests of rules, for people and for CI.
#ifndef IOTPF_TOOLS_TEST_REPORT_H_
#define IOTPF_TOOLS_TEST_REPORT_H_

#include "tools/run_rule_tests.h"

#include <string>
#include <vector>

namespace iotpf::tools {

// Failed tests with session, verdict and condition tree; those that passed too
// where they are explained. A last line counts.
std::string OutcomesAsText(const std::vector<RuleTestOutcome>& outcomes);

//   Source  https://testanything.org/tap-version-14-specification.html
std::string OutcomesAsTap(const std::vector<RuleTestOutcome>& outcomes);

// One suite for each file of rules.
//
//   Source  the JUnit XML that CI servers read:
//           https://github.com/testmoapp/junitxml
std::string OutcomesAsJunit(const std::vector<RuleTestOutcome>& outcomes);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_TEST_REPORT_H_
