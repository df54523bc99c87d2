// What iotpf-lint found, in the forms that people and CI read.
#ifndef IOTPF_TOOLS_LINT_REPORT_H_
#define IOTPF_TOOLS_LINT_REPORT_H_

#include <iotpf/rule_diagnostic.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tools {

enum class LintFormat : uint8_t { Text, Json, Sarif, Github };

// The report of all findings.
//
//   Input    `texts`: of the files that findings stand in, by path.
//   Output   Text ends with a count, or is empty without findings; Json has an
//            object a line, as described in tools/README.md.
std::string LintReport(const std::vector<RuleDiagnostic>& findings,
                       const std::map<std::string, std::string>& texts,
                       LintFormat format, bool use_color);

// A line that GitHub shows beside the lines it is about.
//
//   Source   docs.github.com, Workflow commands for GitHub Actions; escapes:
//            github.com/actions/toolkit, packages/core/src/command.ts
std::string GithubAnnotation(const RuleDiagnostic& finding);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LINT_REPORT_H_
