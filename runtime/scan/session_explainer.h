// SessionExplainer: sessions with their verdicts to explanations.
#ifndef IOTPF_RUNTIME_SCAN_SESSION_EXPLAINER_H_
#define IOTPF_RUNTIME_SCAN_SESSION_EXPLAINER_H_

#include "runtime/match/regex_set.h"
#include "runtime/session/fill_slots.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

namespace iotpf::runtime {

// The buffers in which one worker explains one session after the other.
//
//   Requires  the ruleset and the regexes outlive it.
//   Threads   one at a time.
class SessionExplainer {
 public:
  SessionExplainer(const RulesetView& ruleset, const RegexSet& regexes,
                   const ExplainOptions& options)
      : ruleset_(ruleset),
        regexes_(regexes),
        options_(options),
        slots_(ruleset) {}

  Explanation Explain(const Session& session, const Verdict& verdict);

 private:
  RulesetView ruleset_;
  const RegexSet& regexes_;
  ExplainOptions options_;
  SlotFiller slots_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SESSION_EXPLAINER_H_
