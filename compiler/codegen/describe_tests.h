// The lowerings of a reading, for the report of a compilation.
#ifndef IOTPF_COMPILER_CODEGEN_DESCRIBE_TESTS_H_
#define IOTPF_COMPILER_CODEGEN_DESCRIBE_TESTS_H_

#include "compiler/codegen/code_findings.h"
#include "compiler/codegen/value_tests.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <cstdint>
#include <span>

namespace iotpf::codegen {

// What SortTests() chose for a reading, as a row of the report without the
// figures of its code.
//
//   Input    `host`: FindHostRegexes() of the same tests.
CompileReport::Reading DescribeTests(const ir::Ruleset& ruleset,
                                     const ir::PredicateOrder& order,
                                     uint32_t reading, const ValueTests& tests,
                                     std::span<const HostRegex> host);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_DESCRIBE_TESTS_H_
