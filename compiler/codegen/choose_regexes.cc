// Automata that die early run first, literals before automata that do not.
//
//   anchored at the start    one automaton for all
//   with a literal           the scan, then an automaton of its own; where many
//                            have the same literal, one automaton for those
//   others                   one automaton for all, or one for each
//
// A budget that is passed leads to the next way; the last one is the host's.

#include "compiler/codegen/choose_regexes.h"

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/query_regex.h"
#include "compiler/automata/required_literals.h"
#include "compiler/codegen/literal_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace iotpf::codegen {
namespace {

// Of an automaton for all regexes of a reading.
constexpr uint32_t kMaxAnchoredStates = 16384;
constexpr uint32_t kMaxSearchStates = 2048;

// Masked texts without an automaton for all of them, of which each gets one.
// Regexes have a limit on the sum of their sizes.
constexpr size_t kMaxMaskedAlone = 16;

// Entries of the tables of a suspect, which name each other in 16 bits.
constexpr size_t kMaxSuspectEntries = size_t{1} << 16;

bool FitsSuspectTables(const automata::Dfa& dfa) {
  return (size_t{dfa.state_count()} + 2) * dfa.class_count <=
         kMaxSuspectEntries;
}

std::string WordsOf(automata::DfaFailure failure,
                    const automata::DfaOptions& options) {
  switch (failure) {
    case automata::DfaFailure::TooManyNodes:
      return fmt::format("passes {} nodes", options.max_nodes);
    case automata::DfaFailure::TooManyStates:
      return fmt::format("passes {} states", options.max_states);
    case automata::DfaFailure::TooMuchWork:
      return fmt::format("takes more than {} steps to build", options.max_work);
  }
  return "";
}

// One automaton for some regexes, as far as it stays small.
bool BuildTogether(std::span<const RegexTest> regexes, PassedBudget::Of of,
                   ValueTests& tests) {
  if (regexes.empty()) return true;
  std::vector<automata::DfaPattern> patterns;
  for (const RegexTest& test : regexes) {
    patterns.push_back({&test.regex, test.bit});
  }
  automata::DfaOptions options;
  options.max_states =
      of == PassedBudget::Of::Anchored ? kMaxAnchoredStates : kMaxSearchStates;
  auto dfa = automata::BuildDfa(patterns, options);
  if (dfa) {
    tests.automata.push_back(std::move(*dfa));
    return true;
  }
  tests.passed_budgets.push_back({of, static_cast<uint32_t>(regexes.size()),
                                  regexes[0].predicate,
                                  WordsOf(dfa.error(), options)});
  return false;
}

// Whether what stands before a match matters to it.
bool LooksBack(const automata::Regex& regex) {
  return std::ranges::any_of(regex.nodes, [](const automata::RegexNode& node) {
    return node.kind == automata::RegexKind::Assertion &&
           node.assertion != automata::Assertion::InputEnd &&
           node.assertion != automata::Assertion::LineEnd;
  });
}

// A match that begins with the literal: the automaton has read it.
void ReadAhead(const SuspectRegex& suspect, LiteralTest& literal) {
  const automata::Dfa& dfa = suspect.dfa;
  literal.state = dfa.start;
  if (suspect.distance != 0) return;
  uint32_t state = dfa.start;
  for (const char c : literal.literal.bytes) {
    const auto byte = static_cast<uint8_t>(c);
    const uint32_t next = dfa.Next(state, byte);
    const bool is_letter = byte >= 'a' && byte <= 'z';
    if (literal.literal.nocase && is_letter &&
        dfa.Next(state, byte ^ kFoldBit) != next) {
      return;
    }
    state = next;
  }
  literal.read = static_cast<uint32_t>(literal.literal.bytes.size());
  literal.state = state;
}

// A regex with literals that every match has, and a small automaton.
bool AddSuspect(const RegexTest& test,
                const automata::RequiredLiterals& required, ValueTests& tests) {
  SuspectRegex suspect;
  suspect.bit = test.bit;
  suspect.regex = test.number;
  if (!LooksBack(test.regex)) suspect.distance = required.distance;
  const automata::DfaPattern pattern = {&test.regex, test.bit};
  automata::DfaOptions options;
  options.reports = automata::DfaReports::Kept;
  options.max_states = kMaxSearchStates;
  if (suspect.distance) options.search = automata::DfaSearch::AtFirstByte;
  auto dfa = automata::BuildDfa(std::span(&pattern, 1), options);
  if (!dfa || !FitsSuspectTables(*dfa)) {
    tests.passed_budgets.push_back(
        {PassedBudget::Of::BehindLiteral, 1, test.predicate,
         dfa ? fmt::format("passes {} entries", kMaxSuspectEntries)
             : WordsOf(dfa.error(), options)});
    return false;
  }
  suspect.dfa = std::move(*dfa);
  for (const std::string& bytes : required.literals) {
    LiteralTest literal;
    literal.literal = {bytes, required.nocase};
    literal.says = suspect.distance ? LiteralTest::Says::SuspectBefore
                                    : LiteralTest::Says::Suspect;
    literal.number = suspect.distance.value_or(0);
    ReadAhead(suspect, literal);
    literal.bit = test.bit;
    literal.suspect = static_cast<uint32_t>(tests.suspects.size());
    tests.literals.push_back(std::move(literal));
  }
  tests.suspects.push_back(std::move(suspect));
  return true;
}

// A regex that may match anywhere, and literals that each match has.
struct SearchedRegex {
  RegexTest test;
  std::optional<automata::RequiredLiterals> literals;
};

// Takes out those that have a literal in common with many others: it tells none
// from the others.
std::vector<RegexTest> TakeCrowded(std::vector<SearchedRegex>& searched) {
  std::map<std::string, uint32_t> regexes_with;
  for (const SearchedRegex& one : searched) {
    if (!one.literals) continue;
    for (const std::string& text : one.literals->literals) ++regexes_with[text];
  }
  const auto is_crowded = [&](const SearchedRegex& one) {
    return one.literals &&
           std::ranges::any_of(one.literals->literals,
                               [&](const std::string& text) {
                                 return regexes_with[text] > kMaxPlainDepth;
                               });
  };
  const auto first =
      std::stable_partition(searched.begin(), searched.end(),
                            [&](const auto& one) { return !is_crowded(one); });
  std::vector<RegexTest> crowded;
  for (auto one = first; one != searched.end(); ++one) {
    crowded.push_back(std::move(one->test));
  }
  searched.erase(first, searched.end());
  return crowded;
}

}  // namespace

