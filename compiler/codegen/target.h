// The machine that rules are compiled for.
#ifndef IOTPF_COMPILER_CODEGEN_TARGET_H_
#define IOTPF_COMPILER_CODEGEN_TARGET_H_

#include "compiler/codegen/codegen.h"

#include <iotpf/result.h>

#include <memory>
#include <string>

#include <llvm/Target/TargetMachine.h>

namespace iotpf::codegen {

// The vector instructions that a lowering may count on.
enum class VectorWidth {
  None,  // 64-bit words alone
  Neon,  // 16 bytes, with table lookups: every AArch64
  Avx2,  // 32 bytes
};

struct Target {
  std::unique_ptr<llvm::TargetMachine> machine;
  std::string description;        // "x86_64-pc-linux-gnu x86-64-v3"
  std::string required_features;  // /proc/cpuinfo names, space separated
};

// Finds the target that `options` name.
//
//   Errors   a triple whose libraries the runtime does not load, or that this
//            build of LLVM does not know; a CPU that the triple does not have.
Result<Target> FindTarget(const CodegenOptions& options);

VectorWidth VectorsOf(const llvm::TargetMachine& machine);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_TARGET_H_
