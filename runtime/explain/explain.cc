// The verdict says who; this says why, and why not the others.
//
//   expressions   every one once, at the last stage: all that the session shows
//   decisions     what each fingerprint says, as the evaluator decides it
//   platforms     those worth showing: their conditions as trees, and the
//                 smallest change of features that would change their place
//
// Nothing here decides anything: truth is of Expressions, votes are of
// Decide(), places of `prefer`.
#include "runtime/explain/explain.h"

#include "runtime/evaluate/decision.h"
#include "runtime/evaluate/expression.h"
#include "runtime/explain/changes.h"
#include "runtime/explain/expression_tree.h"
#include "runtime/explain/seen_fields.h"
#include "runtime/verdict/preference.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace iotpf::runtime {
namespace {

class Explainer {
 public:
  Explainer(const RulesetView& ruleset, const iotpf_session& session,
            const RegexSet& regexes, const Verdict& verdict,
            const ExplainOptions& options)
      : ruleset_(ruleset),
        session_(session),
        regexes_(regexes),
        verdict_(verdict),
        options_(options),
        expressions_(ruleset, session, regexes,
                     static_cast<Stage>(kStageCount - 1)),
        fields_(ruleset, session),
        search_(ruleset, session, regexes, expressions_) {}

  Explanation Run() {
    Explanation explanation;
    explanation.verdict = verdict_;
    explanation.shown = options_.platforms;
    DecideAll();
    explanation.open_platforms = CountOpen();
    for (const uint32_t platform : Shown()) {
      explanation.platforms.push_back(ExplainPlatform(platform));
    }
    if (options_.platforms == ExplainOptions::Platforms::Relevant) {
      explanation.left_out = static_cast<uint32_t>(
          ruleset_.platforms().size() - explanation.platforms.size());
    }
    explanation.fields = std::move(fields_).Take();
    return explanation;
  }

 private:
  void DecideAll();
  uint32_t CountOpen() const;
  std::vector<uint32_t> Shown();
  std::vector<bool> Relevant();
  Place PlaceOf(uint32_t platform) const;
  Place WouldStand(uint32_t platform) const;
  PlatformExplanation ExplainPlatform(uint32_t platform);
  std::vector<uint32_t> FingerprintsOf(uint32_t platform) const;
  FingerprintExplanation ExplainFingerprint(uint32_t fingerprint,
                                            ExpressionTrees& trees);
  ConditionExplanation ExplainCondition(uint32_t index, uint32_t deciding,
                                        ExpressionTrees& trees);
  void FindChanges(PlatformExplanation& platform);

