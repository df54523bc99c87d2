// The states of an automaton in the order of its tables.
#ifndef IOTPF_COMPILER_CODEGEN_STATE_ORDER_H_
#define IOTPF_COMPILER_CODEGEN_STATE_ORDER_H_

#include "compiler/automata/dfa.h"

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::codegen {

// Number 0 is kept for the dead state, also where there is none; then those in
// which nothing is certain; then those in which something is.
struct StateOrder {
  explicit StateOrder(const automata::Dfa& dfa);

  std::vector<uint32_t> states;     // from number 1 on
  std::vector<uint32_t> number_of;  // by state; of the dead one 0
  uint32_t first_certain = 0;       // a number, maybe behind the last
};

// The class of each byte, as bytes.
std::string ClassBytes(const automata::Dfa& dfa);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_STATE_ORDER_H_
