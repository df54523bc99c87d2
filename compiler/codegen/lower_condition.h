// From the bits of predicates to what fingerprints and scopes say.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_CONDITION_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_CONDITION_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/root_shapes.h"

#include <cstdint>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// What the function of a fingerprint's shape returns: IOTPF_CLAIM_* flags in
// the lowest bits, and the number of the condition that decides, counted from
// the fingerprint's first, from kConditionShift on. That of a scope's shape
// returns kTrue, kFalse or kUnknown.
inline constexpr uint64_t kClaimFlags = 7;
inline constexpr unsigned kConditionShift = 32;
inline constexpr uint32_t kNoDecider = 0xFFFFFFFF;

// What the conditions of a fingerprint came to; every value is an i1 but
// `decider`, which is an i32.
struct Vote {
  llvm::Value* is_decided;  // a condition was true
  llvm::Value* may_belong;
  llvm::Value* may_not;  // excluded is possible
  llvm::Value* decided_belongs;
  llvm::Value* decider;  // or kNoDecider
};

// The value to return.
llvm::Value* PackVote(FunctionBuilder& code, const Vote& vote);

// Makes `i64 shape_INDEX(ptr state, ptr row)`, which lives in the module of the
// context. `row` has the bits of the predicates of the shape.
llvm::Function* LowerShape(const LoweringContext& context,
                           const RootShapes::Shape& shape, uint32_t index);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_CONDITION_H_
