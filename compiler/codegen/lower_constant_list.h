// The shared helper that tests one value against any constants of the image.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_CONSTANT_LIST_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_CONSTANT_LIST_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"

namespace iotpf::codegen {

// Writes `any_constant` and what it calls into the module.
//
//   Output   context.any_constant; it handles every kind of constant but
//            REGEX, for whole and for partial values.
void LowerConstantList(LoweringContext& context);

// Code that asks it about `value`, an iotpf_value, and the constants of
// `predicate` by `op`: an i8 of kTrue, kFalse or kUnknown.
llvm::Value* CallAnyConstant(FunctionBuilder& code,
                             const LoweringContext& context,
                             const ir::Predicate& predicate,
                             iotpf_predicate_op op, llvm::Value* value);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_CONSTANT_LIST_H_
