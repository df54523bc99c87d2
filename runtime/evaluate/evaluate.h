// Evaluate(): the reference evaluator.
#ifndef IOTPF_RUNTIME_EVALUATE_EVALUATE_H_
#define IOTPF_RUNTIME_EVALUATE_EVALUATE_H_

#include "runtime/match/regex_set.h"

#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

namespace iotpf::runtime {

// The verdict of a session, worked out from the tables of a ruleset alone. What
// it says is what rules mean; native code is tested against it.
//
//   Input    `session`: complete, with a slot for each reading.
//   Cost     every expression at every stage until the verdict is final.
//   Threads  may run in any number at once.
//   Source   the language reference, conditions and verdicts.
Verdict Evaluate(const RulesetView& ruleset, const iotpf_session& session,
                 const RegexSet& regexes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_EVALUATE_H_
