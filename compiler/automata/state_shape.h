// What a generator of code wants to know of a state beyond its row: bytes that
// may be skipped, bytes that must follow, and whether anything can follow.
#ifndef IOTPF_COMPILER_AUTOMATA_STATE_SHAPE_H_
#define IOTPF_COMPILER_AUTOMATA_STATE_SHAPE_H_

#include "compiler/automata/byte_set.h"
#include "compiler/automata/dfa.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::automata {

// Both ends are in the range.
struct ByteRange {
  uint8_t low;
  uint8_t high;

  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

// The bytes of a set as ranges, ascending, as few as there can be.
std::vector<ByteRange> RangesOf(const ByteSet& bytes);

// Nothing is reported behind `state`, whatever follows: what is certain there
// is the last that its input says.
bool IsLast(const Dfa& dfa, uint32_t state);

// The bytes that lead to one state other than the dead one.
struct Branch {
  uint32_t target;
  ByteSet bytes;
};

// One branch for each state that `state` leads to, by number.
std::vector<Branch> BranchesOf(const Dfa& dfa, uint32_t state);

// A state that bytes lead back to: the next byte that leaves it is all that
// matters. The bytes that stay, or those that leave, whichever are fewer
// ranges.
struct Skip {
  std::vector<ByteRange> ranges;
  bool stays = false;  // bytes of the ranges stay; else they leave

  friend bool operator==(const Skip&, const Skip&) = default;
};

// At least one range. None where at most one byte stays, or where both take
// more ranges than that.
std::optional<Skip> FindSkip(const Dfa& dfa, uint32_t state, size_t max_ranges);

// Bytes that must follow for anything to be reported, at places from the
// current one on: (byte & mask) == bytes for each. An input that ends on the
// way reports nothing more.
struct Chain {
  std::string bytes;
  std::string mask;
  uint32_t target = 0;  // the state behind them
};

// The longest chain from `state` on, up to `max_bytes`; none is empty and ends
// where it begins.
//
//   Cost  some 256 steps a byte of the chain.
Chain FindChain(const Dfa& dfa, uint32_t state, size_t max_bytes);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_STATE_SHAPE_H_
