// A flow never sees the HTTP that it carries; its exchanges do, and each has a
// verdict of its own. What they agree on is the flow's.
//
// Claims are kept once a platform, so that a flow of a million exchanges costs
// no more than one of a few.
#include "runtime/verdict/flow_verdict.h"

#include "runtime/verdict/preference.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace iotpf::runtime {

void FlowVerdict::Source::Join(const Verdict& exchange) {
  used = true;
  stage = std::max(stage, exchange.stage);
  if (exchange.certainty == Certainty::Provisional) {
    certainty = Certainty::Provisional;
  }
}

void FlowVerdict::Add(const Verdict& exchange) {
  if (!exchange.front.empty()) {
    claimed_.Join(exchange);
    for (const PlatformClaim& claim : exchange.front) AddClaim(claim);
    for (const PlatformClaim& claim : exchange.behind) AddClaim(claim);
  }
  if (exchange.providers.empty()) return;
  provided_.Join(exchange);
  for (const uint32_t provider : exchange.providers) {
    if (std::find(providers_.begin(), providers_.end(), provider) ==
        providers_.end()) {
      providers_.push_back(provider);
    }
  }
  SortProviders(ruleset_, providers_);
}

void FlowVerdict::AddClaim(const PlatformClaim& claim) {
  const auto place = std::lower_bound(
      claims_.begin(), claims_.end(), PlatformId(ruleset_, claim.platform),
      [this](const PlatformClaim& known, std::string_view id) {
        return PlatformId(ruleset_, known.platform) < id;
      });
  if (place == claims_.end() || place->platform != claim.platform) {
    claims_.insert(place, claim);
    return;
  }
  std::vector<uint32_t>& roles = place->fingerprints;
  for (const uint32_t fingerprint : claim.fingerprints) {
    if (std::find(roles.begin(), roles.end(), fingerprint) == roles.end()) {
      roles.push_back(fingerprint);
    }
  }
  std::sort(roles.begin(), roles.end(), [this](uint32_t a, uint32_t b) {
    return ruleset_.text(ruleset_.fingerprints()[a].name) <
           ruleset_.text(ruleset_.fingerprints()[b].name);
  });
}

Verdict FlowVerdict::Combine(Verdict own) const {
  if (!own.front.empty()) return own;
  if (claimed_.used) {
    Verdict verdict;
    verdict.certainty = claimed_.certainty;
    verdict.stage = claimed_.stage;
    SplitByPreference(ruleset_, claims_, verdict);
    return verdict;
  }
  if (own.label == LabelKind::Other && provided_.used) {
    own.label = LabelKind::Provider;
    own.certainty = provided_.certainty;
    own.stage = provided_.stage;
    own.providers = providers_;
  }
  return own;
}

}  // namespace iotpf::runtime
