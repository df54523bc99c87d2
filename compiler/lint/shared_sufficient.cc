// One value that is sufficient for two platforms: a session that shows it is
// ambiguous, whatever else it shows.
//
//   condition   sufficient positive, in a fingerprint without a necessary
//               positive condition
//   feature     one that makes it hold alone: a part of its `or`
//   predicate   one that makes the feature hold alone
//   value       one of the predicate's: a list is an `or`, too
//
// Equal predicates are one row of the tables, so all of one row are found
// together; values are gathered from the rows that have them, each row once.
// Neither step compares pairs. Where `prefer` leaves one of the platforms in
// front of the others, the session is not ambiguous and nothing is said.

#include "compiler/lint/checks.h"
#include "compiler/lint/feature_rows.h"
#include "compiler/lint/value_text.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace iotpf::lint {
namespace {

// A predicate that is sufficient for a platform by a feature.
struct Use {
  uint32_t platform;
  uint32_t feature;
};

// A value of a field, and how it is asked for.
using Value =
    std::tuple<iotpf_predicate_op, uint32_t, uint64_t, const ir::Constant*>;

struct ValueLess {
  bool operator()(const Value& a, const Value& b) const {
    return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a),
                    *std::get<3>(a)) < std::tie(std::get<0>(b), std::get<1>(b),
                                                std::get<2>(b),
                                                *std::get<3>(b));
  }
};

// Whether a value that the predicate holds for is a reason to claim a platform;
// that a field is absent is none.
bool IsShownValue(iotpf_predicate_op op) {
  return op != IOTPF_OP_NOT_EQUAL && op != IOTPF_OP_ABSENT &&
         op != IOTPF_OP_COUNT && op != IOTPF_OP_RECORD_PRESENT;
}

class SufficientChecker {
 public:
  SufficientChecker(const LintInput& input, DiagnosticSink& diagnostics)
      : ruleset_(input.ruleset),
        written_(FeaturesByRow(input)),
        diagnostics_(diagnostics),
        seen_nodes_(ruleset_.nodes.size(), ir::kNone),
        uses_(ruleset_.predicates.size()) {
    for (const ir::Preference& row : ruleset_.preferences) {
      preferred_[row.loser].push_back(row.winner);
    }
  }

  void Run();

 private:
  void CollectUses();
  void Collect(uint32_t node, Use use);
  void CheckValues();
  // Reports each use after the first that stands in front with it.
  void CheckTogether(uint32_t predicate, const ir::Constant* value,
                     const std::vector<Use>& uses);
  std::vector<Use> InFront(const std::vector<Use>& uses) const;
  void Report(const Use& first, const Use& second, uint32_t predicate,
              const ir::Constant* value);

  const ir::Ruleset& ruleset_;
  std::vector<const ast::Feature*> written_;
  DiagnosticSink& diagnostics_;
  std::map<uint32_t, std::vector<uint32_t>> preferred_;  // over a platform
  std::vector<uint32_t> seen_nodes_;    // the platform that saw the node last
  std::vector<std::vector<Use>> uses_;  // by predicate; a platform once
  std::set<std::pair<uint32_t, uint32_t>> reported_;  // features
};

void SufficientChecker::CollectUses() {
  for (const ir::Fingerprint& fingerprint : ruleset_.fingerprints) {
    const auto first =
        ruleset_.conditions.begin() + fingerprint.first_condition;
    const auto last = first + fingerprint.condition_count;
    const bool asks_for_more =
        std::any_of(first, last, [](const ir::Condition& condition) {
          return condition.kind == IOTPF_NECESSARY_POSITIVE;
        });
    if (asks_for_more) continue;
    for (auto it = first; it != last; ++it) {
      if (it->kind != IOTPF_SUFFICIENT_POSITIVE) continue;
      Collect(it->node, {fingerprint.platform, ir::kNone});
    }
  }
}

