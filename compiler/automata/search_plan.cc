// How a search begins. At the first byte of the input every pattern may; behind
// it only those that may match anywhere, and `^` fails. What is left is nearly
// always the same behind every byte: a context counts only where `\b`, `(?m)^`
// or the like make a difference, and states do not keep what does not count.

#include "compiler/automata/search_plan.h"

#include <algorithm>

namespace iotpf::automata {
namespace {

Context ContextOf(DfaBefore before) {
  switch (before) {
    case DfaBefore::InputStart:
      return Context::Edge;
    case DfaBefore::NewLine:
      return Context::NewLine;
    case DfaBefore::WordByte:
      return Context::Word;
    case DfaBefore::OtherByte:
      return Context::Other;
  }
  return Context::Edge;
}

std::vector<uint32_t> SlotsOf(const std::vector<uint32_t>& patterns,
                              std::span<const uint32_t> slots) {
  std::vector<uint32_t> found;
  for (const uint32_t pattern : patterns) found.push_back(slots[pattern]);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// Whether a test of what is ahead can be followed, without a byte between, by
// one of what is behind, as in `\b\b`. A state that waits for the byte ahead
// must then keep its context.
bool LooksBackLate(const Nfa& nfa) {
  std::vector<uint32_t> stack;
  std::vector<bool> seen(nfa.nodes.size());
  for (const NfaNode& node : nfa.nodes) {
    if (node.kind == NfaKind::Ahead) stack.push_back(node.next);
  }
  while (!stack.empty()) {
    const uint32_t index = stack.back();
    stack.pop_back();
    if (seen[index]) continue;
    seen[index] = true;
    const NfaNode& node = nfa.nodes[index];
    if (node.kind == NfaKind::Behind) return true;
    if (node.kind == NfaKind::Ahead) stack.push_back(node.next);
    if (node.kind != NfaKind::Split) continue;
    stack.push_back(node.next);
    stack.push_back(node.other);
  }
  return false;
}

// Fills `plan.merged`, once first_items and restarts are known.
void MergeContexts(const Nfa& nfa, const DfaOptions& options,
                   SearchPlan& plan) {
  for (size_t i = 0; i < kContextCount; ++i) {
    plan.merged[i] = static_cast<Context>(i);
  }
  if (LooksBackLate(nfa)) return;
  const Restart& other = plan.restarts[IndexOf(Context::Other)];
  for (const Context context : kReadContexts) {
    if (plan.restarts[IndexOf(context)].items != other.items) continue;
    plan.merged[IndexOf(context)] = Context::Other;
  }
  if (options.search == DfaSearch::AtFirstByte ||
      plan.first_items == other.items) {
    plan.merged[IndexOf(Context::Edge)] = Context::Other;
  }
}

}  // namespace

SearchPlan PlanSearch(const Nfa& nfa, std::span<const uint32_t> slots,
                      const DfaOptions& options, Closure& closure) {
  SearchPlan plan;
  const Context before = ContextOf(options.before);
  closure.Begin(before);
  for (const uint32_t start : nfa.starts) closure.Add(start);
  plan.always = SlotsOf(closure.matched, slots);
  const auto is_always = [&](uint32_t pattern) {
    return std::binary_search(plan.always.begin(), plan.always.end(),
                              slots[pattern]);
  };
  for (const uint32_t item : closure.items) {
    if (!is_always(nfa.nodes[item].pattern)) plan.first_items.push_back(item);
  }
  std::sort(plan.first_items.begin(), plan.first_items.end());

  plan.restart_masks.assign(nfa.nodes.size(), 0);
  for (const Context context : kReadContexts) {
    if (options.search != DfaSearch::Anywhere) break;
    closure.Begin(context);
    for (uint32_t i = 0; i < nfa.starts.size(); ++i) {
      if (!is_always(i)) closure.Add(nfa.starts[i]);
    }
    Restart& restart = plan.restarts[IndexOf(context)];
    restart.items = closure.items;
    std::sort(restart.items.begin(), restart.items.end());
    restart.matched = SlotsOf(closure.matched, slots);
    for (const uint32_t item : restart.items) {
      restart.has_ahead |= nfa.nodes[item].kind == NfaKind::Ahead;
      plan.restart_masks[item] |= MaskOf(context);
    }
  }
  MergeContexts(nfa, options, plan);
  plan.first_context = plan.Merged(before);
  std::erase_if(plan.first_items,
                [&](uint32_t item) { return plan.IsRestarted(item, before); });
  return plan;
}

}  // namespace iotpf::automata
