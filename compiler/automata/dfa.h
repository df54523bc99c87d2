// Dfa: a deterministic automaton over a set of patterns, as plain tables.
#ifndef IOTPF_COMPILER_AUTOMATA_DFA_H_
#define IOTPF_COMPILER_AUTOMATA_DFA_H_

#include "compiler/automata/byte_set.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace iotpf::automata {

inline constexpr uint32_t kNoState = UINT32_MAX;

// Reads an input byte by byte:
//
//   state = start; report certain[state]
//   for each byte: state = next[state * class_count + classes[byte]]
//                  report certain[state]
//   at the end:    report at_end[state]
//
// A pattern matches the input when it was reported anywhere on the way. States
// are numbered from the start state on, breadth first, so equal patterns give
// equal tables.
struct Dfa {
  // Byte to column. Bytes of one class behave alike in every state.
  std::array<uint8_t, kByteValues> classes{};
  uint32_t class_count = 0;  // 1 to 256
  // state_count() rows of class_count columns; every entry is a state.
  std::vector<uint32_t> next;
  uint32_t start = 0;
  // The state from which nothing is ever reported, or kNoState. It leads to
  // itself only.
  uint32_t dead = kNoState;
  // For each state, a match list: the patterns that match whatever follows. An
  // automaton of DfaReports::Once names a pattern in the state where it becomes
  // certain and may forget it behind it; of Kept, in every state from there on.
  std::vector<uint32_t> certain;
  // For each state, a match list: the patterns that match if the input ends
  // here, beyond those of `certain[state]`.
  std::vector<uint32_t> at_end;
  // Match list i is the part of `list_ids` from list_begin[i] to
  // list_begin[i + 1]: ids of patterns, ascending. List 0 is empty; no two are
  // equal.
  std::vector<uint32_t> list_begin;
  std::vector<uint32_t> list_ids;
  // Reads the input from its last byte to its first.
  bool is_reversed = false;

  uint32_t state_count() const { return static_cast<uint32_t>(certain.size()); }
  uint32_t list_count() const {
    return static_cast<uint32_t>(list_begin.size()) - 1;
  }
  std::span<const uint32_t> MatchList(uint32_t list) const {
    return std::span(list_ids).subspan(list_begin[list],
                                       list_begin[list + 1] - list_begin[list]);
  }
  uint32_t Next(uint32_t state, uint8_t byte) const {
    return next[size_t{state} * class_count + classes[byte]];
  }
};

// The ids that `dfa` reports for the input, ascending, each once.
std::vector<uint32_t> Run(const Dfa& dfa, std::string_view bytes);

// The bytes that lead from `state` to another state. A scan may skip all
// others, whose reports are those of `state` again.
ByteSet LeavingBytes(const Dfa& dfa, uint32_t state);

// Whether nothing more can be learned in `state`: every byte leads back to it,
// and the end reports nothing. True of the dead state; with DfaReports::Kept
// also where all patterns are certain.
bool IsSettled(const Dfa& dfa, uint32_t state);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_DFA_H_
