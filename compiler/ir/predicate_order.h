// The order in which the predicates of a ruleset stand in the state of a match.
#ifndef IOTPF_COMPILER_IR_PREDICATE_ORDER_H_
#define IOTPF_COMPILER_IR_PREDICATE_ORDER_H_

#include "compiler/ir/ir.h"

#include <array>
#include <cstdint>
#include <vector>

namespace iotpf::ir {

// A run of bits.
struct BitRange {
  uint32_t first = 0;
  uint32_t count = 0;
};

// Predicates by stage, then those of records, then by field and by reading:
// what becomes known together stands side by side, and is set a word at a time.
struct PredicateOrder {
  std::vector<uint32_t> bit_of;      // by predicate
  std::vector<uint32_t> at_bit;      // the predicate, by bit
  std::vector<BitRange> of_reading;  // by reading
  std::array<BitRange, kFieldCount> of_field{};
};

PredicateOrder OrderPredicates(const Ruleset& ruleset);

}  // namespace iotpf::ir

#endif  // IOTPF_COMPILER_IR_PREDICATE_ORDER_H_
