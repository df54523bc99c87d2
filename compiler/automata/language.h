// Languages: automata as sets of inputs, to prove things about patterns.
#ifndef IOTPF_COMPILER_AUTOMATA_LANGUAGE_H_
#define IOTPF_COMPILER_AUTOMATA_LANGUAGE_H_

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/dfa.h"
#include "compiler/automata/outcome.h"

#include <cstdint>
#include <optional>
#include <string>

namespace iotpf::automata {

// An automaton accepts an input when it reports anything for it. Results are
// minimal, of DfaReports::Kept, and report id 0. Every pattern of `b` that
// matches is one of `a` when Difference(b, a) is empty; if it is not, its
// witness shows why.
//
//   Requires  automata that read in the same direction.
//   Errors    max_states or max_work of `options`, the budgets of BuildDfa().

// The inputs for which `dfa` reports `id`.
Outcome<Dfa, DfaFailure> LanguageOf(const Dfa& dfa, uint32_t id,
                                    const DfaOptions& options = {});
// The inputs that `dfa` does not accept.
Outcome<Dfa, DfaFailure> Complement(const Dfa& dfa,
                                    const DfaOptions& options = {});
// The inputs that both accept.
Outcome<Dfa, DfaFailure> Intersect(const Dfa& a, const Dfa& b,
                                   const DfaOptions& options = {});
// The inputs that one of them accepts.
Outcome<Dfa, DfaFailure> Unite(const Dfa& a, const Dfa& b,
                               const DfaOptions& options = {});
// The inputs that `a` accepts and `b` does not.
Outcome<Dfa, DfaFailure> Difference(const Dfa& a, const Dfa& b,
                                    const DfaOptions& options = {});

// Whether `dfa` accepts no input. Takes any automaton.
bool IsEmpty(const Dfa& dfa);

// A shortest input that `dfa` accepts, with as few bytes that are not printable
// ASCII as that length allows; nullopt where it accepts none.
std::optional<std::string> FindWitness(const Dfa& dfa);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_LANGUAGE_H_
