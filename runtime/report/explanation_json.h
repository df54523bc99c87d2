// Explanations for programs.
#ifndef IOTPF_RUNTIME_REPORT_EXPLANATION_JSON_H_
#define IOTPF_RUNTIME_REPORT_EXPLANATION_JSON_H_

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>

#include <string>

namespace iotpf::runtime {

// Appends the value of the member `explain` that runtime/report/README.md
// describes. The verdict is not repeated.
void AppendExplanationJson(const Explanation& explanation,
                           const RulesetView& ruleset, std::string& out);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_EXPLANATION_JSON_H_
