// Expressions over predicates, and what the conditions of a fingerprint say.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_CONDITION_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_CONDITION_H_

#include "compiler/codegen/lowering_context.h"

#include <cstdint>

namespace iotpf::codegen {

// What the function of a fingerprint returns: the flags of its claim in the low
// bits, kSettled, and the deciding condition (or IOTPF_NONE) in the upper half.
inline constexpr uint64_t kClaimFlags =
    IOTPF_CLAIM_MAY | IOTPF_CLAIM_MUST | IOTPF_CLAIM_AT_END;
inline constexpr uint64_t kSettled = 8;  // no later stage can change the claim
inline constexpr unsigned kConditionShift = 32;

// Writes `i64 fingerprint(ptr state)`.
llvm::Function* LowerFingerprint(const LoweringContext& context,
                                 uint32_t index);

// Writes `i8 scope(ptr state)`: kTrue, kFalse or kUnknown for a provider.
//
//   Requires  a provider with a scope.
llvm::Function* LowerScope(const LoweringContext& context, uint32_t provider);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_CONDITION_H_
