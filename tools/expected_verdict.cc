// A verdict against what a test expects of it. Sets of names are compared, so
// the order in which a test names things does not matter.

#include "tools/expected_verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace iotpf::tools {
namespace {

std::string Join(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

class Expected {
 public:
  Expected(TestExpectation expectation, const RulesetView& rules)
      : expectation_(std::move(expectation)), rules_(rules) {}

  // What is wrong with `verdict`, or nullopt.
  std::optional<std::string> FaultOf(const Verdict& verdict) const {
    const std::string found = Describe(verdict);
    if (!HasLabel(verdict)) {
      return fmt::format("expected {}; found {}", DescribeExpectation(), found);
    }
    for (const auto& claim : expectation_.front) {
      if (!HasRole(claim, verdict.front)) {
        return fmt::format("expected role {}.{}; found {}", claim.platform,
                           claim.role, found);
      }
    }
    for (const auto& claim : expectation_.behind) {
      if (!HasRole(claim, verdict.behind)) {
        return fmt::format("expected {} behind it; found {}", claim.platform,
                           found);
      }
    }
    return MissingFeature(verdict);
  }

  // `other`, `acme by acme.mobile.sufficient_positive`, ...
  std::string Describe(const Verdict& verdict) const {
    std::string text =
        DescribeLabel(Platforms(verdict.front), Providers(verdict));
    for (const PlatformClaim& claim : verdict.front) {
      const auto& condition = rules_.conditions()[claim.condition];
      text += fmt::format(" by {}", rules_.text(condition.id));
    }
    if (!verdict.behind.empty()) {
      text += fmt::format(" behind {}", Join(Platforms(verdict.behind)));
    }
    return text;
  }

 private:
  std::string Id(uint32_t platform) const {
    return std::string(rules_.text(rules_.platforms()[platform].id));
  }

  std::set<std::string> Platforms(
      const std::vector<PlatformClaim>& claims) const {
    std::set<std::string> ids;
    for (const PlatformClaim& claim : claims) ids.insert(Id(claim.platform));
    return ids;
  }

  std::set<std::string> Providers(const Verdict& verdict) const {
    std::set<std::string> ids;
    for (const uint32_t provider : verdict.providers) {
      ids.emplace(rules_.text(rules_.providers()[provider].id));
    }
    return ids;
  }

  bool HasLabel(const Verdict& verdict) const {
    std::set<std::string> front;
    for (const auto& claim : expectation_.front) front.insert(claim.platform);
    const std::set<std::string> providers(expectation_.providers.begin(),
                                          expectation_.providers.end());
    return Platforms(verdict.front) == front && Providers(verdict) == providers;
  }

  bool HasRole(const TestExpectation::Claim& wanted,
               const std::vector<PlatformClaim>& claims) const {
    for (const PlatformClaim& claim : claims) {
      if (Id(claim.platform) != wanted.platform) continue;
      return wanted.role.empty() ||
             std::ranges::any_of(claim.fingerprints, [&](uint32_t row) {
               return rules_.text(rules_.fingerprints()[row].name) ==
                      wanted.role;
             });
    }
    return false;
  }

  std::optional<std::string> MissingFeature(const Verdict& verdict) const {
    std::set<std::string> seen;
    for (const PlatformClaim& claim : verdict.front) {
      for (const Evidence& evidence : claim.evidence) {
        seen.emplace(rules_.text(rules_.features()[evidence.feature].name));
      }
    }
    for (const std::string& feature : expectation_.features) {
      if (seen.contains(feature)) continue;
      return fmt::format("expected evidence `{}`; found {}", feature,
                         seen.empty() ? "none" : Join(seen));
    }
    return std::nullopt;
  }

  std::string DescribeExpectation() const {
    std::set<std::string> front;
    for (const auto& claim : expectation_.front) front.insert(claim.platform);
    const std::set<std::string> providers(expectation_.providers.begin(),
                                          expectation_.providers.end());
    return DescribeLabel(front, providers);
  }

  static std::string DescribeLabel(const std::set<std::string>& platforms,
                                   const std::set<std::string>& providers) {
    if (platforms.size() == 1) return *platforms.begin();
    if (!platforms.empty()) return "ambiguous " + Join(platforms);
    return providers.empty() ? "other" : "provider " + Join(providers);
  }

  TestExpectation expectation_;
  const RulesetView& rules_;
};

}  // namespace

std::optional<std::string> FaultOf(const Verdict& verdict,
                                   const TestExpectation& expectation,
                                   const RulesetView& rules) {
  return Expected(expectation, rules).FaultOf(verdict);
}

std::string DescribeVerdict(const Verdict& verdict, const RulesetView& rules) {
  return Expected({}, rules).Describe(verdict);
}

}  // namespace iotpf::tools
