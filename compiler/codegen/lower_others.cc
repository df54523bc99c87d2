// Two loops over lists of predicates, so that thousands of them are no more
// code than one.

#include "compiler/codegen/lower_others.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_search.h"

#include <fmt/format.h>

#include <cstddef>
#include <vector>

namespace iotpf::codegen {
namespace {

// Rows of the table of regexes, in words of 32 bits.
enum RegexColumn : uint32_t { kRegex, kBit, kRegexColumns };

void LowerRegexes(FunctionBuilder& code, llvm::GlobalVariable* rows,
                  uint32_t count) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* value = code.argument(0);
  llvm::Value* data =
      code.Load(ir.getPtrTy(), value, offsetof(iotpf_value, data));
  llvm::Value* size = code.Load(code.i64(), value, offsetof(iotpf_value, size));
  code.ForEach(code.I32(0), code.I32(count), [&](llvm::Value* index) {
    llvm::Value* row =
        code.At(rows, ir.CreateMul(code.Wide(index),
                                   code.I64(kRegexColumns * sizeof(uint32_t))));
    const auto column = [&](RegexColumn wanted) {
      return code.Load(code.i32(), row, wanted * sizeof(uint32_t));
    };
    code.If(LowerSearch(code, code.argument(2), column(kRegex), data, size),
            [&] { code.SetBit(code.argument(1), column(kBit)); });
  });
}

}  // namespace

llvm::Function* LowerOthers(const LoweringContext& context,
                            std::string_view name,
                            std::span<const uint32_t> predicates) {
  std::vector<uint32_t> regexes;
  std::vector<uint32_t> others;
  for (const uint32_t index : predicates) {
    const ir::Predicate& predicate = context.ruleset.predicates[index];
    if (predicate.op != IOTPF_OP_MATCHES) {
      others.push_back(index);
      continue;
    }
    for (uint32_t i = 0; i < predicate.constant_count; ++i) {
      const ir::Constant& constant =
          context.ruleset.constants[predicate.first_constant + i];
      if (constant.kind != IOTPF_CONSTANT_REGEX) continue;
      regexes.insert(regexes.end(), {static_cast<uint32_t>(constant.first),
                                     context.order->bit_of[index]});
    }
  }
  llvm::Module& module = context.module;
  llvm::Type* pointer = llvm::PointerType::getUnqual(module.getContext());
  FunctionBuilder code(module, name, llvm::Type::getVoidTy(module.getContext()),
                       {pointer, pointer, pointer});
  if (!regexes.empty()) {
    LowerRegexes(
        code, ConstantTable(module, fmt::format("{}_regexes", name), regexes),
        static_cast<uint32_t>(regexes.size()) / kRegexColumns);
  }
  LowerAnyConstants(code, context, fmt::format("{}_predicates", name), others,
                    code.argument(0),
                    [&](llvm::Value* truth, llvm::Value* bit) {
                      code.If(code.ir().CreateICmpEQ(truth, code.I8(kTrue)),
                              [&] { code.SetBit(code.argument(1), bit); });
                    });
  code.ReturnVoid();
  return code.function();
}

void LowerAnyConstants(
    FunctionBuilder& code, const LoweringContext& context,
    std::string_view name, std::span<const uint32_t> predicates,
    llvm::Value* value,
    const std::function<void(llvm::Value*, llvm::Value*)>& each) {
  if (predicates.empty()) return;
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* numbers = ConstantTable(context.module, name, predicates);
  const auto count = static_cast<uint32_t>(predicates.size());
  code.ForEach(code.I32(0), code.I32(count), [&](llvm::Value* index) {
    llvm::Value* row =
        ImageRow(code, context.image, offsetof(iotpf_ruleset, predicates),
                 sizeof(iotpf_predicate), ElementAt(code, numbers, index));
    const auto column = [&](size_t offset) {
      return code.Load(code.i32(), row, offset);
    };
    llvm::Value* op = column(offsetof(iotpf_predicate, op));
    const auto is_op = [&](iotpf_predicate_op wanted) {
      return ir.CreateICmpEQ(op, code.I32(wanted));
    };
    llvm::Value* number =
        code.Load(code.i64(), row, offsetof(iotpf_predicate, number));
    llvm::Value* constants =
        ImageRow(code, context.image, offsetof(iotpf_ruleset, constants),
                 sizeof(iotpf_constant),
                 column(offsetof(iotpf_predicate, first_constant)));
    llvm::Value* truth = ir.CreateCall(
        context.any_constant,
        {ir.CreateSelect(is_op(IOTPF_OP_NOT_EQUAL), code.I32(IOTPF_OP_EQUAL),
                         op),
         ir.CreateSelect(is_op(IOTPF_OP_AT), number, code.I64(0)), value,
         constants, column(offsetof(iotpf_predicate, constant_count))});
    each(truth, column(offsetof(iotpf_predicate, bit)));
  });
}

}  // namespace iotpf::codegen
