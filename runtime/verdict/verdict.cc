// What native code claims, weighed by `prefer`, named, and given its evidence.
//
// Most sessions claim nothing, so that way is short: no claim, no scope, no
// allocation. Platforms are few where there are claims; pairs of them are
// compared directly.
//
//   claims  --flag of the stage-->  platforms  --prefer-->  front | behind
#include "runtime/verdict/verdict.h"

#include "runtime/evaluate/evidence.h"
#include "runtime/verdict/preference.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::runtime {
namespace {

bool IsSure(const iotpf_claim& claim) {
  return (claim.flags & IOTPF_CLAIM_MUST) != 0;
}

uint32_t PlatformOf(const RulesetView& ruleset, const iotpf_claim& claim) {
  return ruleset.fingerprints()[claim.fingerprint].platform;
}

std::string_view RoleOf(const RulesetView& ruleset, uint32_t fingerprint) {
  return ruleset.text(ruleset.fingerprints()[fingerprint].name);
}

// The claims from the first sure one to the last; empty when none is sure.
std::span<const iotpf_claim> SureRange(std::span<const iotpf_claim> claims) {
  const auto first = std::find_if(claims.begin(), claims.end(), IsSure);
  const auto last = std::find_if(claims.rbegin(), claims.rend(), IsSure);
  return {first, first == claims.end() ? first : last.base()};
}

// Whether the platform of a possible claim is sure, or behind one that is.
bool IsDecided(const RulesetView& ruleset, std::span<const iotpf_claim> sure,
               uint32_t platform) {
  return std::any_of(sure.begin(), sure.end(), [&](const iotpf_claim& claim) {
    if (!IsSure(claim)) return false;
    const uint32_t winner = PlatformOf(ruleset, claim);
    return winner == platform || IsPreferred(ruleset, winner, platform);
  });
}

// The better condition to show of two that decide.
uint32_t Foremost(const RulesetView& ruleset, uint32_t a, uint32_t b) {
  const iotpf_condition& left = ruleset.conditions()[a];
  const iotpf_condition& right = ruleset.conditions()[b];
  if (left.priority != right.priority) {
    return left.priority > right.priority ? a : b;
  }
  return ruleset.text(left.id) <= ruleset.text(right.id) ? a : b;
}

// One claim for each platform that has a claim with `flag`, without evidence,
// sorted by platform id; fingerprints by role.
std::vector<PlatformClaim> ClaimedPlatforms(const RulesetView& ruleset,
                                            std::span<const iotpf_claim> claims,
                                            uint32_t flag) {
  std::vector<iotpf_claim> counted;
  std::copy_if(
      claims.begin(), claims.end(), std::back_inserter(counted),
      [flag](const iotpf_claim& claim) { return (claim.flags & flag) != 0; });
  const auto order = [&ruleset](const iotpf_claim& claim) {
    return std::pair(PlatformId(ruleset, PlatformOf(ruleset, claim)),
                     RoleOf(ruleset, claim.fingerprint));
  };
  std::stable_sort(counted.begin(), counted.end(),
                   [&order](const iotpf_claim& a, const iotpf_claim& b) {
                     return order(a) < order(b);
                   });
  std::vector<PlatformClaim> result;
  for (const iotpf_claim& claim : counted) {
    const uint32_t platform = PlatformOf(ruleset, claim);
    if (result.empty() || result.back().platform != platform) {
      result.push_back({platform, {}, claim.condition, {}});
    }
    PlatformClaim& entry = result.back();
    entry.fingerprints.push_back(claim.fingerprint);
    entry.condition = Foremost(ruleset, entry.condition, claim.condition);
  }
  return result;
}

std::vector<uint32_t> HoldingScopes(const RulesetView& ruleset,
                                    std::span<const iotpf_scope> scopes) {
  std::vector<uint32_t> providers;
  for (const iotpf_scope& scope : scopes) {
    if (scope.truth == IOTPF_TRUE) providers.push_back(scope.provider);
  }
  SortProviders(ruleset, providers);
  return providers;
}

}  // namespace

bool IsFinal(const RulesetView& ruleset, std::span<const iotpf_claim> claims,
             std::span<const iotpf_scope> scopes) {
  const std::span<const iotpf_claim> sure = SureRange(claims);
  if (sure.empty()) {
    return claims.empty() && std::none_of(scopes.begin(), scopes.end(),
                                          [](const iotpf_scope& scope) {
                                            return scope.truth == IOTPF_UNKNOWN;
                                          });
  }
  return std::all_of(
      claims.begin(), claims.end(), [&](const iotpf_claim& claim) {
        return IsSure(claim) ||
               IsDecided(ruleset, sure, PlatformOf(ruleset, claim));
      });
}

Verdict SettleClaims(const RulesetView& ruleset,
                     std::span<const iotpf_claim> claims,
                     std::span<const iotpf_scope> scopes, Stage stage) {
  const bool is_last = static_cast<size_t>(stage) + 1 == kStageCount;
  const uint32_t flag = is_last ? IOTPF_CLAIM_AT_END : IOTPF_CLAIM_MUST;
  Verdict verdict;
  verdict.stage = stage;
  verdict.certainty = IsFinal(ruleset, claims, scopes) ? Certainty::Final
                                                       : Certainty::Provisional;
  std::vector<PlatformClaim> platforms =
      ClaimedPlatforms(ruleset, claims, flag);
  SplitByPreference(ruleset, std::move(platforms), verdict);
  if (verdict.front.empty()) {
    verdict.providers = HoldingScopes(ruleset, scopes);
    verdict.label =
        verdict.providers.empty() ? LabelKind::Other : LabelKind::Provider;
  }
  return verdict;
}

void AddEvidence(const RulesetView& ruleset, const iotpf_session& session,
                 const RegexSet& regexes, Verdict& verdict) {
  for (std::vector<PlatformClaim>* claims : {&verdict.front, &verdict.behind}) {
    for (PlatformClaim& claim : *claims) {
      claim.evidence = CollectEvidence(ruleset, claim.condition, session,
                                       regexes, verdict.stage);
    }
  }
}

Verdict SettleVerdict(const RulesetView& ruleset,
                      std::span<const iotpf_claim> claims,
                      std::span<const iotpf_scope> scopes,
                      const iotpf_session& session, const RegexSet& regexes,
                      Stage stage) {
  Verdict verdict = SettleClaims(ruleset, claims, scopes, stage);
  AddEvidence(ruleset, session, regexes, verdict);
  return verdict;
}

}  // namespace iotpf::runtime
