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

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>
#include <vector>

namespace iotpf::runtime {

// Verdicts that say the same of who claims a session, and why. The first of
// them is an example of all.
//
//   Cost   memory is bounded by the combinations of claims that rules allow.
class ExampleVerdicts {
 public:
  // Whether none like it was taken before; takes it. False of one without
  // claims.
  bool Take(const Verdict& verdict);

 private:
  void AddClaims(const std::vector<PlatformClaim>& claims);

  struct KeyHash {
    size_t operator()(const std::vector<uint32_t>& key) const;
  };

  std::unordered_set<std::vector<uint32_t>, KeyHash> taken_;
  std::vector<uint32_t> key_;  // of the one that is being taken
};

// The buffers in which one worker judges one session after the other, by
// native code or by the reference evaluator.
//
//   Requires  the ruleset and the regexes outlive it.
//   Threads   one at a time.
class Judge {
 public:
  // Without native code in the ruleset, the evaluator is used in any case.
  // `only_examples`: Decide() heeds the examples that it is given.
  Judge(const Ruleset& ruleset, const RegexSet& regexes, bool use_evaluator,
        const std::optional<ExplainOptions>& explain = std::nullopt,
        bool only_examples = false);

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

  // The verdict of a session whose fields are all in their final state, with
  // its evidence: where `examples` are given, only if it is one of them.
  Verdict Decide(const Session& session, ExampleVerdicts* examples = nullptr);

  // Whether Explain() has an answer.
  bool explains() const { return explainer_.has_value(); }
  // Why the session has the verdict; null where that was not asked for.
  std::shared_ptr<const Explanation> Explain(const Session& session,
                                             const Verdict& verdict);

  RulesetView ruleset() const { return ruleset_; }
  const SlotStatistics& statistics() const { return slots_.statistics(); }

 private:
  RulesetView ruleset_;
  const RegexSet& regexes_;
  bool only_examples_;
  Session session_;
  SlotFiller slots_;
  std::optional<NativeMatch> native_;        // none: the evaluator
  std::unique_ptr<KnownVerdicts> known_;     // with `native_`
  std::unique_ptr<MatchProfiler> profiler_;  // where `native_` finds it
  std::optional<SessionExplainer> explainer_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_JUDGE_H_
