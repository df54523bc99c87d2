// A message of the compiler as JSON.
#ifndef IOTPF_TOOLS_FINDING_JSON_H_
#define IOTPF_TOOLS_FINDING_JSON_H_

#include <iotpf/rule_diagnostic.h>

#include <string>

namespace iotpf::tools {

// One object on one line; its members are described in tools/README.md. Bytes
// that are no UTF-8 become U+FFFD.
std::string FindingJson(const RuleDiagnostic& finding);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_FINDING_JSON_H_
