// LowerLiteralScan(): which of many literals stand in a value, and where.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_LITERAL_SCAN_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_LITERAL_SCAN_H_

#include "compiler/codegen/literal_plan.h"
#include "compiler/codegen/lowering_context.h"

#include <span>
#include <string_view>

namespace iotpf::codegen {

// Writes `void NAME(ptr data, i64 size, ptr context)` with internal linkage.
// It calls
//
//   found(i32 literal, i64 at, ptr data, i64 size, ptr context)
//
// for every literal, by its index in `literals`, and every place `at` where it
// stands in the `size` bytes from `data` on. Where a literal is settled, by a
// bit of the context, its places may be left out.
//
//   Requires  `found` is a function of the context's module, returns nothing,
//             and does not mind being called twice for the same place. A place
//             of a literal of which MayLeavePlacesOut() is true may be left out
//             where the literal was reported before in the same call of NAME.
//   Input     `literals`: any number, in any order, equal ones included.
//   Output    The order of calls is that of no list: places go up in parts.
//             No byte outside of [data, data + size) is read; `data` may be
//             null where `size` is 0.
//   Cost      Tables, and code of a size that depends on the way of scanning
//             alone. Compile time is near-linear in the bytes of the literals.
llvm::Function* LowerLiteralScan(const LoweringContext& context,
                                 std::string_view name,
                                 std::span<const ScanLiteral> literals,
                                 llvm::Function* found);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_LITERAL_SCAN_H_
