// Where platforms stand, how conditions vote, and what would change it, in
// words for people.
#ifndef IOTPF_RUNTIME_REPORT_CHANGE_TEXT_H_
#define IOTPF_RUNTIME_REPORT_CHANGE_TEXT_H_

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>

#include <string>

namespace iotpf::runtime {

// `lamp "ACME Lamp" is in front`.
std::string PlaceText(const PlatformExplanation& platform,
                      const RulesetView& ruleset);

// `votes belongs, decides`.
std::string VoteText(const ConditionExplanation& entry,
                     const iotpf_condition& condition);

// `would be lamp if `banner` held`; empty where the platform is behind another,
// where several of its fingerprints belong, and where a flow has it from its
// exchanges.
std::string ChangeText(const PlatformExplanation& platform,
                       const RulesetView& ruleset);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_CHANGE_TEXT_H_
