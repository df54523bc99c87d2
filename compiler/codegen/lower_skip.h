// Runs of bytes that an automaton need not look at one by one.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_SKIP_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_SKIP_H_

#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// `i64 skip_run(ptr data, i64 size, i64 at, ptr row)`: the first place from
// `at` on whose byte leaves the run of a SkipRow, or `size`. One for a module.
//
//   Cost  16 bytes of a value at a time.
llvm::Function* LowerSkip(llvm::Module& module);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_SKIP_H_
