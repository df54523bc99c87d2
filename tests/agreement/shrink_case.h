// A failure made small: what it does not need is taken out.
#ifndef IOTPF_TESTS_AGREEMENT_SHRINK_CASE_H_
#define IOTPF_TESTS_AGREEMENT_SHRINK_CASE_H_

#include "tests/agreement/rule_node.h"
#include "tests/agreement/session_plan.h"

#include <iotpf/compiler.h>

#include <cstddef>
#include <functional>
#include <vector>

namespace iotpf::tests {

// Rules, and a session to judge by them.
struct AgreementCase {
  std::vector<RuleFile> files;
  SessionPlan session;

  std::vector<RuleSource> Sources() const;
};

// Whether a case fails in the way that is looked into. False for rules that do
// not compile, where that is not the failure itself.
using CaseTest = std::function<bool(const AgreementCase&)>;

// The smallest case found that still fails.
//
//   Requires  fails(failing).
//   Output    leaving out one more part, or putting a part of it in its place,
//             makes it pass, unless `max_tries` came first.
//   Cost      at most `max_tries` calls of `fails`.
AgreementCase ShrinkCase(AgreementCase failing, const CaseTest& fails,
                         size_t max_tries);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_SHRINK_CASE_H_
