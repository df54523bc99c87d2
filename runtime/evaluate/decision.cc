// Conditions of a fingerprint are asked from the highest priority down. Each
// unknown one may cast its vote or not, so its vote becomes possible and the
// question goes on; the first that holds ends it.
#include "runtime/evaluate/decision.h"

#include "runtime/evaluate/kleene.h"

namespace iotpf::runtime {

bool VotesBelongs(const iotpf_condition& condition) {
  return condition.kind == IOTPF_NECESSARY_NEGATIVE ||
         condition.kind == IOTPF_SUFFICIENT_POSITIVE;
}

iotpf_truth Fires(const iotpf_condition& condition, Expressions& expressions) {
  const bool necessary = condition.kind == IOTPF_NECESSARY_POSITIVE ||
                         condition.kind == IOTPF_NECESSARY_NEGATIVE;
  const iotpf_truth truth = expressions.Node(condition.node);
  const iotpf_truth fires = necessary ? Not(truth) : truth;
  if (condition.guard == IOTPF_NONE) return fires;
  return And(fires, expressions.Node(condition.guard));
}

Decision Decide(const RulesetView& ruleset,
                const iotpf_fingerprint& fingerprint,
                Expressions& expressions) {
  Decision decision;
  for (uint32_t i = 0; i < fingerprint.condition_count; ++i) {
    const uint32_t index = fingerprint.first_condition + i;
    const iotpf_condition& condition = ruleset.conditions()[index];
    const iotpf_truth fires = Fires(condition, expressions);
    if (fires == IOTPF_FALSE) continue;
    const bool belongs = VotesBelongs(condition);
    (belongs ? decision.may_belong : decision.may_differ) = true;
    if (fires == IOTPF_UNKNOWN) continue;
    decision.deciding = index;
    decision.deciding_belongs = belongs;
    return decision;
  }
  decision.may_differ = true;  // undecided
  return decision;
}

}  // namespace iotpf::runtime
