// Messages and rulesets name a file as its user did, so that a path in a
// message can be opened and a build elsewhere gives the same bytes.

#include "tools/read_rules.h"

#include "tools/command_line.h"

#include <utility>

namespace iotpf::tools {

Result<std::vector<RuleSource>> ReadRules(
    const std::vector<std::string>& paths) {
  std::vector<RuleSource> sources;
  for (const std::string& path : paths) {
    auto text = ReadFile(path);
    if (!text) return text.error();
    sources.push_back({path == "-" ? "<stdin>" : path, std::move(*text)});
  }
  return sources;
}

}  // namespace iotpf::tools
