// BuildDfa: a set of regexes as one automaton.
#ifndef IOTPF_COMPILER_AUTOMATA_BUILD_DFA_H_
#define IOTPF_COMPILER_AUTOMATA_BUILD_DFA_H_

#include "compiler/automata/dfa.h"
#include "compiler/automata/outcome.h"
#include "compiler/automata/regex.h"

#include <cstdint>
#include <span>

namespace iotpf::automata {

// One regex of a set and the id that the automaton reports for it. Several may
// share an id: the automaton then reports it where any of them matches.
struct DfaPattern {
  const Regex* regex;
  uint32_t id;
};

// Where a match may begin.
enum class DfaSearch : uint8_t {
  Anywhere,
  AtFirstByte,  // of what the automaton reads: reversed, a match ends the input
};

// How long a state remembers what is certain.
enum class DfaReports : uint8_t {
  // Where it becomes certain. What sets of unanchored patterns need: an
  // automaton that remembers has a state for each set of patterns seen so far.
  Once,
  // From there to the end, and as early as it can be known at all: for one
  // pattern, and for proofs.
  Kept,
};

// What stands before the first byte that the automaton reads (reversed: behind
// the last one of the input), for `^`, `\b` and the like.
enum class DfaBefore : uint8_t { InputStart, NewLine, WordByte, OtherByte };

struct DfaOptions {
  DfaSearch search = DfaSearch::Anywhere;
  DfaReports reports = DfaReports::Once;
  DfaBefore before = DfaBefore::InputStart;
  bool is_reversed = false;
  bool minimize = true;
  // States while building, before minimisation. Each has a row of a column a
  // byte class, 4 bytes a column.
  uint32_t max_states = 20'000;
  // Nodes of the nondeterministic automaton: bytes, choices and places of all
  // patterns, repeats written out. Some 30 bytes each.
  uint32_t max_nodes = 200'000;
  // Steps of building: nodes visited and table entries written. A core does
  // some 100 million a second.
  uint64_t max_work = 50'000'000;
};

// Which budget was passed.
enum class DfaFailure : uint8_t { TooManyNodes, TooManyStates, TooMuchWork };

// The automaton of all `patterns`, minimal unless `options` says otherwise.
//
//   Input    regexes of ParseRegex(), which need not outlive the result; none
//            gives an automaton that reports nothing.
//   Errors   a budget of `options` is passed; nothing else can fail.
//   Cost     within options.max_work; some 50 to 100 us for a host name's
//            pattern.
Outcome<Dfa, DfaFailure> BuildDfa(std::span<const DfaPattern> patterns,
                                  const DfaOptions& options = {});

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_BUILD_DFA_H_
