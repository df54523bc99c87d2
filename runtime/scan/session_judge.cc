// The judge of the scanner's workers, with its ruleset and regexes, for
// programs that have sessions of their own.

#include <iotpf/session_judge.h>

#include "runtime/evaluate/decision.h"
#include "runtime/match/regex_set.h"
#include "runtime/scan/judge.h"
#include "runtime/scan/session_explainer.h"
#include "runtime/session/fill_slots.h"

#include <utility>

namespace iotpf {

struct SessionJudge::State {
  State(Ruleset own_ruleset, runtime::RegexSet own_regexes, bool use_evaluator)
      : ruleset(std::move(own_ruleset)),
        regexes(std::move(own_regexes)),
        judge(ruleset, regexes, use_evaluator),
        slots(ruleset.view()) {}

  Ruleset ruleset;
  runtime::RegexSet regexes;
  runtime::Judge judge;
  runtime::SlotFiller slots;  // of questions besides the verdict
};

Result<SessionJudge> SessionJudge::Create(Ruleset ruleset, bool use_evaluator) {
  auto regexes = runtime::RegexSet::Compile(ruleset.view());
  if (!regexes) return regexes.error();
  return SessionJudge(std::make_unique<State>(
      std::move(ruleset), std::move(*regexes), use_evaluator));
}

SessionJudge::SessionJudge(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
SessionJudge::SessionJudge(SessionJudge&&) noexcept = default;
SessionJudge& SessionJudge::operator=(SessionJudge&&) noexcept = default;
SessionJudge::~SessionJudge() = default;

Verdict SessionJudge::Decide(const Session& session) {
  return state_->judge.Decide(session);
}

Explanation SessionJudge::Explain(const Session& session,
                                  const Verdict& verdict,
                                  const ExplainOptions& options) {
  runtime::SessionExplainer explainer(ruleset(), state_->regexes, options);
  return explainer.Explain(session, verdict);
}

std::vector<uint32_t> SessionJudge::DecidingConditions(const Session& session,
                                                       uint32_t platform) {
  const RulesetView rules = ruleset();
  runtime::Expressions expressions(rules, state_->slots.Fill(session),
                                   state_->regexes,
                                   static_cast<Stage>(kStageCount - 1));
  std::vector<uint32_t> deciding;
  for (const iotpf_fingerprint& fingerprint : rules.fingerprints()) {
    if (fingerprint.platform != platform) continue;
    const uint32_t condition =
        runtime::Decide(rules, fingerprint, expressions).deciding;
    if (condition != IOTPF_NONE) deciding.push_back(condition);
  }
  return deciding;
}

RulesetView SessionJudge::ruleset() const { return state_->ruleset.view(); }

}  // namespace iotpf
