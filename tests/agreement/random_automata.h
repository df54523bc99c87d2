// Automata against RE2, and languages against their definitions.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_AUTOMATA_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_AUTOMATA_H_

#include <cstdint>
#include <optional>
#include <string>

namespace iotpf::tests {

// How often each thing came up, to see that the cases are worth running.
struct AutomataStatistics {
  uint64_t patterns = 0;
  uint64_t automata = 0;
  uint64_t too_large = 0;  // a budget was passed
  uint64_t inputs = 0;
  uint64_t matches = 0;
  uint64_t literals = 0;  // regexes with required literals
  uint64_t plain = 0;     // regexes that are plain text
  uint64_t pairs = 0;     // pairs of languages
};

// Random sets of patterns in every mode of BuildDfa(), on random inputs,
// against RE2; queries against the matches that RE2 finds; Intersect() and its
// like against what their operands accept. Nullopt, or what differs, in words.
std::optional<std::string> RunRandomAutomata(uint64_t seed,
                                             AutomataStatistics& statistics);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_AUTOMATA_H_
