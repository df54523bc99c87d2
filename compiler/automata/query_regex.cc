// Each query is one loop over the tree from the leaves up, with a value a node,
// so that none recurses.
//
// A regex is anchored when every way through it passes the place: one part of a
// sequence is enough, all alternatives are needed, and a repeat counts where it
// must happen at least once. That a part in front of `^` would have to be empty
// only helps: the match then begins at the start just the same.

#include "compiler/automata/query_regex.h"

#include "compiler/automata/fold_pair.h"

#include <algorithm>
#include <vector>

namespace iotpf::automata {
namespace {

bool IsAnchored(const Regex& regex, Assertion place) {
  std::vector<bool> anchored(regex.nodes.size());
  for (size_t i = 0; i < regex.nodes.size(); ++i) {
    const RegexNode& node = regex.nodes[i];
    const auto children = regex.ChildrenOf(node);
    const auto is_child = [&](uint32_t child) { return anchored[child]; };
    switch (node.kind) {
      case RegexKind::Empty:
      case RegexKind::Bytes:
        break;
      case RegexKind::Assertion:
        anchored[i] = node.assertion == place;
        break;
      case RegexKind::Concat:
        anchored[i] = std::any_of(children.begin(), children.end(), is_child);
        break;
      case RegexKind::Alternate:
        anchored[i] = std::all_of(children.begin(), children.end(), is_child);
        break;
      case RegexKind::Repeat:
        anchored[i] = node.min > 0 && anchored[children[0]];
        break;
    }
  }
  return anchored[regex.root()];
}

constexpr uint32_t kLongest = kUnbounded - 1;

uint32_t Add(uint32_t a, uint32_t b) {
  if (a == kUnbounded || b == kUnbounded) return kUnbounded;
  return static_cast<uint32_t>(std::min<uint64_t>(uint64_t{a} + b, kLongest));
}

uint32_t Multiply(uint32_t length, uint32_t times) {
  if (length == 0 || times == 0) return 0;
  if (length == kUnbounded || times == kUnbounded) return kUnbounded;
  return static_cast<uint32_t>(
      std::min<uint64_t>(uint64_t{length} * times, kLongest));
}

MatchLength LengthOfNode(const Regex& regex, const RegexNode& node,
                         const std::vector<MatchLength>& lengths) {
  MatchLength length;
  if (node.kind == RegexKind::Bytes) return {1, 1};
  const auto children = regex.ChildrenOf(node);
  switch (node.kind) {
    case RegexKind::Concat:
      for (const uint32_t child : children) {
        length.min = Add(length.min, lengths[child].min);
        length.max = Add(length.max, lengths[child].max);
      }
      return length;
    case RegexKind::Alternate:
      length.min = kLongest;
      for (const uint32_t child : children) {
        length.min = std::min(length.min, lengths[child].min);
        length.max = std::max(length.max, lengths[child].max);
      }
      return length;
    case RegexKind::Repeat:
      return {Multiply(lengths[children[0]].min, node.min),
              Multiply(lengths[children[0]].max, node.max)};
    default:
      return length;
  }
}

// Adds a node of a plain text to `text`; false where it is none.
bool AddPlain(const Regex& regex, const RegexNode& node, PlainText& text,
              bool& has_exact_letter) {
  if (node.kind == RegexKind::Empty) return true;
  if (node.kind == RegexKind::Assertion) {
    // Nothing stands in front of `^` or behind `$`.
    if (node.assertion == Assertion::InputStart && text.bytes.empty() &&
        !text.at_end) {
      text.at_start = true;
      return true;
    }
    text.at_end = true;
    return node.assertion == Assertion::InputEnd;
  }
  if (node.kind != RegexKind::Bytes || text.at_end) return false;
  const auto byte = AsOneByte(regex.sets[node.set]);
  if (!byte) return false;
  text.bytes += static_cast<char>(byte->byte);
  text.nocase |= byte->is_pair;
  has_exact_letter |= !byte->is_pair && IsAsciiLetter(byte->byte);
  return true;
}

}  // namespace

bool IsStartAnchored(const Regex& regex) {
  return IsAnchored(regex, Assertion::InputStart);
}

bool IsEndAnchored(const Regex& regex) {
  return IsAnchored(regex, Assertion::InputEnd);
}

std::vector<MatchLength> LengthsOfNodes(const Regex& regex) {
  std::vector<MatchLength> lengths;
  lengths.reserve(regex.nodes.size());
  for (const RegexNode& node : regex.nodes) {
    lengths.push_back(LengthOfNode(regex, node, lengths));
  }
  return lengths;
}

MatchLength LengthOf(const Regex& regex) {
  return LengthsOfNodes(regex).back();
}

std::optional<PlainText> AsPlainText(const Regex& regex) {
  PlainText text;
  bool has_exact_letter = false;
  const RegexNode& root = regex.nodes[regex.root()];
  if (root.kind != RegexKind::Concat) {
    if (!AddPlain(regex, root, text, has_exact_letter)) return std::nullopt;
    return text;
  }
  for (const uint32_t child : regex.ChildrenOf(root)) {
    if (!AddPlain(regex, regex.nodes[child], text, has_exact_letter)) {
      return std::nullopt;
    }
  }
  // Some letters with a case and some without: no operator says that.
  if (text.nocase && has_exact_letter) return std::nullopt;
  return text;
}

}  // namespace iotpf::automata
