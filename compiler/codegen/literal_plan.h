// How a set of literals is looked for: chosen here, written by
// lower_literal_scan.cc. Knows nothing of LLVM.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_PLAN_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_PLAN_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {

inline constexpr uint32_t kNeverSettled = ~uint32_t{0};

struct ScanLiteral {
  std::string bytes;    // not empty; lower case (ASCII) where `nocase`
  bool nocase = false;  // ASCII letters of either case stand for each other
  // A bit of the scan's context: once it is set, no place of the literal
  // matters any more.
  uint32_t settled = kNeverSettled;
};

// Bytes of a window, which is loaded as one word.
inline constexpr uint32_t kMaxWindowBytes = 8;

// A scan by hashed windows looks at every `stride`-th place of a value and
// hashes the `window_bytes` bytes there. A literal has a window for each way
// that it can lie between those places, so it is never missed.
struct HashPlan {
  uint32_t window_bytes = 0;
  uint32_t stride = 0;
  uint32_t shortest = 0;  // bytes of the shortest literal
  bool folds = false;     // bytes of windows have kFoldBit set
  // Literal i has the windows [i * stride, (i + 1) * stride): window j begins
  // at a place of the literal that is j modulo the stride.
  std::vector<uint32_t> windows;
};

// Two letters of other case are one byte when this bit is set; so are some
// pairs of other signs, which the comparison that follows tells apart.
inline constexpr uint8_t kFoldBit = 0x20;

// The stride of a scan by hashed windows: as wide as the shortest literal lets
// the windows be wide enough for so many literals.
uint32_t ChooseStride(std::span<const ScanLiteral> literals);

// Chooses windows for that stride.
//
//   Requires  literals, none of them empty.
//   Cost      linear in the bytes of the literals.
HashPlan PlanHashedWindows(std::span<const ScanLiteral> literals);

// Chooses windows of at most `window_bytes` for a given stride.
//
//   Requires  as above; `stride` is not more than the shortest literal.
HashPlan PlanWindows(std::span<const ScanLiteral> literals,
                     uint32_t window_bytes, uint32_t stride);

// The share of a byte in what devices send: headers, URLs, JSON.
double ByteFrequency(uint8_t byte);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_PLAN_H_
