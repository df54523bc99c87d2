// "did you mean ...?"
#ifndef IOTPF_COMPILER_DIAGNOSTICS_SUGGEST_H_
#define IOTPF_COMPILER_DIAGNOSTICS_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

// The candidate nearest to `name`, or null when none is near: more than a third
// of its letters differ. The first of equals wins.
//
//   Cost  candidates times the product of the lengths; for errors only.
const std::string* FindNearest(std::string_view name,
                               const std::vector<std::string>& candidates);

// "\ndid you mean `x`?" for the nearest candidate, or empty.
std::string SuggestName(std::string_view name,
                        const std::vector<std::string>& candidates);

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_SUGGEST_H_
