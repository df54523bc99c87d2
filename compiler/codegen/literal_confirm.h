// LowerLookUp(): from a window of a value to the literals that stand there.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_CONFIRM_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_CONFIRM_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_tables.h"

#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// A scan, written into a function whose arguments are `data`, `size` and
// `context`.
struct LiteralScan {
  const HashPlan& windows;
  const LiteralTables& tables;  // of these windows
  llvm::GlobalVariable* image;  // their bytes
  llvm::Function* found;        // as in LowerLiteralScan()
  // What LowerLiteralMemory() gives.
  llvm::Value* reported = nullptr;
};

// Looks the window up that begins `at` bytes into the value, first in `word`:
// in the filter, and if that has it, by a function that calls `found` for the
// literals that stand around the window.
//
//   Requires  the window is inside of the value.
//   Cost      a load and a multiplication; seldom, for each distance between
//             the start of a literal and its window, a binary search among
//             those that share both, then a step for each literal that stands.
void LowerLookUp(FunctionBuilder& code, const LiteralScan& scan,
                 llvm::Value* word, llvm::Value* at);

// What a scan remembers, zero when it starts; null if it need not.
llvm::Value* LowerLiteralMemory(FunctionBuilder& code,
                                const LiteralTables& tables);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_CONFIRM_H_
