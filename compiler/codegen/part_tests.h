// What a part of a value leaves open: the tests of one reading, once more.
#ifndef IOTPF_COMPILER_CODEGEN_PART_TESTS_H_
#define IOTPF_COMPILER_CODEGEN_PART_TESTS_H_

#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::codegen {

// Texts that are wanted at one place of a value. Where the value seen so far
// ends within a text that it agrees with, the text may still come to stand.
struct AwaitedTexts {
  struct Text {
    std::string bytes;
    uint32_t bit;
    auto operator<=>(const Text&) const = default;
  };
  uint64_t number;          // where, in bytes from the start
  bool folds;               // `bytes` are in lower case, and letters compare so
  std::vector<Text> texts;  // sorted
};

// A part is a value of which more may follow. The tests of whole values are run
// on it too; what they say of a part is true but for `unproven`. Bits are those
// of predicates.
struct PartTests {
  // Of what tests values at all: open where more values may follow.
  std::vector<uint32_t> asked;
  // The end of the value decides: that they hold for a part proves nothing.
  std::vector<uint32_t> unproven;
  // Open on each part, unless they hold.
  std::vector<uint32_t> open;
  std::vector<AwaitedTexts> awaited;  // equality and texts at a place
  // Predicates that any_constant decides, by number in the ruleset: open on no
  // part of `others_reach` bytes or more.
  std::vector<uint32_t> others;
  uint64_t others_reach = 0;
  // Predicates with constants that are no bytes, by number: what they say of a
  // value that is no bytes either. All others are false of it.
  std::vector<uint32_t> of_other_kinds;
};

// Nothing where a predicate is none that rules write.
std::optional<PartTests> SortPartTests(const ir::Ruleset& ruleset,
                                       const ir::PredicateOrder& order,
                                       uint32_t reading);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_PART_TESTS_H_
