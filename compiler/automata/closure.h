// Closure: the nodes that can be reached without reading a byte.
#ifndef IOTPF_COMPILER_AUTOMATA_CLOSURE_H_
#define IOTPF_COMPILER_AUTOMATA_CLOSURE_H_

#include "compiler/automata/nfa.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace iotpf::automata {

// Collects nodes reached from those that are added. Reused for every state: to
// begin anew costs nothing.
class Closure {
 public:
  explicit Closure(const Nfa& nfa) : nfa_(nfa), seen_(nfa.nodes.size(), 0) {}

  // Begins anew at a place behind a byte of context `behind`. With `ahead` the
  // byte that follows is known too; without, tests of it are kept as items.
  void Begin(Context behind, std::optional<Context> ahead = std::nullopt) {
    ++epoch_;
    behind_ = MaskOf(behind);
    ahead_ = ahead ? MaskOf(*ahead) : ContextMask{0};
    items.clear();
    matched.clear();
  }

  // Adds `node` and what follows from it.
  void Add(uint32_t node) {
    stack_.push_back(node);
    while (!stack_.empty()) {
      const uint32_t next = stack_.back();
      stack_.pop_back();
      Visit(next);
    }
  }

  // Adds a node of an earlier closure, as an item.
  void AddItem(uint32_t node) {
    if (MarkSeen(node)) items.push_back(node);
  }

  std::vector<uint32_t> items;    // nodes that read or test a byte, unsorted
  std::vector<uint32_t> matched;  // patterns, not ids; may repeat
  uint64_t work = 0;              // nodes visited since this was made

 private:
  bool MarkSeen(uint32_t node) {
    ++work;
    if (seen_[node] == epoch_) return false;
    seen_[node] = epoch_;
    return true;
  }

  void Visit(uint32_t index) {
    if (!MarkSeen(index)) return;
    const NfaNode& node = nfa_.nodes[index];
    switch (node.kind) {
      case NfaKind::Bytes:
        items.push_back(index);
        return;
      case NfaKind::Split:
        stack_.push_back(node.other);
        stack_.push_back(node.next);
        return;
      case NfaKind::Behind:
        if ((node.mask & behind_) != 0) stack_.push_back(node.next);
        return;
      case NfaKind::Ahead:
        if (ahead_ == 0) items.push_back(index);
        if ((node.mask & ahead_) != 0) stack_.push_back(node.next);
        return;
      case NfaKind::Match:
        matched.push_back(node.pattern);
        return;
    }
  }

  const Nfa& nfa_;
  std::vector<uint64_t> seen_;  // the epoch in which a node was visited
  std::vector<uint32_t> stack_;
  uint64_t epoch_ = 0;
  ContextMask behind_ = 0;
  ContextMask ahead_ = 0;
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_CLOSURE_H_
