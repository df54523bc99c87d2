// From a session to its verdict, by native code.
#ifndef IOTPF_RUNTIME_VERDICT_MATCH_SESSION_H_
#define IOTPF_RUNTIME_VERDICT_MATCH_SESSION_H_

#include "runtime/match/native_match.h"
#include "runtime/match/regex_set.h"
#include "runtime/verdict/known_verdicts.h"

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <cstddef>

namespace iotpf::runtime {

// One session, matched stage by stage as its fields arrive.
//
//   SessionMatch match(ruleset, regexes, native);
//   while (match.Advance(session)) { /* fill the slots of the next stage */ }
//   Verdict verdict = match.Settle();
//
//   Requires  `native` serves no other session meanwhile. The image and the
//             native match outlive it.
//   Cost      allocates nothing but what a verdict with claims holds.
//             Settle() works out what `known` has not seen before.
class SessionMatch {
 public:
  // `known` may be null: nothing is remembered.
  SessionMatch(const RulesetView& ruleset, NativeMatch& native,
               KnownVerdicts* known = nullptr);

  // Matches the next stage, from the first on. Returns whether the verdict
  // needs a further one; once it does not, it must not be called again.
  bool Advance(const iotpf_session& session);

  // The verdict, without its evidence.
  //
  //   Requires  Advance() returned false.
  Verdict Settle();

 private:
  bool IsClaimedAtEnd();

  RulesetView ruleset_;
  NativeMatch& native_;
  KnownVerdicts* known_;
  size_t matched_ = 0;      // stages
  Stage stage_ = Stage{};   // at which the verdict is settled
  bool can_change_ = true;  // claims and scopes, by later stages
};

// The verdict of a session whose slots are all filled.
Verdict MatchSession(const RulesetView& ruleset, const RegexSet& regexes,
                     NativeMatch& native, const iotpf_session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_VERDICT_MATCH_SESSION_H_
