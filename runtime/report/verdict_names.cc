// Verdicts speak in rows of the ruleset, so that they are small and cheap; the
// names are looked up where they are shown.
#include "runtime/report/verdict_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace iotpf::runtime {
namespace {

// Writes the last `count` digits of a number to `at` in the text.
void WriteDigits(int64_t number, std::string& text, size_t at, size_t count) {
  for (size_t i = at + count; i > at; --i, number /= 10) {
    text[i - 1] = static_cast<char>('0' + number % 10);
  }
}

}  // namespace

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
  constexpr int64_t kDay = 86'400 * kSecond;
  // Rounds down, also before 1970.
  const int64_t in_day = (time_ns % kDay + kDay) % kDay;
  const std::chrono::year_month_day date(
      std::chrono::sys_days(std::chrono::days((time_ns - in_day) / kDay)));
  const int64_t seconds = in_day / kSecond;
  std::string text = "0000-00-00T00:00:00.000000000Z";
  WriteDigits(static_cast<int>(date.year()), text, 0, 4);
  WriteDigits(static_cast<unsigned>(date.month()), text, 5, 2);
  WriteDigits(static_cast<unsigned>(date.day()), text, 8, 2);
  WriteDigits(seconds / 3600, text, 11, 2);
  WriteDigits(seconds / 60 % 60, text, 14, 2);
  WriteDigits(seconds % 60, text, 17, 2);
  WriteDigits(in_day % kSecond, text, 20, 9);
  return text;
}

}  // namespace iotpf::runtime
