// Files of rules below folders.
#ifndef IOTPF_TOOLS_FIND_RULES_H_
#define IOTPF_TOOLS_FIND_RULES_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <string>
#include <vector>

namespace iotpf::tools {

// Reads files of rules, and all `*.fp` below folders; "-" is standard input.
//
//   Output  a source for each file, once, as ReadRules() gives them; a file
//           that was found below a folder has it as its root, after
//           `include_roots`. Hidden folders are left out.
//   Errors  the first file or folder that cannot be read; a folder without
//           rules.
Result<std::vector<RuleSource>> FindRules(
    const std::vector<std::string>& paths,
    const std::vector<std::string>& include_roots);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_FIND_RULES_H_
