// Two passes over the states, one for each group.

#include "compiler/codegen/state_order.h"

namespace iotpf::codegen {

StateOrder::StateOrder(const automata::Dfa& dfa)
    : number_of(dfa.state_count()) {
  for (const bool is_certain : {false, true}) {
    if (is_certain) first_certain = static_cast<uint32_t>(states.size()) + 1;
    for (uint32_t state = 0; state < dfa.state_count(); ++state) {
      const bool reports = !dfa.MatchList(dfa.certain[state]).empty();
      if (state == dfa.dead || reports != is_certain) continue;
      states.push_back(state);
      number_of[state] = static_cast<uint32_t>(states.size());
    }
  }
}

std::string ClassBytes(const automata::Dfa& dfa) {
  return {dfa.classes.begin(), dfa.classes.end()};
}

}  // namespace iotpf::codegen
