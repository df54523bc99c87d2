// Texts at one place of a value that was not seen to its end.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_AWAITED_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_AWAITED_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/part_tests.h"

#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void NAME(ptr value, ptr state)`, which puts in doubt the texts that
// the value, a part, may still turn out to have at their place.
llvm::Function* LowerAwaited(const LoweringContext& context,
                             std::string_view name,
                             const AwaitedTexts& awaited);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_AWAITED_H_
