// "did you mean ...?"
#ifndef IOTPF_COMPILER_SEMA_SUGGEST_H_
#define IOTPF_COMPILER_SEMA_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::sema {

// "; did you mean `x`?" for the candidate nearest to `name`, or empty when none
// is near: more than a third of its letters differ. The first of equals wins.
//
//   Cost  candidates times the product of the lengths; for errors only.
std::string SuggestName(std::string_view name,
                        const std::vector<std::string>& candidates);

}  // namespace iotpf::sema

#endif  // IOTPF_COMPILER_SEMA_SUGGEST_H_
