// The operation COUNT as code.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_COUNT_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_COUNT_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"

namespace iotpf::codegen {

// Writes the rest of a function that returns whether the number of values of
// `slot` lies in one of the predicate's constants, as one of three truths.
//
//   Requires  context.any_constant; the function returns i8.
//   Cost      code of a bounded size.
void LowerCount(FunctionBuilder& code, const LoweringContext& context,
                const ir::Predicate& predicate, llvm::Value* slot);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_COUNT_H_
