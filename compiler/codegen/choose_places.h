// How texts at the start, at the end or at a byte of a value are told.
#ifndef IOTPF_COMPILER_CODEGEN_CHOOSE_PLACES_H_
#define IOTPF_COMPILER_CODEGEN_CHOOSE_PLACES_H_

#include "compiler/codegen/value_tests.h"
#include "compiler/codegen/window_set.h"

#include <vector>

namespace iotpf::codegen {

// Adds comparisons, sets of windows, and literals of what no window tells to
// `tests`.
void ChoosePlaces(std::vector<PlacedText> texts, bool from_end, bool folds,
                  ValueTests& tests);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_CHOOSE_PLACES_H_
