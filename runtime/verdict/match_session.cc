// A verdict is that of the first stage at which it is final, or of the last.
// Which one it is follows from what is known at the end, so sessions are
// matched many stages at a time, and only what leaves a new state is matched
// once more, stage by stage.
#include "runtime/verdict/match_session.h"

#include "runtime/verdict/verdict.h"

namespace iotpf::runtime {
namespace {

constexpr Stage kLastStage = static_cast<Stage>(kStageCount - 1);

}  // namespace

SessionMatch::SessionMatch(const RulesetView& ruleset, NativeMatch& native,
                           KnownVerdicts* known)
    : ruleset_(ruleset), native_(native), known_(known) {}

bool SessionMatch::Advance(Stage last, const iotpf_session& session) {
  native_.Advance(static_cast<Stage>(matched_), last, session);
  matched_ = static_cast<size_t>(last) + 1;
  return last != kLastStage && !IsSettled();
}

bool SessionMatch::IsSettled() {
  return !native_.IsOpen() &&
         IsFinal(ruleset_, native_.Claims(), native_.Scopes());
}

Verdict SessionMatch::Settle(const iotpf_session& session) {
  if (known_ == nullptr) return WorkOut(session);
  const Verdict* const known =
      known_->Find(native_.state(), static_cast<Stage>(matched_ - 1));
  if (known != nullptr) return *known;
  Verdict verdict = WorkOut(session);
  known_->Add(verdict);
  return verdict;
}

Verdict SessionMatch::WorkOut(const iotpf_session& session) {
  for (size_t number = 0;; ++number) {
    const auto stage = static_cast<Stage>(number);
    native_.Repeat(stage, session);
    if (stage != kLastStage && !IsSettled()) continue;
    return SettleClaims(ruleset_, native_.Claims(), native_.Scopes(), stage);
  }
}

Verdict MatchSession(const RulesetView& ruleset, const RegexSet& regexes,
                     NativeMatch& native, const iotpf_session& session) {
  SessionMatch match(ruleset, native);
  match.Advance(kLastStage, session);
  Verdict verdict = match.Settle(session);
  AddEvidence(ruleset, session, regexes, verdict);
  return verdict;
}

}  // namespace iotpf::runtime
