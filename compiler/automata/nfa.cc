// From trees to nodes, from the back: each part is built with the node that
// follows it, so that no node is ever patched but the loop of a star.
//
// Assertions become tests of one side. `\b` is
//
//         ,- behind: word ---- ahead: no word -.
//   ---- <                                      > ----
//         '- behind: no word - ahead: word ----'
//
// and `$` is `ahead: the edge of the input`. Tests of what is behind are
// decided while states are built, since the last byte is known then; tests of
// what is ahead wait in the state for one byte. Reversed, the two change sides.
//
// Repeats are written out: `a{2,4}` is `aa(a(a)?)?`. What that costs is added
// up over the tree first, in one loop, so that `((a{1000}){1000})` is refused
// and not built.

#include "compiler/automata/nfa.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace iotpf::automata {
namespace {

// Nodes of a regex, at most UINT32_MAX.
uint64_t SizeOf(const Regex& regex) {
  constexpr uint64_t kMost = UINT32_MAX;
  std::vector<uint64_t> sizes(regex.nodes.size());
  for (size_t i = 0; i < regex.nodes.size(); ++i) {
    const RegexNode& node = regex.nodes[i];
    uint64_t size = node.kind == RegexKind::Bytes ? 1 : 0;
    if (node.kind == RegexKind::Assertion) size = 5;
    for (const uint32_t child : regex.ChildrenOf(node)) {
      size += sizes[child] + (node.kind == RegexKind::Alternate ? 1 : 0);
    }
    if (node.kind == RegexKind::Repeat) {
      const uint64_t times =
          node.max == kUnbounded ? std::max(node.min, 1u) : node.max;
      size = (size + 1) * times;
    }
    sizes[i] = std::min(size, kMost);
  }
  return sizes[regex.root()] + 1;
}

struct HashOfSet {
  size_t operator()(const ByteSet& set) const {
    uint64_t hash = 0;
    for (const uint64_t word : set.words) {
      hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 29;
    }
    return hash;
  }
};

class NfaBuilder {
 public:
  explicit NfaBuilder(bool is_reversed) : is_reversed_(is_reversed) {}

  void Reserve(size_t nodes) { nfa_.nodes.reserve(nodes); }

  void AddPattern(const Regex& regex, uint32_t pattern) {
    regex_ = &regex;
    pattern_ = pattern;
    const uint32_t match = Add({.kind = NfaKind::Match});
    nfa_.starts.push_back(Build(regex.root(), match));
  }

  Nfa Take() { return std::move(nfa_); }

 private:
  uint32_t Add(NfaNode node) {
    node.pattern = pattern_;
    nfa_.nodes.push_back(node);
    return static_cast<uint32_t>(nfa_.nodes.size()) - 1;
  }

  uint32_t Split(uint32_t next, uint32_t other) {
    return Add({.kind = NfaKind::Split, .next = next, .other = other});
  }

  // Builds tree node `index` in front of `next`; gives the node to begin at.
  // Recurses as deep as the tree: kMaxRegexDepth.
  uint32_t Build(uint32_t index, uint32_t next) {
    const RegexNode& node = regex_->nodes[index];
    switch (node.kind) {
      case RegexKind::Empty:
        return next;
      case RegexKind::Bytes:
        return Add({.kind = NfaKind::Bytes,
                    .set = SetIndex(regex_->sets[node.set]),
                    .next = next});
      case RegexKind::Assertion:
        return BuildAssertion(node.assertion, next);
      case RegexKind::Concat:
        return BuildConcat(node, next);
      case RegexKind::Alternate:
        return BuildAlternate(node, next);
      case RegexKind::Repeat:
        return BuildRepeat(node, next);
    }
    return next;
  }

  uint32_t BuildConcat(const RegexNode& node, uint32_t next) {
    const auto children = regex_->ChildrenOf(node);
    for (size_t i = 0; i < children.size(); ++i) {
      const size_t at = is_reversed_ ? i : children.size() - 1 - i;
      next = Build(children[at], next);
    }
    return next;
  }

