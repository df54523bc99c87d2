// What rules ask of a value, sorted by how it is tested.
#ifndef IOTPF_COMPILER_CODEGEN_VALUE_TESTS_H_
#define IOTPF_COMPILER_CODEGEN_VALUE_TESTS_H_

#include "compiler/automata/dfa.h"
#include "compiler/codegen/dictionary_table.h"
#include "compiler/codegen/literal_plan.h"
#include "compiler/codegen/passed_budget.h"
#include "compiler/codegen/range_table.h"
#include "compiler/codegen/window_set.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace iotpf::codegen {

// A constant that is compared by code of its own.
struct InlineTest {
  iotpf_predicate_op op;  // on bytes, or EQUAL with integers
  uint64_t number;        // AT: the offset
  ir::Constant constant;
  uint32_t bit;
};

// A literal of the scan, and what it says where it stands.
struct LiteralTest {
  enum class Says : uint32_t {
    Holds,         // wherever it stands
    HoldsAt,       // at byte `number` of the value
    HoldsAtEnd,    // at the end of the value
    Suspect,       // a regex may match
    SuspectBefore  // a regex may match, from `number` bytes before it on
  };

  ScanLiteral literal;
  Says says = Says::Holds;
  uint64_t number = 0;
  uint32_t bit = 0;
  uint32_t suspect = 0;  // index into `suspects`
  // SuspectBefore: bytes that the automaton need not read again, from where it
  // begins on, and the state that it is in behind them.
  uint32_t read = 0;
  uint32_t state = 0;
};

// Bytes that an automaton behind a literal reads from where it begins.
inline constexpr uint64_t kMaxRunBytes = 256;

// A regex whose literals are looked for first.
struct SuspectRegex {
  automata::Dfa dfa;  // of this regex alone, kept reports
  uint32_t bit;
  // That the host has; ir::kNone: a masked text, whose matches are shorter than
  // kMaxRunBytes.
  uint32_t regex;
  // Each match begins so far before its literal: the automaton begins there.
  // Without it, at the start of the value.
  std::optional<uint32_t> distance;
};

// Many ranges of integers, or many networks of one size of address.
struct RangeTests {
  size_t address_bytes;  // 0: integers
  std::vector<NumberRange> ranges;
};

// All tests of the whole values of one reading, of the kind that its type has.
// A predicate stands in one of the lists, or with its constants in several.
struct ValueTests {
  bool are_integers = false;  // the values are; else bytes
  std::vector<InlineTest> inlined;
  Dictionary equal;                  // bytes, compared exactly
  Dictionary equal_folded;           // in lower case
  Dictionary names;                  // host names, for what is below them too
  std::vector<WindowSet> windows;    // prefixes, suffixes
  std::vector<RangeTests> ranges;    // integers, networks
  std::vector<InlineTest> searched;  // CONTAINS: few texts, each by itself
  std::vector<LiteralTest> literals;
  std::vector<SuspectRegex> suspects;
  std::vector<automata::Dfa> automata;  // ids are bits
  std::vector<PassedBudget> passed_budgets;
  // Predicates without special code: by number in the ruleset, tried with
  // any_constant or, for regexes, by the host.
  std::vector<uint32_t> others;
  // Bits of predicates that are true of the opposite, NOT_EQUAL.
  std::vector<uint32_t> negated;
  // Bits of PRESENT.
  std::vector<uint32_t> present;

  // What a reading gains by code of its own.
  enum class Gain {
    None,    // nothing: any_reading does as well
    Little,  // a few comparisons that any_reading makes byte by byte
    Much     // a scan, an automaton, a dictionary
  };
  Gain gain = Gain::None;
};

ValueTests SortTests(const ir::Ruleset& ruleset,
                     const ir::PredicateOrder& order, uint32_t reading);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_VALUE_TESTS_H_
