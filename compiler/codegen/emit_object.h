// Emit(): a module as text, assembly or an object file.
#ifndef IOTPF_COMPILER_CODEGEN_EMIT_OBJECT_H_
#define IOTPF_COMPILER_CODEGEN_EMIT_OBJECT_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>

#include <string>

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

namespace iotpf::codegen {

// Checks `module` and runs the passes of `optimization_level` (0 to 3) over it.
void Optimize(llvm::Module& module, llvm::TargetMachine& machine,
              int optimization_level);

// Writes an optimised module.
//
//   Input    `emit`: Llvm, Asm or Object.
//   Errors   LLVM has no such output for the target.
Result<std::string> Emit(llvm::Module& module, llvm::TargetMachine& machine,
                         EmitStage emit);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_EMIT_OBJECT_H_
