// RangeTable: many ranges of numbers, as the places where the answer changes.
#ifndef IOTPF_COMPILER_CODEGEN_RANGE_TABLE_H_
#define IOTPF_COMPILER_CODEGEN_RANGE_TABLE_H_

#include "compiler/ir/ir.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace iotpf::codegen {

// Up to 128 bits: an address as it is read from left to right, or an integer
// with its sign bit flipped, so that the order is that of unsigned numbers.
struct WideNumber {
  uint64_t high = 0;
  uint64_t low = 0;
  auto operator<=>(const WideNumber&) const = default;
};

inline constexpr uint64_t kSignBit = uint64_t{1} << 63;

// Addresses of so many bytes may be ranges.
inline constexpr size_t kMaxAddressBytes = 16;

struct NumberRange {
  WideNumber first;  // both included
  WideNumber last;
  uint32_t bit = 0;  // what holds there
};

// What an integer constant or a network means. Nothing for a range without a
// number, and for addresses that are empty or too long.
std::optional<NumberRange> RangeOf(const ir::Constant& constant, uint32_t bit);

// Segment i begins at starts[i] and ends where the next begins. What holds in
// it are the bits of node_of[i] and of all nodes above.
struct RangeTable {
  struct Node {
    uint32_t first_bit;  // index into `bits`
    uint32_t bit_count;
    uint32_t above;  // 0: none
    auto operator<=>(const Node&) const = default;
  };
  std::vector<WideNumber> starts;  // the first is 0
  std::vector<uint32_t> node_of;
  std::vector<Node> nodes;  // the first has no bits
  std::vector<uint32_t> bits;
};

//   Cost  n log n in time and size, however the n ranges overlap.
RangeTable BuildRangeTable(std::vector<NumberRange> ranges);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_RANGE_TABLE_H_
