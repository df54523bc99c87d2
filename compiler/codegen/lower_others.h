// Tests of a value that no lowering takes.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_OTHERS_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_OTHERS_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void NAME(ptr value, ptr state, ptr host)`, which sets the bits of the
// predicates, by number in the ruleset, that hold for the value: regexes by the
// host, all else by the tables of the image.
llvm::Function* LowerOthers(const LoweringContext& context,
                            std::string_view name,
                            std::span<const uint32_t> predicates);

// One loop that asks any_constant about `value`, an iotpf_value, for each of
// the predicates, NOT_EQUAL as EQUAL: calls `each` with the truth, and the bit
// of the predicate.
void LowerAnyConstants(
    FunctionBuilder& code, const LoweringContext& context,
    std::string_view name, std::span<const uint32_t> predicates,
    llvm::Value* value,
    const std::function<void(llvm::Value*, llvm::Value*)>& each);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_OTHERS_H_
