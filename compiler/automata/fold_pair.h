// Sets that are one character: a byte, or a letter in both cases.
#ifndef IOTPF_COMPILER_AUTOMATA_FOLD_PAIR_H_
#define IOTPF_COMPILER_AUTOMATA_FOLD_PAIR_H_

#include "compiler/automata/byte_set.h"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace iotpf::automata {

inline bool IsAsciiLetter(uint8_t byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

struct OneByte {
  uint8_t byte;  // the lower case of a pair
  bool is_pair;  // both cases of an ASCII letter are in the set
};

// The character that `set` is, or nullopt.
inline std::optional<OneByte> AsOneByte(const ByteSet& set) {
  const uint32_t count = set.Count();
  if (count != 1 && count != 2) return std::nullopt;
  uint32_t first = kByteValues;
  set.ForEach([&first](uint32_t byte) { first = std::min(first, byte); });
  const auto byte = static_cast<uint8_t>(first);
  if (count == 1) return OneByte{byte, false};
  const auto lower = static_cast<uint8_t>(byte + 0x20);
  if (!IsAsciiLetter(byte) || byte >= 'a' || !set.Contains(lower)) {
    return std::nullopt;
  }
  return OneByte{lower, true};
}

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_FOLD_PAIR_H_
