// Texts of which some bits count, as a regex.
#ifndef IOTPF_COMPILER_CODEGEN_MASKED_REGEX_H_
#define IOTPF_COMPILER_CODEGEN_MASKED_REGEX_H_

#include "compiler/automata/regex.h"
#include "compiler/codegen/value_tests.h"

#include <optional>
#include <span>

namespace iotpf::codegen {

// The regex that matches where one of `tests` holds.
//
//   Requires  at least one.
//   Output    nullopt where a text is long, begins far into the value, or has
//             no mask: the empty text, networks.
std::optional<automata::Regex> MaskedRegex(std::span<const InlineTest> tests);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_MASKED_REGEX_H_
