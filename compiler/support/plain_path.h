// Paths that stay in the folder they start from.
#ifndef IOTPF_COMPILER_SUPPORT_PLAIN_PATH_H_
#define IOTPF_COMPILER_SUPPORT_PLAIN_PATH_H_

#include <algorithm>
#include <string_view>

namespace iotpf {

// Whether `path` is relative and made of plain steps: no `..`, no `.`, none
// empty, no NUL.
inline bool IsPlainPath(std::string_view path) {
  if (path.empty() || path.find('\0') != std::string_view::npos) return false;
  while (true) {
    const size_t end = std::min(path.find('/'), path.size());
    const std::string_view step = path.substr(0, end);
    if (step.empty() || step == "." || step == "..") return false;
    if (end == path.size()) return true;
    path.remove_prefix(end + 1);
  }
}

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SUPPORT_PLAIN_PATH_H_
