// The verdict of a session, straight from the definition.
//
//   for each stage      what arrives later is unknown
//     each fingerprint  belongs or not: surely, maybe, or if the session ends
//     each platform     sure if a fingerprint is, maybe if one may be
//     final?            then the sure ones are claimed
//   at the last stage   those are claimed that belong if nothing more comes
//
// What the conditions of a fingerprint say is in decision.h.
#include "runtime/evaluate/evaluate.h"

#include "runtime/evaluate/decision.h"
#include "runtime/evaluate/evidence.h"
#include "runtime/evaluate/expression.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

// A ruleset at one stage of a session.
struct StageResult {
  std::vector<Decision> fingerprints;
  std::vector<bool> sure;  // by platform
  std::vector<bool> maybe;
  std::vector<iotpf_truth> scopes;  // by provider
};

StageResult RunStage(const RulesetView& ruleset, Expressions& expressions) {
  StageResult result;
  result.sure.resize(ruleset.platforms().size());
  result.maybe.resize(ruleset.platforms().size());
  for (const iotpf_fingerprint& fingerprint : ruleset.fingerprints()) {
    const Decision decision = Decide(ruleset, fingerprint, expressions);
    if (decision.must_belong()) result.sure[fingerprint.platform] = true;
    if (decision.may_belong) result.maybe[fingerprint.platform] = true;
    result.fingerprints.push_back(decision);
  }
  for (const iotpf_provider& provider : ruleset.providers()) {
    result.scopes.push_back(provider.scope == IOTPF_NONE
                                ? IOTPF_FALSE
                                : expressions.Node(provider.scope));
  }
  return result;
}

bool IsPreferred(const RulesetView& ruleset, uint32_t winner, uint32_t loser) {
  for (const iotpf_preference& row : ruleset.preferences()) {
    if (row.winner == winner && row.loser == loser) return true;
  }
  return false;
}

// Whether one of the platforms in `set` stands in front of `platform`.
bool IsBehind(const RulesetView& ruleset, const std::vector<bool>& set,
              uint32_t platform) {
  for (uint32_t other = 0; other < set.size(); ++other) {
    if (set[other] && IsPreferred(ruleset, other, platform)) return true;
  }
  return false;
}

bool Contains(const std::vector<bool>& set) {
  return std::find(set.begin(), set.end(), true) != set.end();
}

bool IsSettled(const RulesetView& ruleset, const StageResult& result) {
  if (!Contains(result.sure)) {
    return !Contains(result.maybe) &&
           std::find(result.scopes.begin(), result.scopes.end(),
                     IOTPF_UNKNOWN) == result.scopes.end();
  }
  for (uint32_t platform = 0; platform < result.maybe.size(); ++platform) {
    if (!result.maybe[platform] || result.sure[platform]) continue;
    if (!IsBehind(ruleset, result.sure, platform)) return false;
  }
  return true;
}

// Whether condition `a` is shown rather than `b`.
bool ComesFirst(const RulesetView& ruleset, uint32_t a, uint32_t b) {
  const iotpf_condition& left = ruleset.conditions()[a];
  const iotpf_condition& right = ruleset.conditions()[b];
  if (left.priority != right.priority) return left.priority > right.priority;
  return ruleset.text(left.id) < ruleset.text(right.id);
}

// The claim of one platform by those of its fingerprints that are `claimed`.
PlatformClaim MakeClaim(const RulesetView& ruleset, const StageResult& result,
                        const std::vector<bool>& claimed, uint32_t platform) {
  PlatformClaim claim = {platform, {}, IOTPF_NONE, {}};
  for (uint32_t i = 0; i < claimed.size(); ++i) {
    if (!claimed[i] || ruleset.fingerprints()[i].platform != platform) continue;
    claim.fingerprints.push_back(i);
    const uint32_t deciding = result.fingerprints[i].deciding;
    if (claim.condition == IOTPF_NONE ||
        ComesFirst(ruleset, deciding, claim.condition)) {
      claim.condition = deciding;
    }
  }
  std::stable_sort(claim.fingerprints.begin(), claim.fingerprints.end(),
                   [&ruleset](uint32_t a, uint32_t b) {
                     return ruleset.text(ruleset.fingerprints()[a].name) <
                            ruleset.text(ruleset.fingerprints()[b].name);
                   });
  return claim;
}

LabelKind LabelOf(const Verdict& verdict) {
  if (verdict.front.size() == 1) return LabelKind::Platform;
  if (!verdict.front.empty()) return LabelKind::Ambiguous;
  if (!verdict.providers.empty()) return LabelKind::Provider;
  return LabelKind::Other;
}

// The verdict when the fingerprints in `claimed` are all that belong.
Verdict Label(const RulesetView& ruleset, const StageResult& result,
              const std::vector<bool>& claimed) {
  std::vector<bool> platforms(ruleset.platforms().size());
  for (uint32_t i = 0; i < claimed.size(); ++i) {
    if (claimed[i]) platforms[ruleset.fingerprints()[i].platform] = true;
  }
  Verdict verdict;
  for (uint32_t platform = 0; platform < platforms.size(); ++platform) {
    if (!platforms[platform]) continue;
    std::vector<PlatformClaim>& side =
        IsBehind(ruleset, platforms, platform) ? verdict.behind : verdict.front;
    side.push_back(MakeClaim(ruleset, result, claimed, platform));
  }
  if (verdict.front.empty()) {
    for (uint32_t provider = 0; provider < result.scopes.size(); ++provider) {
      if (result.scopes[provider] == IOTPF_TRUE) {
        verdict.providers.push_back(provider);
      }
    }
  }
  const auto by_id = [&ruleset](const PlatformClaim& a,
                                const PlatformClaim& b) {
    return ruleset.text(ruleset.platforms()[a.platform].id) <
           ruleset.text(ruleset.platforms()[b.platform].id);
  };
  std::sort(verdict.front.begin(), verdict.front.end(), by_id);
  std::sort(verdict.behind.begin(), verdict.behind.end(), by_id);
  std::sort(verdict.providers.begin(), verdict.providers.end(),
            [&ruleset](uint32_t a, uint32_t b) {
              return ruleset.text(ruleset.providers()[a].id) <
                     ruleset.text(ruleset.providers()[b].id);
            });
  verdict.label = LabelOf(verdict);
  return verdict;
}

}  // namespace

Verdict Evaluate(const RulesetView& ruleset, const iotpf_session& session,
                 const RegexSet& regexes) {
  for (size_t number = 0;; ++number) {
    const Stage stage = static_cast<Stage>(number);
    const bool is_last = number + 1 == kStageCount;
    Expressions expressions(ruleset, session, regexes, stage);
    const StageResult result = RunStage(ruleset, expressions);
    const bool settled = IsSettled(ruleset, result);
    if (!settled && !is_last) continue;

    std::vector<bool> claimed;
    for (const Decision& decision : result.fingerprints) {
      claimed.push_back(is_last ? decision.belongs_at_end()
                                : decision.must_belong());
    }
    Verdict verdict = Label(ruleset, result, claimed);
    verdict.certainty = settled ? Certainty::Final : Certainty::Provisional;
    verdict.stage = stage;
    for (auto* side : {&verdict.front, &verdict.behind}) {
      for (PlatformClaim& claim : *side) {
        claim.evidence =
            CollectEvidence(ruleset, claim.condition, session, regexes, stage);
      }
    }
    return verdict;
  }
}

}  // namespace iotpf::runtime
