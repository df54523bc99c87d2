// Expressions on one session at one stage.
#ifndef IOTPF_RUNTIME_EVALUATE_EXPRESSION_H_
#define IOTPF_RUNTIME_EVALUATE_EXPRESSION_H_

#include "runtime/match/regex_set.h"

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <vector>

namespace iotpf::runtime {

// The truth of every expression of a ruleset when `stage` has been matched and
// no later one: predicates of later stages are unknown.
//
// The image, session and regexes outlive it. Each node is worked out when it
// is first asked for, and once.
class Expressions {
 public:
  Expressions(const RulesetView& ruleset, const iotpf_session& session,
              const RegexSet& regexes, Stage stage);

  iotpf_truth Node(uint32_t node);
  iotpf_truth Feature(uint32_t feature);

  // Takes `node` to be `truth`, whatever stands below it.
  //
  //   Requires  no expression that contains it was asked for.
  void Assume(uint32_t node, iotpf_truth truth);

 private:
  iotpf_truth Compute(const iotpf_node& node);
  iotpf_truth Predicate(uint32_t predicate) const;
  iotpf_truth AtLeast(const iotpf_node& node, uint32_t threshold);

  RulesetView ruleset_;
  const iotpf_session& session_;
  const RegexSet& regexes_;
  Stage stage_;
  std::vector<uint8_t> nodes_;  // enum iotpf_truth, or kNotComputed
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_EXPRESSION_H_
