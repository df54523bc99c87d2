// `prefer` among the platforms that are claimed.
#ifndef IOTPF_RUNTIME_VERDICT_PREFERENCE_H_
#define IOTPF_RUNTIME_VERDICT_PREFERENCE_H_

#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

std::string_view PlatformId(const RulesetView& ruleset, uint32_t platform);

// Whether platform `winner` stands in front of platform `loser`.
//
//   Cost   logarithmic in the number of preferences.
bool IsPreferred(const RulesetView& ruleset, uint32_t winner, uint32_t loser);

// Moves the claims into the front and behind of `verdict`, in the order given,
// and labels it when something is in front.
void SplitByPreference(const RulesetView& ruleset,
                       std::vector<PlatformClaim> claims, Verdict& verdict);

// Sorts providers by their ids.
void SortProviders(const RulesetView& ruleset,
                   std::vector<uint32_t>& providers);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_VERDICT_PREFERENCE_H_
