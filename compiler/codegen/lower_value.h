// One whole value against all tests of its reading.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_VALUE_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_VALUE_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/value_tests.h"

#include <cstdint>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void value_INDEX(ptr value, ptr state, ptr host)`, which sets the bits
// of all predicates of the reading that the value makes hold; for NOT_EQUAL the
// bit says that it is equal.
//
//   Requires  a value of the kind that the tests are for, and no part.
llvm::Function* LowerValue(const LoweringContext& context, uint32_t reading,
                           const ValueTests& tests);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_VALUE_H_
