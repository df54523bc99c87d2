// "It would be SmartThings if `banner` held" is found by trying: the conditions
// of a fingerprint are few and speak of few features, and the reference
// evaluator answers for any truth of them once the nodes that name features are
// given one.
//
// One feature is tried at a time, then two; a larger set explains nothing that
// a look at the tree would not. Features are taken to be independent, which
// rules may contradict: two that ask for different values of one field cannot
// both hold. What is said is therefore about the conditions, not about traffic.
#include "runtime/explain/changes.h"

#include "runtime/evaluate/decision.h"
#include "runtime/evaluate/named_features.h"

#include <algorithm>

namespace iotpf::runtime {

ChangeSearch::ChangeSearch(const RulesetView& ruleset,
                           const iotpf_session& session,
                           const RegexSet& regexes, Expressions& expressions)
    : ruleset_(ruleset),
      session_(session),
      regexes_(regexes),
      expressions_(expressions),
      feature_nodes_(ruleset.features().size(), IOTPF_NONE) {
  for (uint32_t i = 0; i < ruleset.nodes().size(); ++i) {
    const iotpf_node& row = ruleset.nodes()[i];
    if (row.op == IOTPF_NODE_FEATURE) feature_nodes_[row.first] = i;
  }
}

void ChangeSearch::CollectLeaves(const iotpf_fingerprint& fingerprint) {
  std::vector<uint32_t> features;
  for (const iotpf_condition& condition : ruleset_.conditions().subspan(
           fingerprint.first_condition, fingerprint.condition_count)) {
    for (const uint32_t feature : FeaturesNamedBy(ruleset_, condition.node)) {
      features.push_back(feature);
    }
  }
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  leaves_.clear();
  candidates_.clear();
  for (const uint32_t feature : features) {
    const iotpf_truth truth = expressions_.Feature(feature);
    const auto now = static_cast<Truth>(truth);
    leaves_.push_back({feature_nodes_[feature], feature, truth});
    if (now != Truth::True) candidates_.push_back({feature, true, now});
    if (now != Truth::False) candidates_.push_back({feature, false, now});
  }
}

bool ChangeSearch::BelongsWith(const iotpf_fingerprint& fingerprint,
                               std::span<const FeatureChange> changes) const {
  Expressions trial(ruleset_, session_, regexes_,
                    static_cast<Stage>(kStageCount - 1));
  for (const Leaf& leaf : leaves_) {
    iotpf_truth truth = leaf.truth;
    for (const FeatureChange& change : changes) {
      if (change.feature != leaf.feature) continue;
      truth = change.holds ? IOTPF_TRUE : IOTPF_FALSE;
    }
    trial.Assume(leaf.node, truth);
  }
  // Guards speak of scopes and records, which no feature changes.
  for (const iotpf_condition& condition : ruleset_.conditions().subspan(
           fingerprint.first_condition, fingerprint.condition_count)) {
    if (condition.guard == IOTPF_NONE) continue;
    trial.Assume(condition.guard, expressions_.Node(condition.guard));
  }
  return Decide(ruleset_, fingerprint, trial).belongs_at_end();
}

std::vector<Change> ChangeSearch::Find(uint32_t fingerprint, bool belongs,
                                       size_t size) {
  const iotpf_fingerprint& row = ruleset_.fingerprints()[fingerprint];
  CollectLeaves(row);
  std::vector<Change> found;
  size_t trials = 0;
  const auto is_over = [&](const std::vector<FeatureChange>& features) {
    if (++trials > kMaxChangeTrials) return true;
    if (BelongsWith(row, features) == belongs) {
      found.push_back({fingerprint, features});
    }
    return false;
  };
  for (size_t i = 0; i < candidates_.size(); ++i) {
    if (size == 1) {
      if (is_over({candidates_[i]})) return found;
      continue;
    }
    for (size_t j = i + 1; j < candidates_.size(); ++j) {
      if (candidates_[i].feature == candidates_[j].feature) continue;
      if (is_over({candidates_[i], candidates_[j]})) return found;
    }
  }
  return found;
}

}  // namespace iotpf::runtime
