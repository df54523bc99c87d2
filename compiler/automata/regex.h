// Regex: the tree of one regex, as plain data.
//
// What a yes/no match cannot see is gone: groups, lazy quantifiers, and flags,
// which the sets of bytes and the assertions have taken in.
#ifndef IOTPF_COMPILER_AUTOMATA_REGEX_H_
#define IOTPF_COMPILER_AUTOMATA_REGEX_H_

#include "compiler/automata/byte_set.h"

#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::automata {

enum class RegexKind : uint8_t {
  Empty,  // ``, matches the empty text
  Bytes,  // `a`, `[a-z]`, `.`: one byte of a set; an empty set never matches
  Assertion,  // `^`, `\b`: a place
  Concat,     // `ab`: two children or more, none of them a Concat
  Alternate,  // `a|b`: two children or more, none of them an Alternate
  Repeat,     // `a*`, `a{2,3}`: one child
};

enum class Assertion : uint8_t {
  InputStart,       // `^`, `\A`
  InputEnd,         // `$`, `\z`
  LineStart,        // `(?m)^`: at the start or behind `\n`
  LineEnd,          // `(?m)$`: at the end or before `\n`
  WordBoundary,     // `\b`, of ASCII letters, digits and `_`
  NotWordBoundary,  // `\B`
};

// A Repeat without an upper end; a length without a bound.
inline constexpr uint32_t kUnbounded = UINT32_MAX;

// Bytes of the pattern; `end` is behind the last.
struct RegexSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
};

struct RegexNode {
  RegexKind kind = RegexKind::Empty;
  Assertion assertion = Assertion::InputStart;  // of an Assertion
  uint32_t set = 0;                             // of Bytes: index into `sets`
  uint32_t first_child = 0;                     // index into `children`
  uint32_t child_count = 0;
  uint32_t min = 0;  // of a Repeat, times
  uint32_t max = 0;  // the same, or kUnbounded
  RegexSpan span;
};

struct Regex {
  // Children stand before their parents, so that one loop from the front works
  // from the leaves up; the last is the root.
  std::vector<RegexNode> nodes;
  std::vector<uint32_t> children;  // indices into `nodes`
  std::vector<ByteSet> sets;

  uint32_t root() const { return static_cast<uint32_t>(nodes.size()) - 1; }
  std::span<const uint32_t> ChildrenOf(const RegexNode& node) const {
    return std::span(children).subspan(node.first_child, node.child_count);
  }
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_REGEX_H_
