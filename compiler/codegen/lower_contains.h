// LowerContains(): whether one text stands anywhere in a value.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_CONTAINS_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_CONTAINS_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/ir/ir.h"

#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Writes `i1 NAME(ptr data, i64 size)` with internal linkage.
//
//   Requires  `constant` is of kind BYTES, not empty, without a mask.
//   Output    reads no byte outside of [data, data + size).
//   Cost      a step for every 32 or 16 places, and a comparison where the two
//             rarest bytes of the text stand.
llvm::Function* LowerContains(const LoweringContext& context,
                              std::string_view name,
                              const ir::Constant& constant);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_CONTAINS_H_
