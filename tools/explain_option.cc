// The same words ask for the same trees, of scans and of tests.

#include "tools/explain_option.h"

namespace iotpf::tools {

std::optional<ExplainOptions> FindExplainOptions(const std::string& which,
                                                 const RulesetView& ruleset) {
  using Platforms = ExplainOptions::Platforms;
  if (which == kWithoutValue) return ExplainOptions{};
  if (which == "all") return ExplainOptions{Platforms::All};
  for (uint32_t i = 0; i < ruleset.platforms().size(); ++i) {
    if (ruleset.text(ruleset.platforms()[i].id) == which) {
      return ExplainOptions{Platforms::One, i};
    }
  }
  return std::nullopt;
}

}  // namespace iotpf::tools
