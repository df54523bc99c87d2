// What every lowering function works on: the module and what is in it so far.
#ifndef IOTPF_COMPILER_CODEGEN_LOWERING_CONTEXT_H_
#define IOTPF_COMPILER_CODEGEN_LOWERING_CONTEXT_H_

#include "compiler/codegen/code_findings.h"
#include "compiler/codegen/state_layout.h"
#include "compiler/codegen/target.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <cstdint>
#include <vector>

#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// Kleene's values where one is returned.
inline constexpr uint8_t kUnknown = 0;
inline constexpr uint8_t kTrue = 1;
inline constexpr uint8_t kFalse = 2;

struct LoweringContext {
  const ir::Ruleset& ruleset;
  llvm::Module& module;
  llvm::GlobalVariable* image;  // the constant tables, header included

  // i8 any_constant(i32 op, i64 number, ptr value, ptr row, i32 count): a
  // kTrue, kFalse or kUnknown for one value and a run of constants.
  llvm::Function* any_constant = nullptr;

  VectorWidth vectors = VectorWidth::None;  // VectorsOf() the target
  bool plain_tests = false;                 // as in CompileOptions

  CodeFindings* findings = nullptr;

  const ir::PredicateOrder* order = nullptr;
  StateLayout layout = {0, 0};

  // void set_truth(ptr state, i32 bit, i8 truth): of one predicate.
  llvm::Function* set_truth = nullptr;
  // void set_bits(ptr words, i32 first, i32 count): sets a run of bits.
  llvm::Function* set_bits = nullptr;
  // void any_reading(ptr slot, ptr state, ptr host, i32 first, i32 count): the
  // predicates of one reading, a run of bits, by the tables of the image.
  llvm::Function* any_reading = nullptr;
  // How much of kMaxModuleBranches is left; see automaton_plan.h.
  uint32_t* code_branches = nullptr;
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWERING_CONTEXT_H_
