// Verdicts in words for people.
#ifndef IOTPF_RUNTIME_REPORT_VERDICT_TEXT_H_
#define IOTPF_RUNTIME_REPORT_VERDICT_TEXT_H_

#include <iotpf/ruleset_view.h>
#include <iotpf/verdict.h>

#include <string>

namespace iotpf::runtime {

// `lamp (mobile), by lamp.mobile.sufficient_positive; behind it: cloud; final`.
// Printable.
std::string VerdictText(const Verdict& verdict, const RulesetView& ruleset);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_VERDICT_TEXT_H_
