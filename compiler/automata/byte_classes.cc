// Byte classes by refinement: all bytes are one class until a set divides it.
// Each set splits every class into the bytes inside and those outside; a table
// from old class and side to new class keeps that to one look at each byte.

#include "compiler/automata/byte_classes.h"

namespace iotpf::automata {
namespace {

constexpr uint32_t kNoClass = UINT32_MAX;

// Splits the classes by one set. Numbers follow the smallest byte.
void Refine(const ByteSet& set, ByteClasses& classes) {
  std::array<std::array<uint32_t, 2>, kByteValues> renamed;
  for (auto& sides : renamed) sides = {kNoClass, kNoClass};
  uint32_t count = 0;
  for (uint32_t byte = 0; byte < kByteValues; ++byte) {
    uint32_t& name =
        renamed[classes.of[byte]][set.Contains(byte) ? size_t{1} : size_t{0}];
    if (name == kNoClass) name = count++;
    classes.of[byte] = static_cast<uint8_t>(name);
  }
  classes.count = count;
}

}  // namespace

std::vector<uint8_t> ByteClasses::Representatives() const {
  std::vector<uint8_t> bytes(count);
  for (uint32_t byte = kByteValues; byte-- > 0;) {
    bytes[of[byte]] = static_cast<uint8_t>(byte);
  }
  return bytes;
}

ByteClasses ComputeByteClasses(std::span<const ByteSet> sets) {
  ByteClasses classes;
  for (const ByteSet& set : sets) Refine(set, classes);
  const std::vector<uint8_t> representatives = classes.Representatives();
  classes.begin.push_back(0);
  for (const ByteSet& set : sets) {
    for (uint32_t i = 0; i < classes.count; ++i) {
      if (set.Contains(representatives[i])) {
        classes.members.push_back(static_cast<uint8_t>(i));
      }
    }
    classes.begin.push_back(static_cast<uint32_t>(classes.members.size()));
  }
  return classes;
}

}  // namespace iotpf::automata
