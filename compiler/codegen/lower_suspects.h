// Regexes whose literals were seen.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_SUSPECTS_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_SUSPECTS_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/value_tests.h"

#include <span>
#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

struct SuspectFunctions {
  // void (i32 suspect, i32 place, ptr data, i64 size, ptr state): a match may
  // have begun, and its automaton stands at `place` before `data`. Sets the bit
  // where it matches; a match that is long is left to `rest`.
  llvm::Function* begin;
  // void (ptr data, i64 size, ptr state, ptr host): the regexes whose bits are
  // set in the suspects of the state, which are cleared there.
  llvm::Function* rest;
};

// The place of a state of the automaton of `suspect`.
uint32_t SuspectPlace(const SuspectRegex& suspect, uint32_t state);

// Makes both from the automata of `suspects`.
//
//   Input    `bits`: those of the reading; each suspect's is one of them.
SuspectFunctions LowerSuspects(const LoweringContext& context,
                               std::string_view name,
                               std::span<const SuspectRegex> suspects,
                               ir::BitRange bits);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_SUSPECTS_H_
