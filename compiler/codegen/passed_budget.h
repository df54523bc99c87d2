// Budgets of automata that regexes passed while their lowering was chosen.
#ifndef IOTPF_COMPILER_CODEGEN_PASSED_BUDGET_H_
#define IOTPF_COMPILER_CODEGEN_PASSED_BUDGET_H_

#include <cstdint>
#include <string>

namespace iotpf::codegen {

// What is passed leads to the next way, in this order; the last one is RE2, of
// masked texts the loop over the tables.
struct PassedBudget {
  enum class Of {
    Anchored,       // one automaton for all that are anchored at the start
    BehindLiteral,  // one for a regex whose literal was seen
    Together,       // one for all others
    Alone,          // one for a regex
  };

  Of of;
  uint32_t tests;      // regexes and masked texts: how many it was for
  uint32_t predicate;  // of the first of them
  std::string what;    // "passes 2048 states"
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_PASSED_BUDGET_H_
