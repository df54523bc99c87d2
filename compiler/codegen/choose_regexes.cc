// Automata that die early run first, literals before automata that do not.
//
//   anchored at the start    one automaton for all
//   with a literal           the scan, then an automaton of its own
//   others                   one automaton for all, or one for each
//
// A budget that is passed leads to the next way; the last one is the host's.

#include "compiler/codegen/choose_regexes.h"

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/query_regex.h"
#include "compiler/automata/required_literals.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace iotpf::codegen {
namespace {

// Of an automaton for all regexes of a reading.
constexpr uint32_t kMaxAnchoredStates = 16384;
constexpr uint32_t kMaxSearchStates = 2048;

// Entries of the tables of a suspect, which name each other in 16 bits.
constexpr size_t kMaxSuspectEntries = size_t{1} << 16;

bool FitsSuspectTables(const automata::Dfa& dfa) {
  return (size_t{dfa.state_count()} + 2) * dfa.class_count <=
         kMaxSuspectEntries;
}

// One automaton for all, as far as it stays small.
bool BuildTogether(const std::vector<RegexTest>& regexes, uint32_t max_states,
                   ValueTests& tests) {
  if (regexes.empty()) return true;
  std::vector<automata::DfaPattern> patterns;
  for (const RegexTest& test : regexes) {
    patterns.push_back({&test.regex, test.bit});
  }
  automata::DfaOptions options;
  options.max_states = max_states;
  auto dfa = automata::BuildDfa(patterns, options);
  if (!dfa) return false;
  tests.automata.push_back(std::move(*dfa));
  return true;
}

// Whether what stands before a match matters to it.
bool LooksBack(const automata::Regex& regex) {
  return std::ranges::any_of(regex.nodes, [](const automata::RegexNode& node) {
    return node.kind == automata::RegexKind::Assertion &&
           node.assertion != automata::Assertion::InputEnd &&
           node.assertion != automata::Assertion::LineEnd;
  });
}

// A regex with literals that every match has, and a small automaton.
bool AddSuspect(const RegexTest& test, ValueTests& tests) {
  const auto required = automata::FindRequiredLiterals(test.regex);
  if (!required) return false;
  SuspectRegex suspect;
  suspect.bit = test.bit;
  suspect.regex = test.number;
  if (!LooksBack(test.regex)) suspect.distance = required->distance;
  const automata::DfaPattern pattern = {&test.regex, test.bit};
  automata::DfaOptions options;
  options.reports = automata::DfaReports::Kept;
  options.max_states = kMaxSearchStates;
  if (suspect.distance) options.search = automata::DfaSearch::AtFirstByte;
  auto dfa = automata::BuildDfa(std::span(&pattern, 1), options);
  if (!dfa || !FitsSuspectTables(*dfa)) return false;
  suspect.dfa = std::move(*dfa);
  for (const std::string& bytes : required->literals) {
    LiteralTest literal;
    literal.literal = {bytes, required->nocase};
    literal.says = suspect.distance ? LiteralTest::Says::SuspectBefore
                                    : LiteralTest::Says::Suspect;
    literal.number = suspect.distance.value_or(0);
    literal.bit = test.bit;
    literal.suspect = static_cast<uint32_t>(tests.suspects.size());
    tests.literals.push_back(std::move(literal));
  }
  tests.suspects.push_back(std::move(suspect));
  return true;
}

}  // namespace

std::vector<uint32_t> ChooseRegexes(std::vector<RegexTest> regexes,
                                    ValueTests& tests) {
  std::vector<RegexTest> anchored;
  std::vector<RegexTest> searched;
  for (RegexTest& test : regexes) {
    const bool is_anchored = automata::IsStartAnchored(test.regex);
    (is_anchored ? anchored : searched).push_back(std::move(test));
  }
  if (!BuildTogether(anchored, kMaxAnchoredStates, tests)) {
    for (RegexTest& test : anchored) searched.push_back(std::move(test));
  }
  std::vector<RegexTest> left;
  for (RegexTest& test : searched) {
    if (!AddSuspect(test, tests)) left.push_back(std::move(test));
  }
  if (BuildTogether(left, kMaxSearchStates, tests)) return {};
  // One that is too large must not keep the others from an automaton.
  std::vector<uint32_t> for_host;
  for (RegexTest& test : left) {
    const uint32_t predicate = test.predicate;
    std::vector<RegexTest> alone;
    alone.push_back(std::move(test));
    if (!BuildTogether(alone, kMaxSearchStates, tests)) {
      for_host.push_back(predicate);
    }
  }
  return for_host;
}

}  // namespace iotpf::codegen
