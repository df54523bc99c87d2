// Files read and written whole, with messages for the user of a program.
#ifndef IOTPF_TOOLS_WHOLE_FILE_H_
#define IOTPF_TOOLS_WHOLE_FILE_H_

#include <iotpf/result.h>

#include <string>
#include <string_view>

namespace iotpf::tools {

// The bytes of a file; "-" is standard input.
//
//   Errors  one line that names the file and says what to do.
Result<std::string> ReadFile(const std::string& path);

// Writes a file whole, or leaves what was there; "-" is standard output.
//
//   Errors  one line that names the file, with what helps.
Result<void> WriteFile(const std::string& path, std::string_view bytes,
                       std::string_view help = "name another with -o");

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_WHOLE_FILE_H_
