// Automata as tables, and the two loops that run them.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_AUTOMATON_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_AUTOMATON_H_

#include "compiler/automata/dfa.h"
#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/value_tests.h"

#include <span>
#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Whether the automaton of one regex fits the tables of suspects.
bool FitsSuspectTables(const automata::Dfa& dfa);

// Makes `void NAME(ptr data, i64 size, ptr state)`, which sets the bits that
// the automaton of a set of regexes reports; its ids are bits.
llvm::Function* LowerAutomaton(const LoweringContext& context,
                               std::string_view name, const automata::Dfa& dfa);

// Makes `void NAME(ptr data, i64 size, ptr state)`, which tries the regexes
// whose bits are set in the suspects of the state, clears them there, and sets
// the bits of those that match.
//
//   Input    `bits`: those of the reading; each suspect's is one of them.
llvm::Function* LowerSuspects(const LoweringContext& context,
                              std::string_view name,
                              std::span<const SuspectRegex> suspects,
                              ir::BitRange bits);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_AUTOMATON_H_
