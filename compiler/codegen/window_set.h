// Prefixes and suffixes by a few bytes at a fixed place.
#ifndef IOTPF_COMPILER_CODEGEN_WINDOW_SET_H_
#define IOTPF_COMPILER_CODEGEN_WINDOW_SET_H_

#include "compiler/codegen/dictionary_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::codegen {

// Bytes that must stand at a place of the value: `number` bytes from its start,
// or at its end.
struct PlacedText {
  std::string bytes;  // in lower case where the set folds
  uint64_t number = 0;
  uint32_t bit = 0;
};

// Texts that one lookup tells apart: by the `width` bytes that begin `distance`
// bytes behind the start of the value, or before its end.
struct WindowSet {
  bool from_end = false;
  bool folds = false;
  uint64_t distance = 0;
  uint32_t width = 0;  // 8, 4, 2 or 1
  std::vector<PlacedText> texts;
  Dictionary windows;  // to indices into `texts`
};

// Takes out of `texts` as many as one window tells apart, those of one place
// alone. The others stay, in their order: shorter than the window, at another
// place, or too many alike.
//
//   Output   nullopt where no window tells any.
//   Cost     some passes over the texts, each with a sort.
std::optional<WindowSet> TakeWindowSet(std::vector<PlacedText>& texts,
                                       bool from_end, bool folds);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_WINDOW_SET_H_
