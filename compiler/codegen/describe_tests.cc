// Each list of ValueTests is a row: how many of the reading's tests have
// something in it, and how large the thing is. A test with many values may
// stand in several rows.

#include "compiler/codegen/describe_tests.h"

#include <fmt/format.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::codegen {
namespace {

using Bits = std::set<uint32_t>;

std::string Counted(size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

bool IsOfRegex(const LiteralTest& test) {
  return test.says == LiteralTest::Says::Suspect ||
         test.says == LiteralTest::Says::SuspectBefore;
}

class TestsDescription {
 public:
  TestsDescription(const ir::Ruleset& ruleset, const ir::PredicateOrder& order,
                   uint32_t reading)
      : ruleset_(ruleset), order_(order), bits_(order.of_reading[reading]) {
    row_.field = ruleset.readings[reading].field;
    row_.key = ruleset.readings[reading].key;
    row_.tests = bits_.count;
  }

  CompileReport::Reading Describe(const ValueTests& tests,
                                  std::span<const HostRegex> host);

 private:
  void Add(std::string_view name, const Bits& bits, std::string size = "") {
    if (bits.empty()) return;
    row_.lowerings.push_back(
        {name, static_cast<uint32_t>(bits.size()), std::move(size)});
  }
  void AddDictionary(std::string_view name, const Dictionary& dictionary);
  void AddSlotTests();
  void AddTables(const ValueTests& tests);
  void AddScan(const ValueTests& tests);
  void AddAutomata(const ValueTests& tests);
  void AddMaskedAlone(const PassedBudget& budget);
  void AddRest(const ValueTests& tests, std::span<const HostRegex> host);

  const ir::Ruleset& ruleset_;
  const ir::PredicateOrder& order_;
  ir::BitRange bits_;
  CompileReport::Reading row_;
  Bits slot_tests_;
};

// What the slot says, whatever the values.
void TestsDescription::AddSlotTests() {
  Bits presence;
  Bits counts;
  for (uint32_t bit = bits_.first; bit < bits_.first + bits_.count; ++bit) {
    const auto op = ruleset_.predicates[order_.at_bit[bit]].op;
    if (op == IOTPF_OP_PRESENT || op == IOTPF_OP_ABSENT) presence.insert(bit);
    if (op == IOTPF_OP_COUNT) counts.insert(bit);
  }
  Add("presence", presence);
  Add("count", counts);
  slot_tests_ = std::move(presence);
  slot_tests_.merge(counts);
}

void TestsDescription::AddDictionary(std::string_view name,
                                     const Dictionary& dictionary) {
  Bits bits;
  for (const auto& [key, of_key] : dictionary) {
    bits.insert(of_key.begin(), of_key.end());
  }
  Add(name, bits, Counted(dictionary.size(), "key"));
}

void TestsDescription::AddTables(const ValueTests& tests) {
  Bits bits;
  for (const InlineTest& test : tests.inlined) bits.insert(test.bit);
  Add("compared one by one", bits, Counted(tests.inlined.size(), "value"));
  Bits searched;
  for (const InlineTest& test : tests.searched) searched.insert(test.bit);
  Add("searched one by one", searched, Counted(tests.searched.size(), "text"));
  AddDictionary("dictionary", tests.equal);
  AddDictionary("dictionary, in lower case", tests.equal_folded);
  AddDictionary("dictionary, host names", tests.names);
  for (const WindowSet& set : tests.windows) {
    Bits of_set;
    for (const PlacedText& text : set.texts) of_set.insert(text.bit);
    Add(set.from_end ? "suffixes by a window" : "prefixes by a window", of_set,
        fmt::format("{} by {} bytes", Counted(set.texts.size(), "text"),
                    set.width));
  }
  for (const RangeTests& set : tests.ranges) {
    Bits of_set;
    for (const NumberRange& range : set.ranges) of_set.insert(range.bit);
    Add(set.address_bytes == 0 ? "search of ranges" : "search of networks",
        of_set, Counted(set.ranges.size(), "range"));
  }
}

void TestsDescription::AddScan(const ValueTests& tests) {
  Bits texts;
  size_t of_texts = 0;
  Bits regexes;
  size_t of_regexes = 0;
  for (const LiteralTest& test : tests.literals) {
    (IsOfRegex(test) ? regexes : texts).insert(test.bit);
    ++(IsOfRegex(test) ? of_regexes : of_texts);
  }
  size_t states = 0;
  for (const SuspectRegex& suspect : tests.suspects) {
    states += suspect.dfa.state_count();
  }
  Add("literal scan", texts, Counted(of_texts, "literal"));
  Add("literal scan, then an automaton each", regexes,
      fmt::format("{}, {} in all", Counted(of_regexes, "literal"),
                  Counted(states, "state")));
}

void TestsDescription::AddAutomata(const ValueTests& tests) {
  for (const automata::Dfa& dfa : tests.automata) {
    Add("one automaton", Bits(dfa.list_ids.begin(), dfa.list_ids.end()),
        fmt::format("{}, {} classes of bytes",
                    Counted(dfa.state_count(), "state"), dfa.class_count));
  }
  for (const PassedBudget& budget : tests.passed_budgets) {
    const bool is_for_all = budget.of == PassedBudget::Of::Anchored ||
                            budget.of == PassedBudget::Of::Together;
    if (!is_for_all) {
      AddMaskedAlone(budget);
      continue;
    }
    row_.passed_budgets.push_back(fmt::format(
        "one automaton for {} tests{} {}", budget.tests,
        budget.of == PassedBudget::Of::Anchored ? " anchored at the start" : "",
        budget.what));
  }
}

// A regex that passes a budget alone is among those of the host; a masked text
// is left to the tables.
void TestsDescription::AddMaskedAlone(const PassedBudget& budget) {
  const bool is_regex =
      ruleset_.predicates[budget.predicate].op == IOTPF_OP_MATCHES;
  if (budget.of != PassedBudget::Of::Alone || is_regex) return;
  row_.passed_budgets.push_back(
      fmt::format("an automaton for a masked text, which {}", budget.what));
}

// What is left: to the tables of the image, and to RE2.
void TestsDescription::AddRest(const ValueTests& tests,
                               std::span<const HostRegex> host) {
  Bits searched;
  for (const HostRegex& regex : host) {
    searched.insert(order_.bit_of[regex.predicate]);
  }
  Bits others;
  for (const uint32_t predicate : tests.others) {
    others.insert(order_.bit_of[predicate]);
  }
  if (!row_.has_own_code) {
    for (uint32_t i = 0; i < bits_.count; ++i) others.insert(bits_.first + i);
  }
  for (const uint32_t bit : slot_tests_) others.erase(bit);
  for (const uint32_t bit : searched) others.erase(bit);
  Add("loop over the tables", others);
  Add("RE2", searched);
}

CompileReport::Reading TestsDescription::Describe(
    const ValueTests& tests, std::span<const HostRegex> host) {
  row_.has_own_code = tests.gain != ValueTests::Gain::None;
  AddSlotTests();
  if (row_.has_own_code) {
    AddTables(tests);
    AddScan(tests);
    AddAutomata(tests);
  }
  AddRest(tests, host);
  return std::move(row_);
}

}  // namespace

CompileReport::Reading DescribeTests(const ir::Ruleset& ruleset,
                                     const ir::PredicateOrder& order,
                                     uint32_t reading, const ValueTests& tests,
                                     std::span<const HostRegex> host) {
  return TestsDescription(ruleset, order, reading).Describe(tests, host);
}

}  // namespace iotpf::codegen
