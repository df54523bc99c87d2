// The words of explanations, for people and for programs.
#ifndef IOTPF_RUNTIME_REPORT_EXPLANATION_WORDS_H_
#define IOTPF_RUNTIME_REPORT_EXPLANATION_WORDS_H_

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// `yes`, `no`, `unknown`.
std::string_view NameOf(Truth truth);
// `none`, `belongs`, `excluded`, `unknown`.
std::string_view NameOf(Vote vote);
// `none`, `front`, `ambiguous`, `behind`.
std::string_view NameOf(Place place);
// `unobserved`, `absent`, `present`.
std::string_view NameOf(Presence presence);
// `sufficient positive`.
std::string_view KindOf(const iotpf_condition& condition);

// `samsung.fp:12:5`; empty of rules that were read from no file.
std::string PositionText(const RulesetView& ruleset,
                         const iotpf_position& position);

// `banner`, or where the platform has several fingerprints and the feature
// stands in one, `mobile.banner`.
std::string FeatureName(const RulesetView& ruleset, uint32_t feature,
                        bool with_role);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_EXPLANATION_WORDS_H_