std::vector<uint32_t> ChooseRegexes(std::vector<RegexTest> regexes,
                                    ValueTests& tests) {
  std::vector<RegexTest> anchored;
  std::vector<SearchedRegex> searched;
  const auto search = [&](RegexTest test) {
    auto literals = automata::FindRequiredLiterals(test.regex);
    searched.push_back({std::move(test), std::move(literals)});
  };
  for (RegexTest& test : regexes) {
    if (automata::IsStartAnchored(test.regex)) {
      anchored.push_back(std::move(test));
    } else {
      search(std::move(test));
    }
  }
  if (!BuildTogether(anchored, PassedBudget::Of::Anchored, tests)) {
    for (RegexTest& test : anchored) search(std::move(test));
  }
  std::vector<RegexTest> crowded = TakeCrowded(searched);
  if (!BuildTogether(crowded, PassedBudget::Of::Together, tests)) {
    for (RegexTest& test : crowded) search(std::move(test));
  }
  std::vector<RegexTest> left;
  for (SearchedRegex& one : searched) {
    if (one.literals && AddSuspect(one.test, *one.literals, tests)) continue;
    left.push_back(std::move(one.test));
  }
  if (left.size() > 1 &&
      BuildTogether(left, PassedBudget::Of::Together, tests)) {
    return {};
  }
  // One that is too large must not keep the others from an automaton.
  std::vector<uint32_t> for_host;
  for (const RegexTest& test : left) {
    const bool may_try =
        test.number != ir::kNone || left.size() <= kMaxMaskedAlone;
    if (!may_try ||
        !BuildTogether(std::span(&test, 1), PassedBudget::Of::Alone, tests)) {
      for_host.push_back(test.predicate);
    }
  }
  return for_host;
}

}  // namespace iotpf::codegen
