// Findings as text for people, in the form of the compiler's messages.
#ifndef IOTPF_RENDER_FINDINGS_H_
#define IOTPF_RENDER_FINDINGS_H_

#include <iotpf/rule_diagnostic.h>

#include <map>
#include <string>
#include <vector>

namespace iotpf {

// Writes each finding with its lines and marks.
//
//   Input    `texts`: of the files that findings stand in, by path. A file that
//            is not there is shown without lines.
//   Cost     linear in the texts and the findings.
std::string RenderFindings(const std::vector<RuleDiagnostic>& findings,
                           const std::map<std::string, std::string>& texts,
                           bool use_color);

}  // namespace iotpf

#endif  // IOTPF_RENDER_FINDINGS_H_
