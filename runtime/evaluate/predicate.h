// One predicate on one session: what each operation means.
#ifndef IOTPF_RUNTIME_EVALUATE_PREDICATE_H_
#define IOTPF_RUNTIME_EVALUATE_PREDICATE_H_

#include "runtime/match/regex_set.h"

#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <optional>

namespace iotpf::runtime {

// Whether the predicate holds.
//
//   Input    `predicate`: a row of the ruleset's predicates. `session` has a
//            slot for each reading and a presence for each record.
//   Cost     values times constants; allocates nothing but what a regex asks.
//   Source   the language reference, predicates.
iotpf_truth EvaluatePredicate(const RulesetView& ruleset, uint32_t predicate,
                              const iotpf_session& session,
                              const RegexSet& regexes);

// The value that makes the predicate true: an index into the slot's values.
// Nothing where the predicate is not true, holds without a value, or is COUNT,
// which holds by their number. `!=` holds by all values; the first stands for
// them.
std::optional<uint32_t> FirstMatch(const RulesetView& ruleset,
                                   uint32_t predicate,
                                   const iotpf_session& session,
                                   const RegexSet& regexes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_PREDICATE_H_
