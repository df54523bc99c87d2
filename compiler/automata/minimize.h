// MinimizeDfa, NormalizeDfa: the smallest automaton, and a fixed order.
#ifndef IOTPF_COMPILER_AUTOMATA_MINIMIZE_H_
#define IOTPF_COMPILER_AUTOMATA_MINIMIZE_H_

#include "compiler/automata/dfa.h"

namespace iotpf::automata {

// Merges the states that report the same whatever follows.
//
//   Cost   n log n for n entries of the table; 12 bytes of memory an entry.
void MinimizeDfa(Dfa& dfa);

// Drops states that no input reaches, numbers the others breadth first, merges
// columns that are equal, and finds the dead state.
void NormalizeDfa(Dfa& dfa);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_MINIMIZE_H_
