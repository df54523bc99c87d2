// A wrong claim has its cause in the verdict: the condition that decided, and
// the evidence it had. A miss has none there; the explanation of the session
// tells what the rules of the labelled platform saw. Mostly it is one of three:
// a condition against the platform voted; a feature held that is not enough; or
// nothing of it was seen, and the platform has no explanation at all.

#include "tools/error_cause.h"

#include <iotpf/report.h>

#include <fmt/format.h>

#include <algorithm>

namespace iotpf::tools {
namespace {

// Columns of a value from the traffic: enough to know it by.
constexpr size_t kValueColumns = 60;

std::string FeatureId(uint32_t feature, const RulesetView& ruleset) {
  const iotpf_feature& row = ruleset.features()[feature];
  const auto platform = ruleset.text(ruleset.platforms()[row.platform].id);
  const auto name = ruleset.text(row.name);
  if (row.fingerprint == IOTPF_NONE) {
    return fmt::format("{}.{}", platform, name);
  }
  const auto& fingerprint = ruleset.fingerprints()[row.fingerprint];
  return fmt::format("{}.{}.{}", platform, ruleset.text(fingerprint.name),
                     name);
}

void AddFeatures(const ConditionExplanation& condition,
                 const RulesetView& ruleset, std::vector<std::string>& out) {
  for (const ExpressionNode& entry : condition.expression) {
    const iotpf_node& node = ruleset.nodes()[entry.node];
    if (node.op != IOTPF_NODE_FEATURE || entry.truth != Truth::True) continue;
    std::string id = FeatureId(node.first, ruleset);
    if (std::ranges::find(out, id) == out.end()) out.push_back(std::move(id));
  }
}

const PlatformExplanation* Find(const Explanation& explanation,
                                const std::string& label,
                                const RulesetView& ruleset) {
  for (const PlatformExplanation& platform : explanation.platforms) {
    const auto& row = ruleset.platforms()[platform.platform];
    if (ruleset.text(row.id) == label) return &platform;
  }
  return nullptr;
}

}  // namespace

ErrorCause CauseOfClaim(const Verdict& verdict, const RulesetView& ruleset) {
  ErrorCause cause;
  for (const PlatformClaim& claim : verdict.front) {
    if (!cause.condition.empty()) cause.condition += ", ";
    cause.condition += ruleset.text(ruleset.conditions()[claim.condition].id);
    for (const Evidence& evidence : claim.evidence) {
      std::string text = FeatureId(evidence.feature, ruleset);
      if (!evidence.field.empty()) {
        text +=
            fmt::format(" ({} = {})", PlainText(evidence.field, kValueColumns),
                        PlainText(evidence.value, kValueColumns));
      }
      cause.features.push_back(std::move(text));
    }
  }
  return cause;
}

ErrorCause CauseOfMiss(const SessionReport& session, const std::string& label,
                       const RulesetView& ruleset) {
  ErrorCause cause;
  if (session.explanation == nullptr) return cause;
  const auto* platform = Find(*session.explanation, label, ruleset);
  if (platform == nullptr) return cause;
  for (const FingerprintExplanation& fingerprint : platform->fingerprints) {
    for (const ConditionExplanation& condition : fingerprint.conditions) {
      if (!condition.decides || condition.vote != Vote::Excluded) continue;
      const auto& row = ruleset.conditions()[condition.condition];
      cause.condition = ruleset.text(row.id);
      AddFeatures(condition, ruleset, cause.features);
      return cause;
    }
  }
  for (const FingerprintExplanation& fingerprint : platform->fingerprints) {
    for (const ConditionExplanation& condition : fingerprint.conditions) {
      AddFeatures(condition, ruleset, cause.features);
    }
  }
  return cause;
}

}  // namespace iotpf::tools
