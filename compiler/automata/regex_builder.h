// RegexBuilder: the tree of a pattern while it is read.
#ifndef IOTPF_COMPILER_AUTOMATA_REGEX_BUILDER_H_
#define IOTPF_COMPILER_AUTOMATA_REGEX_BUILDER_H_

#include "compiler/automata/regex.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace iotpf::automata {

// A node and the part of the pattern it takes up, parentheses included.
struct RegexItem {
  uint32_t node;
  RegexSpan span;
};

class RegexBuilder {
 public:
  RegexItem AddBytes(const ByteSet& set, RegexSpan span);
  RegexItem AddAssertion(Assertion assertion, RegexSpan span);
  RegexItem AddRepeat(const RegexItem& inner, uint32_t min, uint32_t max,
                      RegexSpan span);
  // The items as one: Empty of none, the item itself of one, else a Concat or
  // an Alternate. Items that are of this kind give their own children instead,
  // so that `a(?:bc)` is one Concat.
  RegexItem AddAll(RegexKind kind, const std::vector<RegexItem>& items,
                   RegexSpan span);

  // Of what was added last: nodes on the longest way to a leaf, and the product
  // of the counts of repeats on the worst.
  uint32_t depth() const { return sizes_.back().depth; }
  uint32_t repeats() const { return sizes_.back().repeats; }
  RegexSpan span() const { return regex_.nodes.back().span; }

  // The tree, with what was added last as its root.
  Regex Take() { return std::move(regex_); }

 private:
  struct Size {
    uint32_t depth = 1;
    uint32_t repeats = 1;
  };

  RegexItem AddNode(const RegexNode& node);

  Regex regex_;
  std::vector<Size> sizes_;  // one a node
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_REGEX_BUILDER_H_
