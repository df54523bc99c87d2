// ByteSet: a set of byte values, as four words.
#ifndef IOTPF_COMPILER_AUTOMATA_BYTE_SET_H_
#define IOTPF_COMPILER_AUTOMATA_BYTE_SET_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace iotpf::automata {

inline constexpr uint32_t kByteValues = 256;

struct ByteSet {
  std::array<uint64_t, 4> words{};

  friend bool operator==(const ByteSet&, const ByteSet&) = default;

  static ByteSet Of(uint32_t byte) {
    ByteSet set;
    set.Add(byte);
    return set;
  }
  static ByteSet Range(uint32_t low, uint32_t high) {
    ByteSet set;
    set.AddRange(low, high);
    return set;
  }

  bool Contains(uint32_t byte) const {
    return (words[byte / 64] >> (byte % 64) & 1) != 0;
  }
  void Add(uint32_t byte) { words[byte / 64] |= uint64_t{1} << (byte % 64); }
  // Both ends are in the range.
  void AddRange(uint32_t low, uint32_t high) {
    for (uint32_t byte = low; byte <= high; ++byte) Add(byte);
  }
  void AddSet(const ByteSet& other) {
    for (size_t i = 0; i < words.size(); ++i) words[i] |= other.words[i];
  }
  ByteSet Complement() const {
    ByteSet set;
    for (size_t i = 0; i < words.size(); ++i) set.words[i] = ~words[i];
    return set;
  }
  uint32_t Count() const {
    int count = 0;
    for (const uint64_t word : words) count += std::popcount(word);
    return static_cast<uint32_t>(count);
  }
  bool IsEmpty() const { return Count() == 0; }

  // Calls `visit` with each byte of the set, in order.
  template <class Visit>
  void ForEach(Visit visit) const {
    for (uint32_t i = 0; i < words.size(); ++i) {
      for (uint64_t rest = words[i]; rest != 0; rest &= rest - 1) {
        visit(i * 64 + static_cast<uint32_t>(std::countr_zero(rest)));
      }
    }
  }
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_BYTE_SET_H_
