// LinkLibrary(): an object file as a shared library, by lld.
#ifndef IOTPF_COMPILER_CODEGEN_LINK_LIBRARY_H_
#define IOTPF_COMPILER_CODEGEN_LINK_LIBRARY_H_

#include <iotpf/result.h>

#include <string>
#include <string_view>

namespace iotpf::codegen {

// Links one object file into a library without imports.
//
//   Errors   what lld says, on one line; a temporary folder that cannot be
//            made or read.
//   Threads  lld works for one caller at a time; others wait.
Result<std::string> LinkLibrary(std::string_view object);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LINK_LIBRARY_H_
