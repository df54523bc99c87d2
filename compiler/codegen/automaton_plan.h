// Which states of an automaton become code, in front of its tables.
#ifndef IOTPF_COMPILER_CODEGEN_AUTOMATON_PLAN_H_
#define IOTPF_COMPILER_CODEGEN_AUTOMATON_PLAN_H_

#include "compiler/automata/dfa.h"
#include "compiler/automata/state_shape.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace iotpf::codegen {

// Limits of code, in branches: a state, and each range of bytes by which it is
// left, is one. LLVM takes some 0.2 ms for each.
inline constexpr uint32_t kMaxCodeBranches = 128;    // of a whole automaton
inline constexpr uint32_t kMaxHeadBranches = 48;     // of the first states
inline constexpr uint32_t kMaxModuleBranches = 512;  // of a ruleset

// Ranges of bytes that are told apart when a run of them is skipped.
inline constexpr size_t kMaxSkipRanges = 3;
// A shorter chain is a byte like others.
inline constexpr size_t kMinChain = 2;
// Bytes that code compares at once.
inline constexpr size_t kMaxCodeChain = 64;

struct AutomatonPlan {
  std::vector<uint32_t> code;     // states, breadth first
  std::vector<uint32_t> entered;  // states of the tables: what code leads to,
                                  // or the start where it is no code
  uint32_t branches = 0;          // of `code`
};

// The bytes that follow `state` for sure, or none: shorter chains do not count.
automata::Chain ChainOf(const automata::Dfa& dfa, uint32_t state,
                        size_t max_bytes);

// Words of a match list: the bits to set, by their word.
std::map<uint32_t, uint64_t> MasksOf(const automata::Dfa& dfa, uint32_t list);

// All states as code if they are few, or the first ones while each has few ways
// on; the others are left to tables.
//
//   Input  `branches_left`: of kMaxModuleBranches.
//   Cost   bounded by the limits above.
AutomatonPlan PlanAutomaton(const automata::Dfa& dfa, uint32_t branches_left);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_AUTOMATON_PLAN_H_
