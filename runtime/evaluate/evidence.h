// Why a condition holds: its features with the values that matched.
#ifndef IOTPF_RUNTIME_EVALUATE_EVIDENCE_H_
#define IOTPF_RUNTIME_EVALUATE_EVIDENCE_H_

#include "runtime/evaluate/expression.h"
#include "runtime/match/regex_set.h"

#include <iotpf/field.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::runtime {

// Every feature that the condition names and that is true when `stage` has been
// matched, in order of features. Each shows the first value, in source order of
// its expression, of a predicate that is true; features that hold by the lack
// of a value show none.
//
// The verdicts of the evaluator and of native code both take their evidence
// from here.
//
//   Cost     the predicates that the condition reads.
std::vector<Evidence> CollectEvidence(const RulesetView& ruleset,
                                      uint32_t condition,
                                      const iotpf_session& session,
                                      const RegexSet& regexes, Stage stage);

// A field as rules write it: `http.response.header["server"]`.
std::string FieldText(const RulesetView& ruleset, uint32_t reading);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_EVIDENCE_H_
