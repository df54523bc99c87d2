// Fixes that the compiler offers, put into the texts of rules.
#ifndef IOTPF_TOOLS_APPLY_FIXES_H_
#define IOTPF_TOOLS_APPLY_FIXES_H_

#include <iotpf/rule_diagnostic.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace iotpf::tools {

// Makes the edits of the fixes in `texts`, by path: of each fix all or none.
// Of two that overlap the first is made; the other is for the next run of the
// compiler, whose positions are new.
//
//   Input    `findings`: for `texts` as they are.
//   Output   how many fixes were made.
//   Cost     n log n in the edits, and the texts once.
size_t ApplyFixes(const std::vector<RuleDiagnostic>& findings,
                  std::map<std::string, std::string>& texts);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_APPLY_FIXES_H_
