// The features that an expression of a condition names.
#ifndef IOTPF_RUNTIME_EVALUATE_NAMED_FEATURES_H_
#define IOTPF_RUNTIME_EVALUATE_NAMED_FEATURES_H_

#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <vector>

namespace iotpf::runtime {

// Every feature named in the expression `node`, sorted, each once. Features
// are not looked into.
//
//   Cost     linear in the nodes of the ruleset.
std::vector<uint32_t> FeaturesNamedBy(const RulesetView& ruleset,
                                      uint32_t node);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EVALUATE_NAMED_FEATURES_H_
