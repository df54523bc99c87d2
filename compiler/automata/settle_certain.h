// SettleCertain: what is certain, as early as it can be known.
#ifndef IOTPF_COMPILER_AUTOMATA_SETTLE_CERTAIN_H_
#define IOTPF_COMPILER_AUTOMATA_SETTLE_CERTAIN_H_

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/dfa.h"

#include <cstdint>
#include <optional>

namespace iotpf::automata {

// Makes an automaton of DfaReports::Kept final: minimal where `options` says
// so, normalized, and each state names as certain exactly the patterns that
// every input from there matches.
//
//   Input    `dfa`: `certain` and `at_end` together are what matches if the
//            input ends; what `certain` alone says is not read.
//   Errors   TooMuchWork: entries of the table times patterns pass
//            options.max_work; `dfa` is then of no use.
std::optional<DfaFailure> SettleCertain(Dfa& dfa, const DfaOptions& options);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_SETTLE_CERTAIN_H_
