// Values of which more may follow, and lists likewise.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_PARTS_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_PARTS_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/part_tests.h"

#include <cstdint>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `i1 parts_READING(ptr slot, ptr state, ptr host)`: tests the values of
// a slot as far as they are shown, sets the bits that hold, and puts in doubt
// those that more bytes or more values may make hold. False where the values
// are not of the kinds that `tests` speak of: then nothing that it set counts.
//
//   Input   `value`: the tests of a whole value, as LowerValue() makes them.
llvm::Function* LowerParts(const LoweringContext& context, uint32_t reading,
                           const PartTests& tests, llvm::Function* value);

// Makes what is in doubt of a run of predicates and does not hold unknown
// again; what holds is no longer in doubt.
void LowerLeaveOpen(FunctionBuilder& code, const LoweringContext& context,
                    llvm::Value* state, ir::BitRange bits);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_PARTS_H_
