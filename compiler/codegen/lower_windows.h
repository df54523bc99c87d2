// Many prefixes, or many suffixes, as one lookup.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_WINDOWS_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_WINDOWS_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/window_set.h"

#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void NAME(ptr data, i64 size, ptr state)`, which sets the bits of the
// texts that stand at their place.
llvm::Function* LowerWindows(const LoweringContext& context,
                             std::string_view name, const WindowSet& set);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_WINDOWS_H_
