// A reading is all that rules ask of one field, or of one key of it.

#include "compiler/codegen/lower_reading.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace iotpf::codegen {
namespace {

class ReadingLowering {
 public:
  ReadingLowering(const LoweringContext& context, uint32_t index)
      : context_(context),
        bits_(context.order->of_reading[index]),
        code_(context.module, fmt::format("reading_{}", index),
              llvm::Type::getVoidTy(context.module.getContext()),
              {Pointer(), Pointer(), Pointer()}) {}

  llvm::Function* Lower() {
    code_.ir().CreateCall(
        context_.any_reading,
        {code_.argument(0), code_.argument(1), code_.argument(2),
         code_.I32(bits_.first), code_.I32(bits_.count)});
    for (uint32_t i = 0; i < bits_.count; ++i) LowerCountAt(bits_.first + i);
    code_.ReturnVoid();
    return code_.function();
  }

 private:
  llvm::Type* Pointer() const {
    return llvm::PointerType::getUnqual(context_.module.getContext());
  }

  void LowerCountAt(uint32_t bit) {
    const uint32_t index = context_.order->at_bit[bit];
    const ir::Predicate& predicate = context_.ruleset.predicates[index];
    if (predicate.op != IOTPF_OP_COUNT) return;
    FunctionBuilder count(context_.module, fmt::format("count_{}", index),
                          code_.i8(), {Pointer()});
    LowerCount(count, context_, predicate, count.argument(0));
    llvm::Value* truth =
        code_.ir().CreateCall(count.function(), {code_.argument(0)});
    code_.ir().CreateCall(context_.set_truth,
                          {code_.argument(1), code_.I32(bit), truth});
  }

  const LoweringContext& context_;
  ir::BitRange bits_;
  FunctionBuilder code_;
};

}  // namespace

llvm::Function* LowerReading(const LoweringContext& context, uint32_t index) {
  const ir::BitRange bits = context.order->of_reading[index];
  bool has_count = false;
  for (uint32_t i = 0; i < bits.count; ++i) {
    const uint32_t predicate = context.order->at_bit[bits.first + i];
    has_count |= context.ruleset.predicates[predicate].op == IOTPF_OP_COUNT;
  }
  if (!has_count) return nullptr;
  return ReadingLowering(context, index).Lower();
}

bool HoldsWhereAbsent(const LoweringContext& context,
                      const ir::Predicate& predicate) {
  if (predicate.op == IOTPF_OP_ABSENT) return true;
  if (predicate.op != IOTPF_OP_COUNT) return false;
  const auto first =
      context.ruleset.constants.begin() + predicate.first_constant;
  return std::any_of(first, first + predicate.constant_count,
                     [](const ir::Constant& constant) {
                       return constant.kind == IOTPF_CONSTANT_INTEGER &&
                              constant.first <= 0 && 0 <= constant.last;
                     });
}

}  // namespace iotpf::codegen
