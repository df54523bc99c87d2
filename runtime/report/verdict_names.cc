// Verdicts speak in rows of the ruleset, so that they are small and cheap; the
// names are looked up where they are shown.
#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

namespace iotpf::runtime {

std::string_view NameOf(LabelKind label) {
  switch (label) {
    case LabelKind::Platform:
      return "platform";
    case LabelKind::Ambiguous:
      return "ambiguous";
    case LabelKind::Provider:
      return "provider";
    case LabelKind::Other:
      break;
  }
  return "other";
}

std::vector<std::string> PlatformIds(const RulesetView& ruleset,
                                     const std::vector<PlatformClaim>& claims) {
  std::vector<std::string> ids;
  for (const PlatformClaim& claim : claims) {
    ids.emplace_back(ruleset.text(ruleset.platforms()[claim.platform].id));
  }
  return ids;
}

std::vector<std::string> ProviderIds(const RulesetView& ruleset,
                                     const Verdict& verdict) {
  std::vector<std::string> ids;
  for (const uint32_t provider : verdict.providers) {
    ids.emplace_back(ruleset.text(ruleset.providers()[provider].id));
  }
  return ids;
}

std::vector<std::string> RoleNames(const RulesetView& ruleset,
                                   const Verdict& verdict) {
  std::vector<std::string> roles;
  for (const PlatformClaim& claim : verdict.front) {
    for (const uint32_t fingerprint : claim.fingerprints) {
      roles.emplace_back(
          ruleset.text(ruleset.fingerprints()[fingerprint].name));
    }
  }
  std::sort(roles.begin(), roles.end());
  roles.erase(std::unique(roles.begin(), roles.end()), roles.end());
  return roles;
}

std::string FeatureId(const RulesetView& ruleset, uint32_t feature) {
  const iotpf_feature& row = ruleset.features()[feature];
  const std::string_view platform =
      ruleset.text(ruleset.platforms()[row.platform].id);
  if (row.fingerprint == IOTPF_NONE) {
    return fmt::format("{}.{}", platform, ruleset.text(row.name));
  }
  return fmt::format("{}.{}.{}", platform,
                     ruleset.text(ruleset.fingerprints()[row.fingerprint].name),
                     ruleset.text(row.name));
}

std::string_view DecidingCondition(const RulesetView& ruleset,
                                   const Verdict& verdict) {
  if (verdict.front.size() != 1) return {};
  const uint32_t condition = verdict.front.front().condition;
  return ruleset.text(ruleset.conditions()[condition].id);
}

std::string TimeText(int64_t time_ns) {
  constexpr int64_t kSecond = 1'000'000'000;
  // Rounds down, also before 1970.
  const int64_t fraction = (time_ns % kSecond + kSecond) % kSecond;
  const std::time_t seconds = (time_ns - fraction) / kSecond;
  std::tm parts{};
  if (gmtime_r(&seconds, &parts) == nullptr) return {};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:09}Z",
                     parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                     parts.tm_hour, parts.tm_min, parts.tm_sec, fraction);
}

}  // namespace iotpf::runtime
