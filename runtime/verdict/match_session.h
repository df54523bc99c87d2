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

// One session, matched some stages at a time as its fields arrive.
//
//   SessionMatch match(ruleset, native);
//   while (match.Advance(last, session)) { /* fill the slots of some more */ }
//   Verdict verdict = match.Settle(session);
//
//   Requires  `native` serves no other session meanwhile. The image and the
//             native match outlive it.
//   Cost      allocates nothing but what a verdict with claims holds.
//             Settle() works out what `known` has not seen before, stage by
//             stage.
class SessionMatch {
 public:
  // `known` may be null: nothing is remembered.
  SessionMatch(const RulesetView& ruleset, NativeMatch& native,
               KnownVerdicts* known = nullptr);

  // Matches the next stages, up to `last`; the first call begins with the first
  // stage. Returns whether the verdict needs further ones; once it does not, it
  // must not be called again.
  bool Advance(Stage last, const iotpf_session& session);

  // The verdict, without its evidence, settled at the first stage that allows
  // it. `session` lists as shown what was matched, of all stages.
  //
  //   Requires  Advance() returned false.
  Verdict Settle(const iotpf_session& session);

 private:
  bool IsSettled();
  Verdict WorkOut(const iotpf_session& session);

  RulesetView ruleset_;
  NativeMatch& native_;
  KnownVerdicts* known_;
  size_t matched_ = 0;  // stages
};

// The verdict of a session whose slots are all filled.
Verdict MatchSession(const RulesetView& ruleset, const RegexSet& regexes,
                     NativeMatch& native, const iotpf_session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_VERDICT_MATCH_SESSION_H_
