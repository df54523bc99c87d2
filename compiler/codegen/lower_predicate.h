// Predicates as functions.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_PREDICATE_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_PREDICATE_H_

#include "compiler/codegen/lowering_context.h"

#include <cstdint>

namespace iotpf::codegen {

// Writes `i8 predicate(ptr slot, ptr host)`: kTrue, kFalse or kUnknown.
//
//   Requires  context.any_constant; a predicate that is no RECORD_PRESENT.
llvm::Function* LowerPredicate(const LoweringContext& context, uint32_t index);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_PREDICATE_H_