  RulesetView ruleset_;
  const iotpf_session& session_;
  const RegexSet& regexes_;
  const Verdict& verdict_;
  ExplainOptions options_;
  Expressions expressions_;
  SeenFields fields_;
  ChangeSearch search_;
  std::vector<Decision> decisions_;  // by fingerprint
  std::vector<bool> claimed_;        // by platform, by its own fingerprints
};

bool Names(const std::vector<PlatformClaim>& claims, uint32_t platform) {
  return std::any_of(claims.begin(), claims.end(), [&](const auto& claim) {
    return claim.platform == platform;
  });
}

void Explainer::DecideAll() {
  claimed_.resize(ruleset_.platforms().size());
  for (const iotpf_fingerprint& fingerprint : ruleset_.fingerprints()) {
    decisions_.push_back(Decide(ruleset_, fingerprint, expressions_));
    if (decisions_.back().belongs_at_end()) {
      claimed_[fingerprint.platform] = true;
    }
  }
}

// Platforms that the verdict does not name, but could.
uint32_t Explainer::CountOpen() const {
  std::vector<bool> open(ruleset_.platforms().size());
  for (size_t i = 0; i < decisions_.size(); ++i) {
    const uint32_t platform = ruleset_.fingerprints()[i].platform;
    if (decisions_[i].may_belong && PlaceOf(platform) == Place::Nowhere) {
      open[platform] = true;
    }
  }
  return static_cast<uint32_t>(std::count(open.begin(), open.end(), true));
}

// ---- which platforms

std::vector<bool> Explainer::Relevant() {
  std::vector<bool> relevant(ruleset_.platforms().size());
  for (uint32_t i = 0; i < ruleset_.features().size(); ++i) {
    if (expressions_.Feature(i) == IOTPF_TRUE) {
      relevant[ruleset_.features()[i].platform] = true;
    }
  }
  for (uint32_t i = 0; i < relevant.size(); ++i) {
    const uint32_t provider = ruleset_.platforms()[i].provider;
    if (provider != IOTPF_NONE) {
      const uint32_t scope = ruleset_.providers()[provider].scope;
      if (scope != IOTPF_NONE && expressions_.Node(scope) == IOTPF_TRUE) {
        relevant[i] = true;
      }
    }
    if (PlaceOf(i) != Place::Nowhere) relevant[i] = true;
  }
  return relevant;
}

// The platforms to show: in front, behind, the others; each by id.
std::vector<uint32_t> Explainer::Shown() {
  if (options_.platforms == ExplainOptions::Platforms::One) {
    return {options_.platform};
  }
  const bool all = options_.platforms == ExplainOptions::Platforms::All;
  const std::vector<bool> relevant =
      all ? std::vector<bool>(ruleset_.platforms().size(), true) : Relevant();
  std::vector<uint32_t> shown;
  for (uint32_t i = 0; i < relevant.size(); ++i) {
    if (relevant[i]) shown.push_back(i);
  }
  const auto order = [this](uint32_t platform) {
    const Place place = PlaceOf(platform);
    const int group = place == Place::Nowhere ? 2 : place == Place::Behind;
    return std::pair(group, PlatformId(ruleset_, platform));
  };
  std::sort(shown.begin(), shown.end(),
            [&order](uint32_t a, uint32_t b) { return order(a) < order(b); });
  return shown;
}

// ---- places

// A verdict that is final early does not wait for the claims of platforms that
// can only stand behind: they are placed here.
Place Explainer::PlaceOf(uint32_t platform) const {
  if (Names(verdict_.front, platform)) {
    return verdict_.front.size() > 1 ? Place::Ambiguous : Place::Front;
  }
  if (Names(verdict_.behind, platform) || claimed_[platform]) {
    return Place::Behind;
  }
  return Place::Nowhere;
}

// Where an unclaimed platform would stand if it belonged.
Place Explainer::WouldStand(uint32_t platform) const {
  Place place = Place::Front;
  for (uint32_t other = 0; other < claimed_.size(); ++other) {
    if (!claimed_[other] || other == platform) continue;
    if (IsPreferred(ruleset_, other, platform)) return Place::Behind;
    if (!IsPreferred(ruleset_, platform, other)) place = Place::Ambiguous;
  }
  return place;
}

// ---- one platform

Vote VoteOf(const iotpf_condition& condition, iotpf_truth fires) {
  if (fires == IOTPF_FALSE) return Vote::None;
  if (fires == IOTPF_UNKNOWN) return Vote::Unknown;
  return VotesBelongs(condition) ? Vote::Belongs : Vote::Excluded;
}

ConditionExplanation Explainer::ExplainCondition(uint32_t index,
                                                 uint32_t deciding,
                                                 ExpressionTrees& trees) {
  const iotpf_condition& condition = ruleset_.conditions()[index];
  ConditionExplanation explained;
  explained.condition = index;
  explained.truth = static_cast<Truth>(expressions_.Node(condition.node));
  explained.vote = VoteOf(condition, Fires(condition, expressions_));
  explained.decides = index == deciding;
  explained.expression = trees.Write(condition.node);
  if (condition.guard != IOTPF_NONE) {
    explained.guard = trees.Write(condition.guard);
  }
  return explained;
}

FingerprintExplanation Explainer::ExplainFingerprint(uint32_t fingerprint,
                                                     ExpressionTrees& trees) {
  const iotpf_fingerprint& row = ruleset_.fingerprints()[fingerprint];
  const Decision& decision = decisions_[fingerprint];
  FingerprintExplanation explained;
  explained.fingerprint = fingerprint;
  if (decision.deciding != IOTPF_NONE) {
    explained.vote = decision.deciding_belongs ? Vote::Belongs : Vote::Excluded;
  }
  explained.is_open = decision.may_belong && decision.may_differ;
  for (uint32_t i = 0; i < row.condition_count; ++i) {
    explained.conditions.push_back(
        ExplainCondition(row.first_condition + i, decision.deciding, trees));
  }
  return explained;
}

// Those that belong first.
std::vector<uint32_t> Explainer::FingerprintsOf(uint32_t platform) const {
  std::vector<uint32_t> fingerprints;
  for (uint32_t i = 0; i < decisions_.size(); ++i) {
    if (ruleset_.fingerprints()[i].platform == platform) {
      fingerprints.push_back(i);
    }
  }
  std::stable_partition(
      fingerprints.begin(), fingerprints.end(),
      [this](uint32_t i) { return decisions_[i].belongs_at_end(); });
  return fingerprints;
}

PlatformExplanation Explainer::ExplainPlatform(uint32_t platform) {
  PlatformExplanation explained;
  explained.platform = platform;
  explained.place = PlaceOf(platform);
  explained.by_exchanges =
      explained.place != Place::Nowhere && !claimed_[platform];
  for (const PlatformClaim& claim : verdict_.front) {
    if (IsPreferred(ruleset_, claim.platform, platform)) {
      explained.preferred.push_back(claim.platform);
    }
  }
  ExpressionTrees trees(ruleset_, session_, regexes_, expressions_, fields_);
  for (const uint32_t fingerprint : FingerprintsOf(platform)) {
    explained.fingerprints.push_back(ExplainFingerprint(fingerprint, trees));
  }
  FindChanges(explained);
  return explained;
}

// ---- what would change it

void Explainer::FindChanges(PlatformExplanation& platform) {
  const bool is_claimed = claimed_[platform.platform];
  const bool is_behind = platform.place == Place::Behind;
  if (platform.by_exchanges || is_behind) return;
  std::vector<uint32_t> candidates;
  for (const FingerprintExplanation& entry : platform.fingerprints) {
    if ((entry.vote == Vote::Belongs) == is_claimed) {
      candidates.push_back(entry.fingerprint);
    }
  }
  // Where two fingerprints belong, none of them alone loses the platform.
  if (is_claimed && candidates.size() != 1) return;
  const size_t largest = is_claimed ? 1 : 2;
  std::vector<Change> changes;
  std::set<std::vector<FeatureChange>> known;  // of any fingerprint
  for (size_t size = 1; size <= largest && changes.empty(); ++size) {
    for (const uint32_t fingerprint : candidates) {
      for (Change& change : search_.Find(fingerprint, !is_claimed, size)) {
        if (!known.insert(change.features).second) continue;
        changes.push_back(std::move(change));
      }
    }
  }
  platform.change_count = static_cast<uint32_t>(changes.size());
  if (changes.size() > kMaxChanges) changes.resize(kMaxChanges);
  platform.changes = std::move(changes);
  if (!is_claimed) platform.would_be = WouldStand(platform.platform);
}

}  // namespace

Explanation Explain(const RulesetView& ruleset, const iotpf_session& session,
                    const RegexSet& regexes, const Verdict& verdict,
                    const ExplainOptions& options) {
  return Explainer(ruleset, session, regexes, verdict, options).Run();
}

}  // namespace iotpf::runtime
