// Files under a root, and no others.
#ifndef IOTPF_COMPILER_MODULES_RULE_FOLDER_H_
#define IOTPF_COMPILER_MODULES_RULE_FOLDER_H_

#include <iotpf/result.h>

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::modules {

struct FoundFile {
  std::string path;      // root and name
  std::string identity;  // equal for equal files, whatever their names
  std::string text;
};

// Reads the file `name` under the folder `root`.
//
//   Input    `name`: a plain path.
//   Output   nothing where there is no such file.
//   Errors   the file cannot be read, is no regular file, is larger than
//            kMaxSourceBytes, or is a link that leads out of `root`.
Result<std::optional<FoundFile>> ReadUnder(const std::string& root,
                                           std::string_view name);

}  // namespace iotpf::modules

#endif  // IOTPF_COMPILER_MODULES_RULE_FOLDER_H_
