// Nodes are added from the leaves up, so that children stand before parents,
// and their sizes with them: what is too deep or repeats too often is known
// when it is read.

#include "compiler/automata/regex_builder.h"

#include "compiler/automata/parse_regex.h"

#include <algorithm>

namespace iotpf::automata {

RegexItem RegexBuilder::AddNode(const RegexNode& node) {
  Size size;
  for (const uint32_t child : regex_.ChildrenOf(node)) {
    size.depth = std::max(size.depth, sizes_[child].depth + 1);
    size.repeats = std::max(size.repeats, sizes_[child].repeats);
  }
  regex_.nodes.push_back(node);
  sizes_.push_back(size);
  return {regex_.root(), node.span};
}

RegexItem RegexBuilder::AddBytes(const ByteSet& set, RegexSpan span) {
  const auto index = static_cast<uint32_t>(regex_.sets.size());
  regex_.sets.push_back(set);
  return AddNode({.kind = RegexKind::Bytes, .set = index, .span = span});
}

RegexItem RegexBuilder::AddAssertion(Assertion assertion, RegexSpan span) {
  return AddNode(
      {.kind = RegexKind::Assertion, .assertion = assertion, .span = span});
}

RegexItem RegexBuilder::AddRepeat(const RegexItem& inner, uint32_t min,
                                  uint32_t max, RegexSpan span) {
  const auto first = static_cast<uint32_t>(regex_.children.size());
  regex_.children.push_back(inner.node);
  const RegexItem item = AddNode({.kind = RegexKind::Repeat,
                                  .first_child = first,
                                  .child_count = 1,
                                  .min = min,
                                  .max = max,
                                  .span = span});
  // One step past the limit says all that is asked.
  const uint64_t count = max == kUnbounded ? min : max;
  const uint64_t repeats = sizes_.back().repeats * std::max<uint64_t>(count, 1);
  sizes_.back().repeats =
      static_cast<uint32_t>(std::min<uint64_t>(repeats, kMaxRepeatCount + 1));
  return item;
}

RegexItem RegexBuilder::AddAll(RegexKind kind,
                               const std::vector<RegexItem>& items,
                               RegexSpan span) {
  if (items.empty()) return AddNode({.kind = RegexKind::Empty, .span = span});
  if (items.size() == 1) return items[0];
  RegexNode parent{.kind = kind, .span = span};
  parent.first_child = static_cast<uint32_t>(regex_.children.size());
  for (const RegexItem& item : items) {
    const RegexNode& child = regex_.nodes[item.node];
    if (child.kind != kind) {
      regex_.children.push_back(item.node);
      continue;
    }
    for (uint32_t i = 0; i < child.child_count; ++i) {
      const uint32_t inner = regex_.children[child.first_child + i];
      regex_.children.push_back(inner);
    }
  }
  parent.child_count =
      static_cast<uint32_t>(regex_.children.size()) - parent.first_child;
  return AddNode(parent);
}

}  // namespace iotpf::automata
