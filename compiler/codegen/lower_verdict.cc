// Claims and scopes: the shapes of the candidates, worked out one by one.

#include "compiler/codegen/lower_verdict.h"

#include "compiler/codegen/constant_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_candidates.h"
#include "compiler/codegen/lower_condition.h"
#include "compiler/codegen/verdict_tables.h"

#include <cstddef>

namespace iotpf::codegen {
namespace {

class VerdictLowering {
 public:
  VerdictLowering(const LoweringContext& context, const RootShapes& shapes)
      : context_(context),
        shapes_(shapes),
        layout_(context.layout),
        tables_(MakeVerdictTables(context, shapes)) {}

  VerdictFunctions Lower() {
    const CandidateFunctions functions =
        LowerCandidates(context_, shapes_, tables_);
    candidates_ = functions.candidates;
    return {Claims(), Scopes(), functions.is_open};
  }

 private:
  FunctionBuilder Helper(std::string_view name, llvm::Type* result,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(context_.module, name, result, parameters);
  }

  llvm::Function* Claims();
  llvm::Function* Scopes();

  const LoweringContext& context_;
  const RootShapes& shapes_;
  const StateLayout& layout_;
  VerdictTables tables_;
  llvm::Type* i1_ = llvm::Type::getInt1Ty(context_.module.getContext());
  llvm::Type* i32_ = llvm::Type::getInt32Ty(context_.module.getContext());
  llvm::Type* i64_ = llvm::Type::getInt64Ty(context_.module.getContext());
  llvm::Type* pointer_ =
      llvm::PointerType::getUnqual(context_.module.getContext());
  llvm::Function* candidates_ = nullptr;
};

// iotpf_claims_function. The row behind the last claim is always written and
// only counted where the claim exists: there is room for all fingerprints.
llvm::Function* VerdictLowering::Claims() {
  FunctionBuilder code = Helper("claims", i32_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  ir.CreateCall(candidates_, {code.argument(0)});
  llvm::AllocaInst* count = code.Variable(code.I32(0));
  const uint32_t words = (shapes_.fingerprint_count + 63) / 64;
  code.ForEach(code.I32(0), code.I32(words), [&](llvm::Value* index) {
    llvm::Value* bits =
        code.Load(i64_, StateWord(code, layout_.roots(), index), 0);
    if (shapes_.fingerprint_count % 64 != 0) {  // scopes follow in the last
      const uint64_t own =
          ~uint64_t{0} >> (64 - shapes_.fingerprint_count % 64);
      llvm::Value* is_last = ir.CreateICmpEQ(index, code.I32(words - 1));
      bits = ir.CreateAnd(bits, ir.CreateSelect(is_last, code.I64(own),
                                                code.I64(~uint64_t{0})));
    }
    code.ForEachBit(
        bits, ir.CreateShl(code.Wide(index), 6), [&](llvm::Value* bit) {
          llvm::Value* root = ir.CreateTrunc(bit, i32_);
          llvm::Value* row = TableRow(code, tables_.roots, root, kRootColumns);
          llvm::Value* says =
              CallShape(code, tables_, TableColumn(code, row, kRootShape),
                        TableColumn(code, row, kRootRow));
          llvm::Value* flags =
              ir.CreateTrunc(ir.CreateAnd(says, kClaimFlags), i32_);
          llvm::Value* decider =
              ir.CreateTrunc(ir.CreateLShr(says, kConditionShift), i32_);
          llvm::Value* condition = ir.CreateSelect(
              ir.CreateICmpEQ(decider, code.I32(kNoDecider)),
              code.I32(IOTPF_NONE),
              ir.CreateAdd(decider, TableColumn(code, row, kRootOwner)));
          llvm::Value* claim = code.At(
              code.argument(1), ir.CreateMul(code.Wide(code.Get(count)),
                                             code.I64(sizeof(iotpf_claim))));
          code.Store(root, claim, offsetof(iotpf_claim, fingerprint));
          code.Store(condition, claim, offsetof(iotpf_claim, condition));
          code.Store(flags, claim, offsetof(iotpf_claim, flags));
          llvm::Value* exists = ir.CreateICmpNE(flags, code.I32(0));
          code.Set(count,
                   ir.CreateAdd(code.Get(count), ir.CreateZExt(exists, i32_)));
        });
  });
  code.Return(code.Get(count));
  return code.function();
}

// iotpf_scopes_function.
llvm::Function* VerdictLowering::Scopes() {
  FunctionBuilder code = Helper("scopes", i32_, {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  const auto root_count = static_cast<uint32_t>(shapes_.roots.size());
  if (root_count == shapes_.fingerprint_count) {
    code.Return(code.I32(0));
    return code.function();
  }
  ir.CreateCall(candidates_, {code.argument(0)});
  llvm::AllocaInst* count = code.Variable(code.I32(0));
  code.ForEach(
      code.I32(shapes_.fingerprint_count), code.I32(root_count),
      [&](llvm::Value* root) {
        llvm::Value* word = code.Load(
            i64_, StateWord(code, layout_.roots(), ir.CreateLShr(root, 6)), 0);
        llvm::Value* bit =
            ir.CreateLShr(word, ir.CreateAnd(code.Wide(root), 63));
        code.If(ir.CreateTrunc(bit, i1_), [&] {
          llvm::Value* row = TableRow(code, tables_.roots, root, kRootColumns);
          llvm::Value* says = ir.CreateTrunc(
              CallShape(code, tables_, TableColumn(code, row, kRootShape),
                        TableColumn(code, row, kRootRow)),
              code.i8());
          llvm::Value* truth =
              ir.CreateSelect(ir.CreateICmpEQ(says, code.I8(kTrue)),
                              code.I32(IOTPF_TRUE), code.I32(IOTPF_UNKNOWN));
          llvm::Value* scope = code.At(
              code.argument(1), ir.CreateMul(code.Wide(code.Get(count)),
                                             code.I64(sizeof(iotpf_scope))));
          code.Store(TableColumn(code, row, kRootOwner), scope,
                     offsetof(iotpf_scope, provider));
          code.Store(truth, scope, offsetof(iotpf_scope, truth));
          llvm::Value* exists = ir.CreateICmpNE(says, code.I8(kFalse));
          code.Set(count,
                   ir.CreateAdd(code.Get(count), ir.CreateZExt(exists, i32_)));
        });
      });
  code.Return(code.Get(count));
  return code.function();
}

}  // namespace

VerdictFunctions LowerVerdict(const LoweringContext& context,
                              const RootShapes& shapes) {
  return VerdictLowering(context, shapes).Lower();
}

}  // namespace iotpf::codegen
