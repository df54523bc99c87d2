// Slots are filled stage by stage, so that nothing is derived for a session
// whose verdict is settled before: no JSON is parsed where the Host decides.
#include "runtime/scan/judge.h"

#include "runtime/evaluate/evaluate.h"
#include "runtime/verdict/match_session.h"

#include <iotpf/check.h>

#include <cstddef>

namespace iotpf::runtime {

Judge::Judge(const Ruleset& ruleset, const RegexSet& regexes,
             bool use_evaluator, const std::optional<ExplainOptions>& explain)
    : ruleset_(ruleset.view()), regexes_(regexes), slots_(ruleset.view()) {
  if (!use_evaluator && ruleset.is_native()) {
    native_.emplace(ruleset, regexes);
    known_ = std::make_unique<KnownVerdicts>();
  }
  if (explain) explainer_.emplace(ruleset_, regexes, *explain);
}

void Judge::StartProfile(const Ruleset& ruleset) {
  IOTPF_CHECK(native_.has_value());
  profiler_ = std::make_unique<MatchProfiler>(ruleset, regexes_);
  native_->ProfileWith(profiler_.get());
}

Verdict Judge::Decide(const Session& session) {
  if (!native_) return Evaluate(ruleset_, slots_.Fill(session), regexes_);
  slots_.Begin(session);
  SessionMatch match(ruleset_, regexes_, *native_, known_.get());
  const iotpf_session* slots = nullptr;
  for (size_t stage = 0; stage < kStageCount; ++stage) {
    slots = &slots_.FillStage(session, static_cast<Stage>(stage));
    if (!match.Advance(*slots)) break;
  }
  if (profiler_ != nullptr) profiler_->EndSession(native_->state());
  return match.Settle(*slots);
}

std::shared_ptr<const Explanation> Judge::Explain(const Session& session,
                                                  const Verdict& verdict) {
  if (!explainer_) return nullptr;
  return std::make_shared<const Explanation>(
      explainer_->Explain(session, verdict));
}

}  // namespace iotpf::runtime
