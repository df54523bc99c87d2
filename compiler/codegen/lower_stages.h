// The stages of a match: from what a session shows to the bits of the state.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_STAGES_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_STAGES_H_

#include "compiler/codegen/lowering_context.h"

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes the iotpf_advance_function.
//
//   Requires  set_bits and any_reading of the context.
llvm::Function* LowerAdvance(const LoweringContext& context);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_STAGES_H_
