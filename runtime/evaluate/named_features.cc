// Equal nodes of a ruleset are one node, so an expression is a graph: each node
// is walked once. Evidence and explanations ask which features a condition
// speaks of.
#include "runtime/evaluate/named_features.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

class FeatureWalk {
 public:
  explicit FeatureWalk(const RulesetView& ruleset)
      : ruleset_(ruleset), visited_(ruleset.nodes().size(), false) {}

  void Walk(uint32_t node) {
    if (visited_[node]) return;
    visited_[node] = true;
    const iotpf_node& row = ruleset_.nodes()[node];
    switch (row.op) {
      case IOTPF_NODE_FEATURE:
        features_.push_back(row.first);
        return;
      case IOTPF_NODE_NOT:
        return Walk(ruleset_.children()[row.first]);
      case IOTPF_NODE_AND:
      case IOTPF_NODE_OR:
      case IOTPF_NODE_AT_LEAST:
        for (const uint32_t child :
             ruleset_.children().subspan(row.first, row.count)) {
          Walk(child);
        }
        return;
      default:
        return;
    }
  }

  std::vector<uint32_t> Sorted() && {
    std::sort(features_.begin(), features_.end());
    features_.erase(std::unique(features_.begin(), features_.end()),
                    features_.end());
    return std::move(features_);
  }

 private:
  RulesetView ruleset_;
  std::vector<bool> visited_;
  std::vector<uint32_t> features_;
};

}  // namespace

std::vector<uint32_t> FeaturesNamedBy(const RulesetView& ruleset,
                                      uint32_t node) {
  FeatureWalk walk(ruleset);
  walk.Walk(node);
  return std::move(walk).Sorted();
}

}  // namespace iotpf::runtime
