// The loop that runs an automaton from its tables.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_STATE_TABLES_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_STATE_TABLES_H_

#include <llvm/IR/Function.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// `void run_states(ptr tables, i32 entry, i64 at, ptr data, i64 size, ptr
// state)`: sets the bits that the automaton of some StateTables reports from
// `entry` on, with the bytes from `at` on. One for each width of entries.
llvm::Function* LowerRunStates(llvm::Module& module, bool is_narrow);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_STATE_TABLES_H_
