// The number of values of a slot against ranges of integers.
//
// Where more values may follow, all numbers from the one seen on are possible.
// Two numbers, known when rules are compiled, answer for all of them: from
// `always` on every number lies in a range, and from `never` on none does.
//
//   ranges 2..3 and 5..      0 1 [2 3] 4 [5 6 7 ...    always 5, no never
//   ranges 2..3              0 1 [2 3] 4  5 6 7 ...    never 4, no always

#include "compiler/codegen/lower_count.h"

#include "compiler/codegen/lower_constant_list.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace iotpf::codegen {
namespace {

// More get no code of their own: their list is searched.
constexpr size_t kMaxInlineRanges = 8;

constexpr int64_t kNoEnd = std::numeric_limits<int64_t>::max();

struct Range {
  int64_t first;
  int64_t last;
};

// The numbers of values that lie in a constant: in order, and apart.
std::vector<Range> NumbersIn(std::span<const ir::Constant> constants) {
  std::vector<Range> all;
  for (const ir::Constant& constant : constants) {
    if (constant.kind != IOTPF_CONSTANT_INTEGER) continue;
    const Range range = {std::max<int64_t>(constant.first, 0), constant.last};
    if (range.first <= range.last) all.push_back(range);
  }
  std::ranges::sort(all, {}, &Range::first);
  std::vector<Range> apart;
  for (const Range& range : all) {
    const bool touches =
        !apart.empty() &&
        (apart.back().last == kNoEnd || range.first <= apart.back().last + 1);
    if (touches) {
      apart.back().last = std::max(apart.back().last, range.last);
    } else {
      apart.push_back(range);
    }
  }
  return apart;
}

llvm::Value* Truth(FunctionBuilder& code, llvm::Value* holds) {
  return code.ir().CreateSelect(holds, code.I8(kTrue), code.I8(kFalse));
}

// i8: whether `count` lies in a range. All of it is known.
llvm::Value* LowerClosed(FunctionBuilder& code, const LoweringContext& context,
                         const ir::Predicate& predicate,
                         const std::vector<Range>& ranges, llvm::Value* count) {
  llvm::IRBuilder<>& ir = code.ir();
  if (ranges.size() > kMaxInlineRanges) {
    static_assert(sizeof(iotpf_value) % sizeof(uint64_t) == 0);
    llvm::Type* type = llvm::ArrayType::get(
        code.i64(), sizeof(iotpf_value) / sizeof(uint64_t));
    llvm::AllocaInst* value = code.Variable(llvm::Constant::getNullValue(type));
    ir.CreateStore(count, code.At(value, offsetof(iotpf_value, number)));
    ir.CreateStore(ir.getInt16(IOTPF_VALUE_INTEGER),
                   code.At(value, offsetof(iotpf_value, kind)));
    return CallAnyConstant(code, context, predicate, IOTPF_OP_EQUAL, value);
  }
  llvm::Value* holds = code.Bool(false);
  for (const Range& range : ranges) {
    llvm::Value* is_inside = ir.CreateAnd(
        ir.CreateICmpUGE(count, code.I64(static_cast<uint64_t>(range.first))),
        ir.CreateICmpULE(count, code.I64(static_cast<uint64_t>(range.last))));
    holds = ir.CreateOr(holds, is_inside);
  }
  return Truth(code, holds);
}

// i8: what is known when `count` values were seen and more may follow.
llvm::Value* LowerOpen(FunctionBuilder& code, const std::vector<Range>& ranges,
                       llvm::Value* count) {
  llvm::IRBuilder<>& ir = code.ir();
  if (ranges.empty()) return code.I8(kFalse);
  const Range& last = ranges.back();
  const bool has_end = last.last != kNoEnd;
  const auto from = static_cast<uint64_t>(has_end ? last.last + 1 : last.first);
  return ir.CreateSelect(ir.CreateICmpUGE(count, code.I64(from)),
                         code.I8(has_end ? kFalse : kTrue), code.I8(kUnknown));
}

}  // namespace

void LowerCount(FunctionBuilder& code, const LoweringContext& context,
                const ir::Predicate& predicate, llvm::Value* slot) {
  llvm::IRBuilder<>& ir = code.ir();
  const std::vector<Range> ranges = NumbersIn(
      std::span(context.ruleset.constants)
          .subspan(predicate.first_constant, predicate.constant_count));
  llvm::Value* presence =
      code.Load(code.i8(), slot, offsetof(iotpf_slot, presence));
  code.ReturnIf(ir.CreateICmpEQ(presence, code.I8(IOTPF_UNOBSERVED)),
                code.I8(kUnknown));
  const bool has_zero = !ranges.empty() && ranges.front().first == 0;
  code.ReturnIf(ir.CreateICmpEQ(presence, code.I8(IOTPF_ABSENT)),
                code.I8(has_zero ? kTrue : kFalse));
  llvm::Value* count =
      code.Wide(code.Load(code.i32(), slot, offsetof(iotpf_slot, count)));
  llvm::Value* open = code.Load(code.i8(), slot, offsetof(iotpf_slot, open));
  code.If(ir.CreateICmpNE(open, code.I8(0)),
          [&] { code.Return(LowerOpen(code, ranges, count)); });
  code.Return(LowerClosed(code, context, predicate, ranges, count));
}

}  // namespace iotpf::codegen
