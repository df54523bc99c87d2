// The rows of a verdict as the names that people know.
#ifndef IOTPF_RUNTIME_REPORT_VERDICT_NAMES_H_
#define IOTPF_RUNTIME_REPORT_VERDICT_NAMES_H_

#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// `platform`, `ambiguous`, `provider`, `other`.
std::string_view NameOf(LabelKind label);

std::vector<std::string> PlatformIds(const RulesetView& ruleset,
                                     const std::vector<PlatformClaim>& claims);
std::vector<std::string> ProviderIds(const RulesetView& ruleset,
                                     const Verdict& verdict);
// The roles of all platforms in front, sorted, each once.
std::vector<std::string> RoleNames(const RulesetView& ruleset,
                                   const Verdict& verdict);

// `smartthings.mobile.banner`, or `smartthings.banner` of a feature that stands
// in its platform.
std::string FeatureId(const RulesetView& ruleset, uint32_t feature);

// The condition that decides a session of one platform; empty otherwise.
std::string_view DecidingCondition(const RulesetView& ruleset,
                                   const Verdict& verdict);

// RFC 3339, in UTC with nanoseconds: `2026-01-31T08:15:00.000000000Z`.
//
//   Units    nanoseconds since 1970 UTC.
std::string TimeText(int64_t time_ns);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_VERDICT_NAMES_H_
