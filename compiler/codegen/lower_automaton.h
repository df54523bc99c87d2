// Automata: the first states, or all, as code; the others as tables.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_AUTOMATON_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_AUTOMATON_H_

#include "compiler/automata/dfa.h"
#include "compiler/codegen/lowering_context.h"

#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void NAME(ptr data, i64 size, ptr state)`, which sets the bits that
// the automaton of a set of regexes reports; its ids are bits. Takes what it
// needs of `context.code_branches`.
//
//   Cost   of a match: some 2 ns where the first bytes say that nothing can
//         match, 1 ns for 32 bytes that are skipped, 2 ns a byte otherwise.
llvm::Function* LowerAutomaton(const LoweringContext& context,
                               std::string_view name, const automata::Dfa& dfa);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_AUTOMATON_H_
