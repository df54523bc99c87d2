// PlanVectors(): the few bytes of each literal that a vector scan looks at.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_VECTOR_PLAN_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_VECTOR_PLAN_H_

#include "compiler/codegen/literal_plan.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace iotpf::codegen {

inline constexpr size_t kBuckets = 8;  // bits of a byte
inline constexpr uint32_t kMaxBucketBytes = 4;
// Up to these, two bytes of each are compared instead.
inline constexpr size_t kMaxComparedLiterals = 3;
// More literals than this fill the buckets, whatever they are.
inline constexpr size_t kMaxBucketLiterals = 128;

// A byte by its halves: bit b of `low[l]` and of `high[h]` is set where byte
// 16 * h + l may stand in a window of bucket b.
struct BucketMasks {
  std::array<uint8_t, 16> low{};
  std::array<uint8_t, 16> high{};
};

// A byte of a window that is compared as it is.
struct ComparedByte {
  uint32_t place;  // in the window
  uint8_t byte;
  bool folds;  // both have kFoldBit set first
};

struct VectorPlan {
  // One for each byte of a window. A place is a candidate where all of them
  // have a bit in common.
  std::vector<BucketMasks> bytes;
  // One for each literal where there are few, and none where there are more. A
  // place is a candidate where all bytes of one of them stand.
  std::vector<std::vector<ComparedByte>> compared;
  bool is_ascii = true;   // no window has a byte above 127
  double candidates = 0;  // expected in a byte of what devices send
  // The windows, one a literal, at any place of it: stride 1.
  HashPlan windows;
};

//   Requires  1 to kMaxBucketLiterals literals.
VectorPlan PlanVectors(std::span<const ScanLiteral> literals);

// The same, or nullopt where the hashed scan is faster or has to do.
std::optional<VectorPlan> PlanVectorsIfFast(
    std::span<const ScanLiteral> literals);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_VECTOR_PLAN_H_
