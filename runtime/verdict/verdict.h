// From the claims of native code to the verdict of a session.
#ifndef IOTPF_RUNTIME_VERDICT_VERDICT_H_
#define IOTPF_RUNTIME_VERDICT_VERDICT_H_

#include "runtime/match/regex_set.h"

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <span>

namespace iotpf::runtime {

// Whether no completion of what is still unknown changes the label: every
// platform that may still be claimed stands behind one that is sure, or nothing
// may be claimed and every scope is known.
//
//   Input    what native code answers after a stage.
//   Cost     allocates nothing; without a sure claim, one pass over `claims`.
bool IsFinal(const RulesetView& ruleset, std::span<const iotpf_claim> claims,
             std::span<const iotpf_scope> scopes);

// The verdict after `stage`, without its evidence. Before the last stage the
// claims that must hold count; at the last one those that hold when the unknown
// does not vote.
//
//   Requires  IsFinal(), or `stage` is the last.
//   Cost      without claims nothing is allocated but the list of providers,
//             where one has its scope.
Verdict SettleClaims(const RulesetView& ruleset,
                     std::span<const iotpf_claim> claims,
                     std::span<const iotpf_scope> scopes, Stage stage);

// Gives each claim of `verdict` its evidence, from the slots of the session up
// to the stage at which it was settled.
void AddEvidence(const RulesetView& ruleset, const iotpf_session& session,
                 const RegexSet& regexes, Verdict& verdict);

// Both at once.
Verdict SettleVerdict(const RulesetView& ruleset,
                      std::span<const iotpf_claim> claims,
                      std::span<const iotpf_scope> scopes,
                      const iotpf_session& session, const RegexSet& regexes,
                      Stage stage);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_VERDICT_VERDICT_H_
