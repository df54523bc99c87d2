// What the conditions of a fingerprint say.
#ifndef IOTPF_RUNTIME_EVALUATE_DECISION_H_
#define IOTPF_RUNTIME_EVALUATE_DECISION_H_

#include "runtime/evaluate/expression.h"

#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>

namespace iotpf::runtime {

// What the conditions of one fingerprint say at one stage.
struct Decision {
  bool may_belong = false;
  bool may_differ = false;  // may be excluded or undecided
  uint32_t deciding = IOTPF_NONE;
  bool deciding_belongs = false;

  bool must_belong() const { return may_belong && !may_differ; }
  bool belongs_at_end() const { return deciding_belongs; }
};

// Whether the condition's vote is `belongs`; else it is `excluded`.
bool VotesBelongs(const iotpf_condition& condition);

// Whether the condition votes: its expression, turned around where the
// condition is a necessary one, and its guard.
iotpf_truth Fires(const iotpf_condition& condition, Expressions& expressions);

// Asks the conditions from the highest priority down.
//
//   Source   the language reference, the four conditions.
Decision Decide(const RulesetView& ruleset,
                const iotpf_fingerprint& fingerprint, Expressions& expressions);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_DECISION_H_
