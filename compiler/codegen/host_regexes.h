// Which regexes of a reading are left to RE2.
#ifndef IOTPF_COMPILER_CODEGEN_HOST_REGEXES_H_
#define IOTPF_COMPILER_CODEGEN_HOST_REGEXES_H_

#include "compiler/codegen/code_findings.h"
#include "compiler/codegen/value_tests.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <cstdint>
#include <vector>

namespace iotpf::codegen {

// The regexes of a reading that RE2 runs on whole values, and why.
//
//   Requires  `tests` from SortTests(), with the gain that was acted upon: with
//             Gain::None any_reading does all.
//   Output    in order of bits. That RE2 also runs those of Gain::Little on
//             parts of values is not told here.
std::vector<HostRegex> FindHostRegexes(const ir::Ruleset& ruleset,
                                       const ir::PredicateOrder& order,
                                       uint32_t reading,
                                       const ValueTests& tests);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_HOST_REGEXES_H_
