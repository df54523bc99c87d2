// What native code answers: claims, scopes, and whether more can come.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_VERDICT_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_VERDICT_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/root_shapes.h"

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

struct VerdictFunctions {
  llvm::Function* claims;   // iotpf_claims_function
  llvm::Function* scopes;   // iotpf_scopes_function
  llvm::Function* is_open;  // iotpf_open_function
};

VerdictFunctions LowerVerdict(const LoweringContext& context,
                              const RootShapes& shapes);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_VERDICT_H_
