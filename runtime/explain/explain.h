// Explain(): the verdict of a session, taken apart.
#ifndef IOTPF_RUNTIME_EXPLAIN_EXPLAIN_H_
#define IOTPF_RUNTIME_EXPLAIN_EXPLAIN_H_

#include "runtime/match/regex_set.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

namespace iotpf::runtime {

// Explains `verdict`, which the session has: its own, or for a flow the one
// that its exchanges gave it.
//
//   Input    `session`: complete, with a slot for each reading.
//   Cost     every expression once by the reference evaluator; for each
//            platform shown, its expressions as trees and at most
//            kMaxChangeTrials times its conditions.
//   Threads  may run in any number at once.
Explanation Explain(const RulesetView& ruleset, const iotpf_session& session,
                    const RegexSet& regexes, const Verdict& verdict,
                    const ExplainOptions& options);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EXPLAIN_EXPLAIN_H_
