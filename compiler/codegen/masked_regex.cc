// A byte under a mask is a set of bytes, and a masked text is a regex of such
// sets: x"55 ?? a?" is `\x55[\x00-\xFF][\xA0-\xAF]`, with `^` and `$` as the
// operator says. So what runs regexes runs these too: one automaton for those
// at the start of the value, the literal scan for those anywhere.

#include "compiler/codegen/masked_regex.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace iotpf::codegen {
namespace {

// Bytes of a text and of what stands before it: at the start of the value, and
// elsewhere, where an automaton must come to its end before it is cut.
constexpr uint64_t kMaxBytesAtStart = 4096;
constexpr uint64_t kMaxBytesAnywhere = kMaxRunBytes - 1;

class RegexBuilder {
 public:
  automata::Regex Build(std::span<const InlineTest> tests) {
    std::vector<uint32_t> alternatives;
    for (const InlineTest& test : tests) alternatives.push_back(AddText(test));
    Join(automata::RegexKind::Alternate, alternatives);
    return std::move(regex_);
  }

 private:
  uint32_t AddText(const InlineTest& test) {
    const bool is_whole = test.op == IOTPF_OP_EQUAL;
    std::vector<uint32_t> parts;
    if (is_whole || test.op == IOTPF_OP_STARTS_WITH || test.op == IOTPF_OP_AT) {
      parts.push_back(AddAssertion(automata::Assertion::InputStart));
    }
    const uint64_t before = test.op == IOTPF_OP_AT ? test.number : 0;
    for (uint64_t i = 0; i < before; ++i) {
      parts.push_back(AddBytes(automata::ByteSet::Range(0, 0xFF)));
    }
    for (size_t i = 0; i < test.constant.bytes.size(); ++i) {
      parts.push_back(AddBytes(BytesAt(test.constant, i)));
    }
    if (is_whole || test.op == IOTPF_OP_ENDS_WITH) {
      parts.push_back(AddAssertion(automata::Assertion::InputEnd));
    }
    return Join(automata::RegexKind::Concat, parts);
  }

  uint32_t AddAssertion(automata::Assertion assertion) {
    automata::RegexNode node;
    node.kind = automata::RegexKind::Assertion;
    node.assertion = assertion;
    return Add(node);
  }
  uint32_t AddBytes(const automata::ByteSet& set) {
    automata::RegexNode node;
    node.kind = automata::RegexKind::Bytes;
    node.set = static_cast<uint32_t>(regex_.sets.size());
    regex_.sets.push_back(set);
    return Add(node);
  }
  // The only part, or a node of all of them.
  uint32_t Join(automata::RegexKind kind, std::span<const uint32_t> parts) {
    if (parts.size() == 1) return parts[0];
    automata::RegexNode node;
    node.kind = kind;
    node.first_child = static_cast<uint32_t>(regex_.children.size());
    node.child_count = static_cast<uint32_t>(parts.size());
    regex_.children.insert(regex_.children.end(), parts.begin(), parts.end());
    return Add(node);
  }
  uint32_t Add(const automata::RegexNode& node) {
    regex_.nodes.push_back(node);
    return regex_.root();
  }

  // The bytes that may stand where byte `index` of the constant does.
  static automata::ByteSet BytesAt(const ir::Constant& constant, size_t index) {
    const bool folds = (constant.flags & IOTPF_CONSTANT_NOCASE) != 0;
    const auto wanted = static_cast<uint8_t>(constant.bytes[index]);
    const auto mask = static_cast<uint8_t>(constant.mask[index]);
    automata::ByteSet set;
    for (uint32_t byte = 0; byte < automata::kByteValues; ++byte) {
      const bool is_upper = byte >= 'A' && byte <= 'Z';
      const uint32_t folded = folds && is_upper ? byte - 'A' + 'a' : byte;
      if ((folded & mask) == wanted) set.Add(byte);
    }
    return set;
  }

  automata::Regex regex_;
};

}  // namespace

std::optional<automata::Regex> MaskedRegex(std::span<const InlineTest> tests) {
  for (const InlineTest& test : tests) {
    const ir::Constant& constant = test.constant;
    if (constant.mask.empty()) return std::nullopt;
    const bool is_anywhere =
        test.op == IOTPF_OP_CONTAINS || test.op == IOTPF_OP_ENDS_WITH;
    const uint64_t limit = is_anywhere ? kMaxBytesAnywhere : kMaxBytesAtStart;
    const uint64_t before = test.op == IOTPF_OP_AT ? test.number : 0;
    if (before > limit || before + constant.bytes.size() > limit) {
      return std::nullopt;
    }
  }
  return RegexBuilder().Build(tests);
}

}  // namespace iotpf::codegen
