// What the code generator has to say beside the code.
#ifndef IOTPF_COMPILER_CODEGEN_CODE_FINDINGS_H_
#define IOTPF_COMPILER_CODEGEN_CODE_FINDINGS_H_

#include <iotpf/compile_report.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {

// Stages of the report that take turns.
inline constexpr std::string_view kChooseStage = "choose lowerings";
inline constexpr std::string_view kMakeIrStage = "make LLVM IR";

// A regex without code of its own: the host searches for it by RE2.
struct HostRegex {
  uint32_t predicate;
  std::string why;   // "its automaton passes 2048 states"
  std::string help;  // what would give it code
};

struct CodeFindings {
  std::vector<HostRegex> host_regexes;  // in order of readings, then of bits
  CompileReport* report = nullptr;      // filled when given
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_CODE_FINDINGS_H_