// Walks to what makes `node` true alone. Platforms come one after the other, so
// the last to have seen a node tells whether this one has.
void SufficientChecker::Collect(uint32_t node, Use use) {
  if (seen_nodes_[node] == use.platform) return;
  seen_nodes_[node] = use.platform;
  const ir::Node& row = ruleset_.nodes[node];
  const bool is_any = row.op == IOTPF_NODE_OR ||
                      (row.op == IOTPF_NODE_AT_LEAST && row.threshold == 1);
  if (row.op == IOTPF_NODE_FEATURE) {
    if (ruleset_.features[row.first].negative) return;
    use.feature = row.first;
    Collect(ruleset_.features[row.first].node, use);
  } else if (row.op == IOTPF_NODE_PREDICATE && use.feature != ir::kNone) {
    if (IsShownValue(ruleset_.predicates[row.first].op)) {
      uses_[row.first].push_back(use);
    }
  } else if (is_any) {
    for (uint32_t i = 0; i < row.count; ++i) {
      Collect(ruleset_.children[row.first + i], use);
    }
  }
}

// Those over whose platforms none of the others is preferred.
std::vector<Use> SufficientChecker::InFront(
    const std::vector<Use>& uses) const {
  std::set<uint32_t> platforms;
  for (const Use& use : uses) platforms.insert(use.platform);
  std::vector<Use> front;
  for (const Use& use : uses) {
    const auto it = preferred_.find(use.platform);
    const bool is_behind =
        it != preferred_.end() &&
        std::ranges::any_of(it->second, [&](uint32_t winner) {
          return platforms.contains(winner);
        });
    if (!is_behind) front.push_back(use);
  }
  return front;
}

void SufficientChecker::Report(const Use& first, const Use& second,
                               uint32_t predicate, const ir::Constant* value) {
  if (!reported_.emplace(first.feature, second.feature).second) return;
  const std::string& here = ruleset_.platforms[second.platform].id;
  const std::string& there = ruleset_.platforms[first.platform].id;
  diagnostics_.Report(
      written_[second.feature]->name.span, diag::SharedSufficient,
      TestText(ruleset_, predicate, value), here, there, here, there);
  diagnostics_.AddLabel(written_[first.feature]->name.span,
                        diag::AlsoSufficientHere, there);
}

void SufficientChecker::CheckTogether(uint32_t predicate,
                                      const ir::Constant* value,
                                      const std::vector<Use>& uses) {
  if (uses.size() < 2) return;
  const std::vector<Use> front = InFront(uses);
  for (size_t i = 1; i < front.size(); ++i) {
    if (front[i].platform == front[0].platform) continue;
    Report(front[0], front[i], predicate, value);
  }
}

// Values that several predicates have. What all uses of one predicate share was
// reported for it; here each predicate stands with its first.
void SufficientChecker::CheckValues() {
  std::map<Value, std::vector<uint32_t>, ValueLess> having;  // predicates
  for (uint32_t i = 0; i < uses_.size(); ++i) {
    if (uses_[i].empty()) continue;
    const ir::Predicate& row = ruleset_.predicates[i];
    for (uint32_t k = 0; k < row.constant_count; ++k) {
      having[{row.op, row.reading, row.number,
              &ruleset_.constants[row.first_constant + k]}]
          .push_back(i);
    }
  }
  for (const auto& [value, predicates] : having) {
    std::vector<Use> uses;
    for (const uint32_t predicate : predicates) {
      uses.push_back(uses_[predicate].front());
    }
    CheckTogether(predicates.front(), std::get<3>(value), uses);
  }
}

void SufficientChecker::Run() {
  CollectUses();
  for (uint32_t i = 0; i < uses_.size(); ++i) {
    const ir::Predicate& row = ruleset_.predicates[i];
    const ir::Constant* value = row.constant_count == 0
                                    ? nullptr
                                    : &ruleset_.constants[row.first_constant];
    CheckTogether(i, value, uses_[i]);
  }
  CheckValues();
}

}  // namespace

void CheckSharedSufficient(const LintInput& input,
                           DiagnosticSink& diagnostics) {
  SufficientChecker(input, diagnostics).Run();
}

}  // namespace iotpf::lint
