// Many ranges of integers, or many networks, as one search.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_RANGES_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_RANGES_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/value_tests.h"

#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void NAME(ptr data, i64 size, ptr state)`, which sets the bits of the
// ranges that the address lies in. For integers `size` is the number, and
// `data` is not read.
llvm::Function* LowerRanges(const LoweringContext& context,
                            std::string_view name, const RangeTests& tests);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_RANGES_H_
