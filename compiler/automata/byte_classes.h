// ByteClasses: bytes that no set of a family tells apart, as one column.
#ifndef IOTPF_COMPILER_AUTOMATA_BYTE_CLASSES_H_
#define IOTPF_COMPILER_AUTOMATA_BYTE_CLASSES_H_

#include "compiler/automata/byte_set.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::automata {

struct ByteClasses {
  std::array<uint8_t, kByteValues> of{};  // the class of a byte
  uint32_t count = 1;
  // The classes of set i, ascending, are the part of `members` from begin[i] to
  // begin[i + 1].
  std::vector<uint32_t> begin;
  std::vector<uint8_t> members;

  std::span<const uint8_t> ClassesOf(uint32_t set) const {
    return std::span(members).subspan(begin[set], begin[set + 1] - begin[set]);
  }
  // A byte of each class, the smallest.
  std::vector<uint8_t> Representatives() const;
};

// The coarsest classes such that each set is a union of some; numbered by their
// smallest byte.
//
//   Cost   linear in the sets, which are worth making distinct.
ByteClasses ComputeByteClasses(std::span<const ByteSet> sets);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_BYTE_CLASSES_H_
