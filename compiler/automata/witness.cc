// Shortest inputs, breadth first. Among the shortest, the one with the fewest
// bytes that are not printable: when a state is taken from the queue, all ways
// of the same length into it have been seen, so the best of them is kept. Each
// class offers its most readable byte.

#include "compiler/automata/byte_classes.h"
#include "compiler/automata/language.h"

#include <algorithm>
#include <vector>

namespace iotpf::automata {
namespace {

bool IsReported(const Dfa& dfa, uint32_t state) {
  return dfa.certain[state] != 0 || dfa.at_end[state] != 0;
}

// Letters, then digits, then signs, then the rest.
uint32_t Readability(uint32_t byte) {
  if (byte >= 'a' && byte <= 'z') return 0;
  if (byte >= 'A' && byte <= 'Z') return 1;
  if (byte >= '0' && byte <= '9') return 2;
  if (byte > ' ' && byte < 0x7F) return 3;
  return byte == ' ' ? 4 : 5;
}

bool IsPrintable(uint8_t byte) { return Readability(byte) < 5; }

// The most readable byte of each class.
std::vector<uint8_t> ReadableBytes(const Dfa& dfa) {
  std::vector<uint8_t> bytes(dfa.class_count);
  std::vector<bool> is_set(dfa.class_count);
  for (uint32_t byte = 0; byte < kByteValues; ++byte) {
    const uint8_t c = dfa.classes[byte];
    if (is_set[c] && Readability(bytes[c]) <= Readability(byte)) continue;
    bytes[c] = static_cast<uint8_t>(byte);
    is_set[c] = true;
  }
  return bytes;
}

// The best way to a state.
struct Way {
  uint32_t length = kNoState;  // kNoState: none is known
  uint32_t unprintable = 0;    // bytes of it
  uint32_t from = kNoState;
  uint8_t byte = 0;
};

std::string Spell(const Dfa& dfa, const std::vector<Way>& ways,
                  uint32_t state) {
  std::string text;
  for (; ways[state].from != kNoState; state = ways[state].from) {
    text += static_cast<char>(ways[state].byte);
  }
  if (!dfa.is_reversed) std::reverse(text.begin(), text.end());
  return text;
}

}  // namespace

bool IsEmpty(const Dfa& dfa) { return !FindWitness(dfa).has_value(); }

std::optional<std::string> FindWitness(const Dfa& dfa) {
  const std::vector<uint8_t> bytes = ReadableBytes(dfa);
  std::vector<Way> ways(dfa.state_count());
  std::vector<uint32_t> queue = {dfa.start};
  ways[dfa.start].length = 0;
  uint32_t best = kNoState;
  for (size_t i = 0; i < queue.size(); ++i) {
    const uint32_t state = queue[i];
    const Way& way = ways[state];
    if (best != kNoState && way.length > ways[best].length) break;
    if (IsReported(dfa, state)) {
      if (best == kNoState || way.unprintable < ways[best].unprintable) {
        best = state;
      }
      continue;
    }
    for (uint32_t c = 0; c < dfa.class_count; ++c) {
      const uint32_t next = dfa.next[size_t{state} * dfa.class_count + c];
      const Way to{way.length + 1,
                   way.unprintable + (IsPrintable(bytes[c]) ? 0 : 1), state,
                   bytes[c]};
      Way& known = ways[next];
      const bool is_new = known.length == kNoState;
      if (is_new) queue.push_back(next);
      if (is_new ||
          (known.length == to.length && to.unprintable < known.unprintable)) {
        known = to;
      }
    }
  }
  if (best == kNoState) return std::nullopt;
  return Spell(dfa, ways, best);
}

}  // namespace iotpf::automata
