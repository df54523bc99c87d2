// How each regex of a reading is run.
#ifndef IOTPF_COMPILER_CODEGEN_CHOOSE_REGEXES_H_
#define IOTPF_COMPILER_CODEGEN_CHOOSE_REGEXES_H_

#include "compiler/automata/regex.h"
#include "compiler/codegen/value_tests.h"

#include <cstdint>
#include <vector>

namespace iotpf::codegen {

// A regex that is no plain text.
struct RegexTest {
  automata::Regex regex;
  uint32_t number;  // in the ruleset; ir::kNone: of masked texts
  uint32_t predicate;
  uint32_t bit;
};

// Adds automata, suspects and their literals to `tests`, and what was passed.
// Returns the predicates whose regex passes every budget: the host runs those,
// and the loop over the tables those of masked texts.
std::vector<uint32_t> ChooseRegexes(std::vector<RegexTest> regexes,
                                    ValueTests& tests);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_CHOOSE_REGEXES_H_
