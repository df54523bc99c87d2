// What a flow takes from the HTTP exchanges that it carries.
#ifndef IOTPF_RUNTIME_VERDICT_FLOW_VERDICT_H_
#define IOTPF_RUNTIME_VERDICT_FLOW_VERDICT_H_

#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <cstdint>
#include <vector>

namespace iotpf::runtime {

// Gathers the verdicts of a flow's exchanges, and combines them with the flow's
// own.
//
//   - A flow whose own records name a platform keeps its verdict.
//   - Otherwise it takes the platforms that its exchanges claim, `prefer`
//     applied among them: one in front is its platform, several are ambiguous.
//     Roles are joined; condition and evidence are of the first exchange.
//   - Otherwise, a flow that is `other` takes the providers of its exchanges.
//
// What is taken is final when every exchange it is taken from is, and was
// settled at the latest stage among them.
//
//   Cost     memory is bounded by the platforms and providers of the ruleset,
//            whatever the number of exchanges.
class FlowVerdict {
 public:
  explicit FlowVerdict(const RulesetView& ruleset) : ruleset_(ruleset) {}

  // Adds the verdict of the next exchange, in order of the flow.
  void Add(const Verdict& exchange);

  // The verdict of the flow whose own verdict is `own`.
  Verdict Combine(Verdict own) const;

 private:
  // The certainty and stage of what is taken from several exchanges.
  struct Source {
    bool used = false;
    Certainty certainty = Certainty::Final;
    Stage stage = Stage{};
    void Join(const Verdict& exchange);
  };

  void AddClaim(const PlatformClaim& claim);

  RulesetView ruleset_;
  std::vector<PlatformClaim> claims_;  // by platform id, each platform once
  std::vector<uint32_t> providers_;    // by provider id, each once
  Source claimed_;
  Source provided_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_VERDICT_FLOW_VERDICT_H_
