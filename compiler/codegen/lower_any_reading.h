// Readings by the tables of the image, whatever their predicates are.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_ANY_READING_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_ANY_READING_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"

namespace iotpf::codegen {

// Makes set_truth, set_bits and any_reading of the context.
//
//   Requires  any_constant, order and layout.
void LowerAnyReading(LoweringContext& context);

// Code that sets a run of bits of an array of words.
void LowerSetRun(FunctionBuilder& code, llvm::Value* words, ir::BitRange bits);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_ANY_READING_H_
