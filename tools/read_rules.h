// Files of rules for the compiler.
#ifndef IOTPF_TOOLS_READ_RULES_H_
#define IOTPF_TOOLS_READ_RULES_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <string>
#include <vector>

namespace iotpf::tools {

// Reads files of rules; "-" is standard input. Names are as given.
//
//   Errors  the first file that cannot be read.
Result<std::vector<RuleSource>> ReadRules(
    const std::vector<std::string>& paths);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_READ_RULES_H_
