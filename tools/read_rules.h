// Files of rules for the compiler.
#ifndef IOTPF_TOOLS_READ_RULES_H_
#define IOTPF_TOOLS_READ_RULES_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <string>
#include <vector>

namespace iotpf::tools {

// Reads files of rules; "-" is standard input.
//
//   Output  a source for each path. Its root is the first of `include_roots`
//           that it lies under, else its own folder; that of standard input is
//           the current folder.
//   Errors  the first file that cannot be read.
Result<std::vector<RuleSource>> ReadRules(
    const std::vector<std::string>& paths,
    const std::vector<std::string>& include_roots = {});

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_READ_RULES_H_
