// SearchPlan: how a search begins, and how it begins anew at every byte.
#ifndef IOTPF_COMPILER_AUTOMATA_SEARCH_PLAN_H_
#define IOTPF_COMPILER_AUTOMATA_SEARCH_PLAN_H_

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/closure.h"
#include "compiler/automata/nfa.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::automata {

// The contexts of a byte that was read.
inline constexpr std::array kReadContexts = {Context::NewLine, Context::Word,
                                             Context::Other};

constexpr size_t IndexOf(Context context) {
  return static_cast<size_t>(context);
}

// What a search begins with at every byte behind one of some context.
struct Restart {
  std::vector<uint32_t> items;    // nodes, sorted
  std::vector<uint32_t> matched;  // slots: matches of the empty text
  bool has_ahead = false;         // one of the items tests the byte ahead
};

struct SearchPlan {
  // Before the first byte: nodes that are no restart, sorted, and slots that
  // are certain whatever the input.
  std::vector<uint32_t> first_items;
  std::vector<uint32_t> always;
  Context first_context = Context::Other;
  // By the context of the byte before; empty unless a match may begin anywhere.
  // What is always certain has no need to begin again.
  std::array<Restart, kContextCount> restarts;
  // Contexts that lead to the same as Other are Other.
  std::array<Context, kContextCount> merged{};
  // By node: the contexts whose restart has it.
  std::vector<ContextMask> restart_masks;

  Context Merged(Context context) const { return merged[IndexOf(context)]; }
  bool IsRestarted(uint32_t node, Context context) const {
    return (restart_masks[node] & MaskOf(Merged(context))) != 0;
  }
};

//   Input   `slots`: for each pattern, the number that stands for its id.
SearchPlan PlanSearch(const Nfa& nfa, std::span<const uint32_t> slots,
                      const DfaOptions& options, Closure& closure);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_SEARCH_PLAN_H_
