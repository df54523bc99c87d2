// Reading an automaton: the plain interpreter that tests compare with, and what
// a generator wants to know of a state.

#include "compiler/automata/dfa.h"

#include <algorithm>

namespace iotpf::automata {

std::vector<uint32_t> Run(const Dfa& dfa, std::string_view bytes) {
  std::vector<uint32_t> ids;
  const auto report = [&](uint32_t list) {
    const auto found = dfa.MatchList(list);
    ids.insert(ids.end(), found.begin(), found.end());
  };
  uint32_t state = dfa.start;
  report(dfa.certain[state]);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const size_t at = dfa.is_reversed ? bytes.size() - 1 - i : i;
    state = dfa.Next(state, static_cast<uint8_t>(bytes[at]));
    report(dfa.certain[state]);
  }
  report(dfa.at_end[state]);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

ByteSet LeavingBytes(const Dfa& dfa, uint32_t state) {
  ByteSet leaving;
  for (uint32_t byte = 0; byte < kByteValues; ++byte) {
    if (dfa.Next(state, static_cast<uint8_t>(byte)) != state) leaving.Add(byte);
  }
  return leaving;
}

bool IsSettled(const Dfa& dfa, uint32_t state) {
  const auto row = std::span(dfa.next).subspan(size_t{state} * dfa.class_count,
                                               dfa.class_count);
  return dfa.at_end[state] == 0 &&
         std::all_of(row.begin(), row.end(),
                     [state](uint32_t next) { return next == state; });
}

}  // namespace iotpf::automata
