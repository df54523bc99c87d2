// PlanBuckets(): the few bytes of each literal that a vector scan compares.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_BUCKETS_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_BUCKETS_H_

#include "compiler/codegen/literal_plan.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::codegen {

inline constexpr uint32_t kBuckets = 8;  // bits of a byte
inline constexpr uint32_t kMaxBucketBytes = 3;
// More literals than this fill the buckets, whatever they are.
inline constexpr size_t kMaxBucketLiterals = 128;

// A byte by its halves: bit b of `low[l]` and of `high[h]` is set where byte
// 16 * h + l may stand in a window of bucket b.
struct BucketMasks {
  std::array<uint8_t, 16> low{};
  std::array<uint8_t, 16> high{};
};

struct BucketPlan {
  // One for each byte of a window. A place is a candidate where all of them
  // have a bit in common.
  std::vector<BucketMasks> bytes;
  bool is_ascii = true;   // no window has a byte above 127
  double candidates = 0;  // a byte of what devices send, expected
  // The windows, one a literal, at any place of it: stride 1.
  HashPlan windows;
};

//   Requires  1 to kMaxBucketLiterals literals.
BucketPlan PlanBuckets(std::span<const ScanLiteral> literals);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_BUCKETS_H_
