// The compiler closes `prefer` transitively and sorts it, so one lookup decides
// a pair, and a platform is behind exactly when some claimed one beats it:
// whoever beats that one beats it too.
#include "runtime/verdict/preference.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace iotpf::runtime {

std::string_view PlatformId(const RulesetView& ruleset, uint32_t platform) {
  return ruleset.text(ruleset.platforms()[platform].id);
}

bool IsPreferred(const RulesetView& ruleset, uint32_t winner, uint32_t loser) {
  const auto preferences = ruleset.preferences();
  return std::binary_search(
      preferences.begin(), preferences.end(), iotpf_preference{winner, loser},
      [](const iotpf_preference& a, const iotpf_preference& b) {
        return std::tie(a.winner, a.loser) < std::tie(b.winner, b.loser);
      });
}

void SplitByPreference(const RulesetView& ruleset,
                       std::vector<PlatformClaim> claims, Verdict& verdict) {
  if (claims.empty()) return;
  std::vector<uint32_t> platforms;
  for (const PlatformClaim& claim : claims) platforms.push_back(claim.platform);
  for (PlatformClaim& claim : claims) {
    const bool is_behind =
        std::any_of(platforms.begin(), platforms.end(), [&](uint32_t other) {
          return IsPreferred(ruleset, other, claim.platform);
        });
    (is_behind ? verdict.behind : verdict.front).push_back(std::move(claim));
  }
  verdict.label =
      verdict.front.size() == 1 ? LabelKind::Platform : LabelKind::Ambiguous;
}

void SortProviders(const RulesetView& ruleset,
                   std::vector<uint32_t>& providers) {
  std::sort(providers.begin(), providers.end(),
            [&ruleset](uint32_t a, uint32_t b) {
              return ruleset.text(ruleset.providers()[a].id) <
                     ruleset.text(ruleset.providers()[b].id);
            });
}

}  // namespace iotpf::runtime
