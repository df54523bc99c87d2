// One reading with code of its own.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_READING_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_READING_H_

#include "compiler/codegen/lowering_context.h"

#include <cstdint>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// LLVM needs milliseconds for each small reading, and traffic shows few of the
// many headers that a large ruleset names. So this many with a key get code;
// the few fields without one are shown all the time.
inline constexpr uint32_t kMaxSmallReadings = 16;

// Makes `void reading_INDEX(ptr slot, ptr state, ptr host)`, which sets the
// bits of all predicates of the reading. Null: any_reading does.
//
//   Output   `context.findings` has the regexes that got no code, and the row
//            of the reading where a report is asked for.
//   Input    `small_left`: how many readings with a key and a few comparisons
//            may still have code of their own; counted down.
llvm::Function* LowerReading(const LoweringContext& context, uint32_t index,
                             uint32_t& small_left);

// Whether the predicate, of a field, holds where its reading is absent.
bool HoldsWhereAbsent(const LoweringContext& context,
                      const ir::Predicate& predicate);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_READING_H_
