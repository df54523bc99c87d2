// Operations on languages against what their operands accept.
#ifndef IOTPF_TESTS_AGREEMENT_CHECK_LANGUAGES_H_
#define IOTPF_TESTS_AGREEMENT_CHECK_LANGUAGES_H_

#include "compiler/automata/dfa.h"

#include <optional>
#include <string>
#include <vector>

namespace iotpf::tests {

// Checks Complement(), Intersect(), Unite(), Difference(), LanguageOf() and
// FindWitness() of two automata on each input and on every input of up to three
// bytes out of a few. Nullopt, or what differs.
std::optional<std::string> CheckLanguages(
    const automata::Dfa& a, const automata::Dfa& b,
    const std::vector<std::string>& inputs);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_CHECK_LANGUAGES_H_
