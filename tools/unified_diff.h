// What differs between two texts, as `patch` reads it.
#ifndef IOTPF_TOOLS_UNIFIED_DIFF_H_
#define IOTPF_TOOLS_UNIFIED_DIFF_H_

#include <string>
#include <string_view>

namespace iotpf::tools {

// The lines of `before` and `after` that differ, with three lines around them.
//
//   Input    `name` of the file that both are of.
//   Output   empty where they are equal; coloured for terminals if asked.
//   Cost     linear in the texts, times the changed lines up to
//            kMaxChangedLines; past that the middle is one change
//   Source   POSIX.1-2017, diff, "Diff -u or -U Output Format"; E. Myers, "An
//            O(ND) Difference Algorithm and Its Variations", 1986
std::string UnifiedDiff(std::string_view name, std::string_view before,
                        std::string_view after, bool use_color);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_UNIFIED_DIFF_H_
