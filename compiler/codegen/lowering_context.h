// What every lowering function works on: the module and what is in it so far.
#ifndef IOTPF_COMPILER_CODEGEN_LOWERING_CONTEXT_H_
#define IOTPF_COMPILER_CODEGEN_LOWERING_CONTEXT_H_

#include "compiler/codegen/target.h"
#include "compiler/ir/ir.h"

#include <cstdint>
#include <vector>

#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// Kleene's values inside compiled rules: one bit for "known to be true", one
// for "known to be false". Zeroed state is unknown, `not` swaps the bits, and
// `and` and `or` are one instruction for each bit.
inline constexpr uint8_t kUnknown = 0;
inline constexpr uint8_t kTrue = 1;
inline constexpr uint8_t kFalse = 2;

// State: predicate i has the two bits from 2 * (i % 32) on in word i / 32.
inline constexpr uint32_t kPredicatesPerWord = 32;

struct LoweringContext {
  const ir::Ruleset& ruleset;
  llvm::Module& module;
  llvm::GlobalVariable* image;  // the constant tables, header included

  // i8 any_constant(i32 op, i64 number, ptr value, ptr row, i32 count): a
  // kTrue, kFalse or kUnknown for one value and a run of constants.
  llvm::Function* any_constant = nullptr;

  VectorWidth vectors = VectorWidth::None;  // VectorsOf() the target
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWERING_CONTEXT_H_
