// States of an automaton as blocks of instructions.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_CODE_STATES_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_CODE_STATES_H_

#include "compiler/automata/dfa.h"
#include "compiler/codegen/automaton_plan.h"
#include "compiler/codegen/function_builder.h"

#include <functional>

namespace iotpf::codegen {

// Writes the states of `plan.code` as a function of (ptr data, i64 size, ptr
// state), from the start on. What follows where a state of the tables is
// entered is written by `enter`, which is given the state and the bytes read so
// far, and returns.
void LowerCodeStates(
    FunctionBuilder& code, const automata::Dfa& dfa, const AutomatonPlan& plan,
    const std::function<void(uint32_t state, llvm::Value* at)>& enter);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_CODE_STATES_H_
