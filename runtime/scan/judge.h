// Judge: sessions to verdicts.
#ifndef IOTPF_RUNTIME_SCAN_JUDGE_H_
#define IOTPF_RUNTIME_SCAN_JUDGE_H_

#include "runtime/match/native_match.h"
#include "runtime/match/profile.h"
#include "runtime/match/regex_set.h"
#include "runtime/scan/session_explainer.h"
#include "runtime/session/fill_slots.h"
#include "runtime/verdict/known_verdicts.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

#include <memory>
#include <optional>

namespace iotpf::runtime {

// The buffers in which one worker judges one session after the other, by
// native code or by the reference evaluator.
//
//   Requires  the ruleset and the regexes outlive it.
//   Threads   one at a time.
class Judge {
 public:
  // Without native code in the ruleset, the evaluator is used in any case.
  Judge(const Ruleset& ruleset, const RegexSet& regexes, bool use_evaluator,
        const std::optional<ExplainOptions>& explain = std::nullopt);

  // Profiles sessions from now on.
  //
  //   Requires  native code is used.
  void StartProfile(const Ruleset& ruleset);
  // Null where no profile was started.
  const ScanProfile* profile() const {
    return profiler_ == nullptr ? nullptr : &profiler_->profile();
  }

  // A session of which nothing is known yet, to be filled and judged; its
  // memory is used again. Valid until the next call.
  Session& NextSession() {
    session_.Reset();
    return session_;
  }

  // The verdict of a session whose fields are all in their final state.
  Verdict Decide(const Session& session);

  // Why the session has the verdict; null where that was not asked for.
  std::shared_ptr<const Explanation> Explain(const Session& session,
                                             const Verdict& verdict);

  RulesetView ruleset() const { return ruleset_; }
  const SlotStatistics& statistics() const { return slots_.statistics(); }

 private:
  RulesetView ruleset_;
  const RegexSet& regexes_;
  Session session_;
  SlotFiller slots_;
  std::optional<NativeMatch> native_;        // none: the evaluator
  std::unique_ptr<KnownVerdicts> known_;     // with `native_`
  std::unique_ptr<MatchProfiler> profiler_;  // where `native_` finds it
  std::optional<SessionExplainer> explainer_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_JUDGE_H_
