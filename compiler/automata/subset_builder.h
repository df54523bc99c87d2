// Subset construction: states are sets of nodes of the nondeterministic
// automaton.
#ifndef IOTPF_COMPILER_AUTOMATA_SUBSET_BUILDER_H_
#define IOTPF_COMPILER_AUTOMATA_SUBSET_BUILDER_H_

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/nfa.h"

#include <span>

namespace iotpf::automata {

// The automaton that `nfa` is, neither minimal nor in a fixed order of states.
// With DfaReports::Kept, `certain` names what the nodes show to be certain.
//
//   Input   `patterns`: what `nfa` was built from; gives the ids.
Outcome<Dfa, DfaFailure> BuildSubsets(const Nfa& nfa,
                                      std::span<const DfaPattern> patterns,
                                      const DfaOptions& options);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_SUBSET_BUILDER_H_
