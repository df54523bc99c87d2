// Nfa: all patterns of a set as one nondeterministic automaton.
#ifndef IOTPF_COMPILER_AUTOMATA_NFA_H_
#define IOTPF_COMPILER_AUTOMATA_NFA_H_

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/byte_set.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace iotpf::automata {

inline constexpr uint32_t kNoNode = UINT32_MAX;

// What is known of a byte beside a place: `^`, `\b` and the like ask no more.
enum class Context : uint8_t { Edge, NewLine, Word, Other };
inline constexpr uint32_t kContextCount = 4;

// The contexts for which a place holds, a bit each.
using ContextMask = uint8_t;
constexpr ContextMask MaskOf(Context context) {
  return static_cast<ContextMask>(1u << static_cast<uint32_t>(context));
}

enum class NfaKind : uint8_t {
  Bytes,   // reads a byte of `set`, goes on at `next`
  Split,   // goes on at `next` and at `other`
  Behind,  // goes on if the byte that was read last is in a context of `mask`
  Ahead,   // the same for the byte that is read next
  Match,   // the pattern matches
};

struct NfaNode {
  NfaKind kind = NfaKind::Match;
  ContextMask mask = 0;
  uint32_t set = 0;  // index into Nfa::sets
  uint32_t next = kNoNode;
  uint32_t other = kNoNode;
  uint32_t pattern = 0;  // index into the patterns, not an id
};

struct Nfa {
  std::vector<NfaNode> nodes;
  std::vector<uint32_t> starts;  // a node for each pattern
  std::vector<ByteSet> sets;     // no two are equal
  // Which bytes the places of the patterns tell apart.
  bool has_lines = false;
  bool has_words = false;
};

// Reversed, an automaton reads matches from their last byte to their first, and
// what is ahead becomes what is behind.
//
//   Output  nullopt where there would be more than `max_nodes`; found before
//           anything is built.
std::optional<Nfa> BuildNfa(std::span<const DfaPattern> patterns,
                            bool is_reversed, uint32_t max_nodes);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_NFA_H_
