// Which features would have to be otherwise for a fingerprint to vote
// otherwise.
#ifndef IOTPF_RUNTIME_EXPLAIN_CHANGES_H_
#define IOTPF_RUNTIME_EXPLAIN_CHANGES_H_

#include "runtime/evaluate/expression.h"
#include "runtime/match/regex_set.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::runtime {

// Tries the conditions of fingerprints with features that are other than the
// session shows.
class ChangeSearch {
 public:
  // All outlive it. `expressions`: of the session, at the last stage.
  ChangeSearch(const RulesetView& ruleset, const iotpf_session& session,
               const RegexSet& regexes, Expressions& expressions);

  // The sets of `size` features, 1 or 2, with which the fingerprint belongs, or
  // does not, in order of features. A feature that is unknown is tried both
  // ways. At most kMaxChangeTrials sets are tried.
  std::vector<Change> Find(uint32_t fingerprint, bool belongs, size_t size);

 private:
  // A node that names a feature, and what it may be besides what it is.
  struct Leaf {
    uint32_t node;
    uint32_t feature;
    iotpf_truth truth;
  };

  void CollectLeaves(const iotpf_fingerprint& fingerprint);
  bool BelongsWith(const iotpf_fingerprint& fingerprint,
                   std::span<const FeatureChange> changes) const;

  RulesetView ruleset_;
  const iotpf_session& session_;
  const RegexSet& regexes_;
  Expressions& expressions_;
  std::vector<uint32_t> feature_nodes_;  // by feature; IOTPF_NONE: never named
  // Of the fingerprint that is being tried.
  std::vector<Leaf> leaves_;
  std::vector<FeatureChange> candidates_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_EXPLAIN_CHANGES_H_
