// Blocks for the states that are code, then a call of the loop over the tables.

#include "compiler/codegen/lower_automaton.h"

#include "compiler/codegen/automaton_plan.h"
#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_code_states.h"
#include "compiler/codegen/lower_state_tables.h"
#include "compiler/codegen/state_tables.h"

#include <fmt/format.h>

#include <cstdint>

namespace iotpf::codegen {

llvm::Function* LowerAutomaton(const LoweringContext& context,
                               std::string_view name,
                               const automata::Dfa& dfa) {
  const AutomatonPlan plan = PlanAutomaton(dfa, *context.code_branches);
  *context.code_branches -= plan.branches;
  FunctionBuilder code = FunctionBuilder::OfValue(context.module, name);
  // Which byte comes is not foretold by a tree of branches either.
  code.function()->removeFnAttr("no-jump-tables");
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  if (plan.entered.empty()) {
    LowerCodeStates(code, dfa, plan, {});
    return code.function();
  }
  const StateTables tables = BuildStateTables(dfa, plan.entered);
  llvm::Value* bytes = ConstantBytes(
      context.module, fmt::format("{}_tables", name), tables.bytes);
  llvm::Function* run = LowerRunStates(context.module, tables.is_narrow);
  LowerCodeStates(code, dfa, plan, [&](uint32_t state, llvm::Value* at) {
    code.ir().CreateCall(
        run, {bytes, code.I32(tables.entries[state]), at, code.argument(0),
              code.argument(1), code.argument(2)});
    code.ReturnVoid();
  });
  return code.function();
}

}  // namespace iotpf::codegen
