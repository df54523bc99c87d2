// From trees to the automaton: nodes, sets of nodes, the smallest equivalent.

#include "compiler/automata/build_dfa.h"

#include "compiler/automata/minimize.h"
#include "compiler/automata/nfa.h"
#include "compiler/automata/settle_certain.h"
#include "compiler/automata/subset_builder.h"

namespace iotpf::automata {

Outcome<Dfa, DfaFailure> BuildDfa(std::span<const DfaPattern> patterns,
                                  const DfaOptions& options) {
  // Repeats are written out from here on.
  const auto nfa = BuildNfa(patterns, options.is_reversed, options.max_nodes);
  if (!nfa) return DfaFailure::TooManyNodes;

  // From here on one state stands for all ways to read an input.
  auto dfa = BuildSubsets(*nfa, patterns, options);
  if (!dfa) return dfa;

  if (options.reports == DfaReports::Kept) {
    if (const auto failure = SettleCertain(*dfa, options)) return *failure;
    return dfa;
  }
  if (options.minimize) MinimizeDfa(*dfa);
  NormalizeDfa(*dfa);
  return dfa;
}

}  // namespace iotpf::automata
