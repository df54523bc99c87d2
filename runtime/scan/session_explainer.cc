// A verdict is settled as early as it can be, so the slots that it was judged
// by may not hold what later stages show. An explanation fills them all, in
// slots of its own: what limits leave out of a session is counted once.
#include "runtime/scan/session_explainer.h"

#include "runtime/explain/explain.h"

namespace iotpf::runtime {

Explanation SessionExplainer::Explain(const Session& session,
                                      const Verdict& verdict) {
  return runtime::Explain(ruleset_, slots_.Fill(session), regexes_, verdict,
                          options_);
}

}  // namespace iotpf::runtime
