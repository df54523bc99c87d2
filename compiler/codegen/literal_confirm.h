// LowerLiteralConfirm(): from a window that was found to literals that stand.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_CONFIRM_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_CONFIRM_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_tables.h"

#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// The function of the module, written when it is first asked for,
//
//   void literal_confirm(i64 window, i64 at, ptr tables, ptr data, i64 size,
//                        ptr context, ptr found, ptr reported)
//
// which calls `found` for the literals of `tables` (literal_tables.h) that
// stand around `window`. The window begins `at` bytes into the value; its bytes
// are at the top of the word, folded if the tables are.
//
//   Requires  the window is inside of the value; `reported` is null or has
//             kRememberedEntries numbers of 32 bits, zero when a scan starts.
//   Cost      for each distance between the start of a literal and its window,
//             a binary search among those that share both, then a step for
//             each literal that stands.
llvm::Function* LowerLiteralConfirm(llvm::Module& module);

// What a scan gives as `reported`: its own memory, or null if it needs none.
llvm::Value* LowerLiteralMemory(FunctionBuilder& code,
                                const LiteralTables& tables);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_CONFIRM_H_
