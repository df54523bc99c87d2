// The loop over the stages, which ends as early as the verdict allows.
//
// Three things end it: the verdict is final; the last stage is matched; or no
// later stage can change a claim, and none is claimed that would show evidence
// from a later stage. In the last case the verdict is that of the last stage.
#include "runtime/verdict/match_session.h"

#include "runtime/verdict/verdict.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

constexpr Stage kLastStage = static_cast<Stage>(kStageCount - 1);

}  // namespace

SessionMatch::SessionMatch(const RulesetView& ruleset, NativeMatch& native,
                           KnownVerdicts* known)
    : ruleset_(ruleset), native_(native), known_(known) {}

bool SessionMatch::Advance(const iotpf_session& session) {
  stage_ = static_cast<Stage>(matched_++);
  // The answers of native code stay as they are once it says so.
  if (!can_change_) return stage_ != kLastStage;
  const uint32_t flags = native_.Advance(stage_, session);
  can_change_ = (flags & IOTPF_ADVANCE_MORE) != 0;
  if (stage_ == kLastStage) return false;
  if (can_change_ && (flags & IOTPF_ADVANCE_OPEN) != 0) return true;
  if (IsFinal(ruleset_, native_.Claims(), native_.Scopes())) return false;
  if (can_change_ || IsClaimedAtEnd()) return true;
  stage_ = kLastStage;
  return false;
}

bool SessionMatch::IsClaimedAtEnd() {
  const std::span<const iotpf_claim> claims = native_.Claims();
  return std::any_of(claims.begin(), claims.end(),
                     [](const iotpf_claim& claim) {
                       return (claim.flags & IOTPF_CLAIM_AT_END) != 0;
                     });
}

Verdict SessionMatch::Settle() {
  if (known_ != nullptr) {
    const Verdict* const known = known_->Find(native_.state(), stage_);
    if (known != nullptr) return *known;
  }
  Verdict verdict =
      SettleClaims(ruleset_, native_.Claims(), native_.Scopes(), stage_);
  if (known_ != nullptr) known_->Add(verdict);
  return verdict;
}

Verdict MatchSession(const RulesetView& ruleset, const RegexSet& regexes,
                     NativeMatch& native, const iotpf_session& session) {
  SessionMatch match(ruleset, native);
  while (match.Advance(session)) {
  }
  Verdict verdict = match.Settle();
  AddEvidence(ruleset, session, regexes, verdict);
  return verdict;
}

}  // namespace iotpf::runtime
