// SortTests() leads every regex to a lowering and most to an automaton. What
// ends at RE2 ended there for one of few reasons, told apart by what is left in
// the sorted tests: a budget that the regex passed alone, a form that the
// automata do not take, or a plain text that no table of its field can have.
//
// RE2 costs some 50 to 500 ns for each value. Nobody should pay that without
// being told.

#include "compiler/codegen/host_regexes.h"

#include "compiler/automata/parse_regex.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>

namespace iotpf::codegen {
namespace {

constexpr const char* kMakeSmaller =
    "anchor it at the start, ask for a text that each match has, or make its "
    "repeats smaller";
constexpr const char* kNestLess = "write it with fewer groups in each other";
constexpr const char* kWritePlain =
    "write a plain operator in place of it, such as `contains`";
constexpr const char* kAskForOther =
    "let each match have a text that fewer others of the field begin with";

std::optional<std::string> FaultOf(const ir::Ruleset& ruleset,
                                   const ir::Predicate& predicate) {
  const ir::Constant& constant = ruleset.constants[predicate.first_constant];
  if (constant.kind != IOTPF_CONSTANT_REGEX) return std::nullopt;
  const ir::Regex& regex = ruleset.regexes[static_cast<size_t>(constant.first)];
  const auto tree = automata::ParseRegex(
      regex.pattern, (regex.flags & IOTPF_REGEX_NOCASE) != 0);
  if (tree) return std::nullopt;
  return tree.error().message;
}

// Bits of regexes that begin at a distance before their literal, but whose
// literal does not say where it stands.
std::set<uint32_t> BitsWithoutPlace(const ValueTests& tests) {
  std::set<uint32_t> bits;
  for (const LiteralTest& literal : tests.literals) {
    if (literal.says == LiteralTest::Says::Suspect &&
        tests.suspects[literal.suspect].distance) {
      bits.insert(literal.bit);
    }
  }
  return bits;
}

}  // namespace

std::vector<HostRegex> FindHostRegexes(const ir::Ruleset& ruleset,
                                       const ir::PredicateOrder& order,
                                       uint32_t reading,
                                       const ValueTests& tests) {
  const std::set<uint32_t> others(tests.others.begin(), tests.others.end());
  const std::set<uint32_t> without_place = BitsWithoutPlace(tests);
  const auto why = [&](uint32_t bit) -> std::optional<HostRegex> {
    const uint32_t index = order.at_bit[bit];
    const ir::Predicate& predicate = ruleset.predicates[index];
    if (predicate.op != IOTPF_OP_MATCHES) return std::nullopt;
    if (others.contains(index)) {
      const auto passed = std::ranges::find_if(
          tests.passed_budgets, [&](const PassedBudget& budget) {
            return budget.of == PassedBudget::Of::Alone &&
                   budget.predicate == index;
          });
      if (passed != tests.passed_budgets.end()) {
        return HostRegex{index, "its automaton " + passed->what, kMakeSmaller};
      }
      if (auto fault = FaultOf(ruleset, predicate)) {
        return HostRegex{index, *std::move(fault), kNestLess};
      }
      return HostRegex{index,
                       "it is a plain text that no table of its field can have",
                       kWritePlain};
    }
    if (without_place.contains(bit)) {
      return HostRegex{
          index, "too many texts of the field begin with the one that it has",
          kAskForOther};
    }
    if (tests.gain != ValueTests::Gain::None) return std::nullopt;
    return HostRegex{
        index, "its field has few tests, and many other fields have few too",
        kWritePlain};
  };
  std::vector<HostRegex> found;
  const ir::BitRange bits = order.of_reading[reading];
  for (uint32_t bit = bits.first; bit < bits.first + bits.count; ++bit) {
    if (auto one = why(bit)) found.push_back(*std::move(one));
  }
  return found;
}

}  // namespace iotpf::codegen