  uint32_t BuildAlternate(const RegexNode& node, uint32_t next) {
    const auto children = regex_->ChildrenOf(node);
    uint32_t begin = Build(children.back(), next);
    for (size_t i = children.size() - 1; i > 0; --i) {
      begin = Split(Build(children[i - 1], next), begin);
    }
    return begin;
  }

  uint32_t BuildRepeat(const RegexNode& node, uint32_t next) {
    const uint32_t child = regex_->ChildrenOf(node)[0];
    uint32_t needed = node.min;
    uint32_t begin = next;
    if (node.max == kUnbounded) {
      const uint32_t loop = Split(kNoNode, next);
      const uint32_t body = Build(child, loop);
      nfa_.nodes[loop].next = body;
      // `a+` enters at the body, `a*` at the choice.
      begin = needed > 0 ? body : loop;
      needed -= needed > 0 ? 1 : 0;
    } else {
      for (uint32_t i = node.min; i < node.max; ++i) {
        begin = Split(Build(child, begin), next);
      }
    }
    for (uint32_t i = 0; i < needed; ++i) begin = Build(child, begin);
    return begin;
  }

  uint32_t BuildAssertion(Assertion assertion, uint32_t next) {
    constexpr ContextMask kEdge = MaskOf(Context::Edge);
    constexpr ContextMask kLine = kEdge | MaskOf(Context::NewLine);
    constexpr ContextMask kWord = MaskOf(Context::Word);
    constexpr ContextMask kNoWord = kLine | MaskOf(Context::Other);
    switch (assertion) {
      case Assertion::InputStart:
        return Test(true, kEdge, next);
      case Assertion::InputEnd:
        return Test(false, kEdge, next);
      case Assertion::LineStart:
        nfa_.has_lines = true;
        return Test(true, kLine, next);
      case Assertion::LineEnd:
        nfa_.has_lines = true;
        return Test(false, kLine, next);
      case Assertion::WordBoundary:
        nfa_.has_words = true;
        return Split(TestBoth(kWord, kNoWord, next),
                     TestBoth(kNoWord, kWord, next));
      case Assertion::NotWordBoundary:
        nfa_.has_words = true;
        return Split(TestBoth(kWord, kWord, next),
                     TestBoth(kNoWord, kNoWord, next));
    }
    return next;
  }

  // A test of what stands before a place in the input, or behind it.
  uint32_t Test(bool is_before, ContextMask mask, uint32_t next) {
    const bool was_read = is_before != is_reversed_;
    return Add({.kind = was_read ? NfaKind::Behind : NfaKind::Ahead,
                .mask = mask,
                .next = next});
  }

  // What was read is tested first: it is known at once.
  uint32_t TestBoth(ContextMask behind, ContextMask ahead, uint32_t next) {
    const uint32_t then =
        Add({.kind = NfaKind::Ahead, .mask = ahead, .next = next});
    return Add({.kind = NfaKind::Behind, .mask = behind, .next = then});
  }

  uint32_t SetIndex(const ByteSet& set) {
    const auto [row, is_new] =
        set_index_.try_emplace(set, static_cast<uint32_t>(nfa_.sets.size()));
    if (is_new) nfa_.sets.push_back(set);
    return row->second;
  }

  const bool is_reversed_;
  const Regex* regex_ = nullptr;
  uint32_t pattern_ = 0;
  std::unordered_map<ByteSet, uint32_t, HashOfSet> set_index_;
  Nfa nfa_;
};

}  // namespace

std::optional<Nfa> BuildNfa(std::span<const DfaPattern> patterns,
                            bool is_reversed, uint32_t max_nodes) {
  uint64_t size = 0;
  for (const DfaPattern& pattern : patterns) {
    size += SizeOf(*pattern.regex);
    if (size > max_nodes) return std::nullopt;
  }
  NfaBuilder builder(is_reversed);
  builder.Reserve(size);
  for (uint32_t i = 0; i < patterns.size(); ++i) {
    builder.AddPattern(*patterns[i].regex, i);
  }
  return builder.Take();
}

}  // namespace iotpf::automata
