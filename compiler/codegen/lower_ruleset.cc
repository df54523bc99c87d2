// The module: the image, and the functions that its header names.
//
//   advance(stage) -- stage_S -- stage_S_word_W -- predicate_I -- value_I
//          \------- settled
//   claims --------- claims_C -- fingerprint_I
//   scopes --------------------- scope_I
//
// Every function has a bounded size (a word of state, a chunk of fingerprints),
// because the time of several LLVM passes grows faster than the function they
// work on. The header holds the distance from the image to each function; in
// one library that is a constant of the linker, so nothing is left to relocate.

#include "compiler/codegen/lower_ruleset.h"

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lower_condition.h"
#include "compiler/codegen/lower_constant_list.h"
#include "compiler/codegen/lower_predicate.h"
#include "compiler/codegen/lowering_context.h"

#include <fmt/format.h>

#include <iotpf/check.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include <llvm/IR/Constants.h>
#include <llvm/IR/DerivedTypes.h>

namespace iotpf::codegen {
namespace {

constexpr size_t kFingerprintsPerChunk = 64;
constexpr size_t kFunctionCount = 3;

class RulesetLowering {
 public:
  RulesetLowering(const ir::Ruleset& ruleset, llvm::Module& module,
                  llvm::GlobalVariable* image)
      : ruleset_(ruleset), module_(module), context_{ruleset, module, image} {
    llvm::LLVMContext& llvm = module.getContext();
    i8_ = llvm::Type::getInt8Ty(llvm);
    i32_ = llvm::Type::getInt32Ty(llvm);
    pointer_ = llvm::PointerType::getUnqual(llvm);
  }

  // In the order of the header.
  std::vector<llvm::Function*> Lower() {
    LowerConstantList(context_);
    for (uint32_t i = 0; i < ruleset_.fingerprints.size(); ++i) {
      fingerprints_.push_back(LowerFingerprint(context_, i));
    }
    for (uint32_t i = 0; i < ruleset_.providers.size(); ++i) {
      const bool has_scope = ruleset_.providers[i].scope != ir::kNone;
      scopes_.push_back(has_scope ? LowerScope(context_, i) : nullptr);
    }
    return {Advance(), Claims(), Scopes()};
  }

 private:
  FunctionBuilder Helper(std::string_view name,
                         std::initializer_list<llvm::Type*> parameters) {
    return FunctionBuilder(module_, name, i32_, parameters);
  }

  llvm::Function* Advance();
  llvm::Function* StageFunction(Stage stage);
  llvm::Function* WordFunction(Stage stage, uint32_t word,
                               const std::vector<uint32_t>& predicates);
  llvm::Value* CallPredicate(FunctionBuilder& code, uint32_t index);
  llvm::Function* Settled();
  llvm::Function* SettledChunk(size_t first, size_t last);
  llvm::Function* Claims();
  llvm::Function* ClaimsChunk(size_t first, size_t last);
  llvm::Function* Scopes();

  const ir::Ruleset& ruleset_;
  llvm::Module& module_;
  LoweringContext context_;
  llvm::Type* i8_;
  llvm::Type* i32_;
  llvm::Type* pointer_;
  std::vector<llvm::Function*> fingerprints_;
  std::vector<llvm::Function*> scopes_;  // null: the provider has none
};

// i8: the bits of one predicate.
llvm::Value* RulesetLowering::CallPredicate(FunctionBuilder& code,
                                            uint32_t index) {
  const ir::Predicate& predicate = ruleset_.predicates[index];
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* session = code.argument(0);
  if (predicate.op == IOTPF_OP_RECORD_PRESENT) {
    llvm::Value* records =
        code.Load(pointer_, session, offsetof(iotpf_session, records));
    llvm::Value* presence = code.Load(i8_, records, predicate.reading);
    llvm::Value* otherwise =
        ir.CreateSelect(ir.CreateICmpEQ(presence, code.I8(IOTPF_ABSENT)),
                        code.I8(kFalse), code.I8(kUnknown));
    return ir.CreateSelect(ir.CreateICmpEQ(presence, code.I8(IOTPF_PRESENT)),
                           code.I8(kTrue), otherwise);
  }
  llvm::Value* slots =
      code.Load(pointer_, session, offsetof(iotpf_session, slots));
  llvm::Value* slot =
      code.At(slots, sizeof(iotpf_slot) * uint64_t{predicate.reading});
  return ir.CreateCall(LowerPredicate(context_, index),
                       {slot, code.argument(2)});
}

// i32 word(ptr session, ptr state, ptr host): the predicates of one stage whose
// bits stand in one word.
llvm::Function* RulesetLowering::WordFunction(
    Stage stage, uint32_t word, const std::vector<uint32_t>& predicates) {
  FunctionBuilder code =
      Helper(fmt::format("stage_{}_word_{}", static_cast<int>(stage), word),
             {pointer_, pointer_, pointer_});
  code.function()->addFnAttr(llvm::Attribute::NoInline);
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* bits = code.I64(0);
  for (const uint32_t index : predicates) {
    llvm::Value* truth = code.Wide(CallPredicate(code, index));
    bits = ir.CreateOr(
        bits, ir.CreateShl(truth, code.I64(2 * (index % kPredicatesPerWord))));
  }
  llvm::Value* place = code.At(code.argument(1), word * sizeof(uint64_t));
  ir.CreateStore(ir.CreateOr(code.Load(code.i64(), place, 0), bits), place);
  code.Return(code.I32(0));
  return code.function();
}

// i32 stage(ptr session, ptr state, ptr host), or null without predicates.
llvm::Function* RulesetLowering::StageFunction(Stage stage) {
  std::map<uint32_t, std::vector<uint32_t>> words;
  for (uint32_t i = 0; i < ruleset_.predicates.size(); ++i) {
    if (ruleset_.predicates[i].stage != stage) continue;
    words[i / kPredicatesPerWord].push_back(i);
  }
  if (words.empty()) return nullptr;
  FunctionBuilder code =
      Helper(fmt::format("stage_{}", static_cast<int>(stage)),
             {pointer_, pointer_, pointer_});
  for (const auto& [word, predicates] : words) {
    code.ir().CreateCall(
        WordFunction(stage, word, predicates),
        {code.argument(0), code.argument(1), code.argument(2)});
  }
  code.Return(code.I32(0));
  return code.function();
}

// Whether no later stage can change one of these claims.
llvm::Function* RulesetLowering::SettledChunk(size_t first, size_t last) {
  FunctionBuilder code = Helper(fmt::format("settled_{}", first), {pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  for (size_t i = first; i < last; ++i) {
    llvm::Value* packed = ir.CreateCall(fingerprints_[i], {code.argument(0)});
    llvm::Value* open =
        ir.CreateICmpEQ(ir.CreateAnd(packed, code.I64(kSettled)), code.I64(0));
    code.ReturnIf(open, code.I32(0));
  }
  code.Return(code.I32(1));
  return code.function();
}

// i32 settled(ptr state): no later stage can change a claim or a scope.
llvm::Function* RulesetLowering::Settled() {
  FunctionBuilder code = Helper("settled", {pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  for (llvm::Function* scope : scopes_) {
    if (scope == nullptr) continue;
    llvm::Value* truth = ir.CreateCall(scope, {code.argument(0)});
    code.ReturnIf(ir.CreateICmpEQ(truth, code.I8(kUnknown)), code.I32(0));
  }
  for (size_t i = 0; i < fingerprints_.size(); i += kFingerprintsPerChunk) {
    const size_t last =
        std::min(i + kFingerprintsPerChunk, fingerprints_.size());
    llvm::Value* settled =
        ir.CreateCall(SettledChunk(i, last), {code.argument(0)});
    code.ReturnIf(ir.CreateICmpEQ(settled, code.I32(0)), code.I32(0));
  }
  code.Return(code.I32(1));
  return code.function();
}

// iotpf_advance_function.
llvm::Function* RulesetLowering::Advance() {
  llvm::Function* settled = Settled();
  FunctionBuilder code =
      Helper("advance", {pointer_, i32_, pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  uint32_t last_stage = 0;
  for (uint32_t stage = 0; stage < kStageCount; ++stage) {
    llvm::Function* run = StageFunction(static_cast<Stage>(stage));
    if (run == nullptr) continue;
    last_stage = stage;
    code.If(ir.CreateICmpEQ(code.argument(1), code.I32(stage)), [&] {
      ir.CreateCall(run,
                    {code.argument(0), code.argument(2), code.argument(3)});
    });
  }
  code.ReturnIf(ir.CreateICmpUGE(code.argument(1), code.I32(last_stage)),
                code.I32(0));
  llvm::Value* is_settled = ir.CreateCall(settled, {code.argument(2)});
  code.Return(ir.CreateXor(is_settled, code.I32(1)));
  return code.function();
}

// i32 claims(ptr state, ptr claims, i32 count): appends and returns the count.
// The row behind the last claim is always written and only counted where the
// claim exists: there is room for all fingerprints, and no branch to
// mispredict.
llvm::Function* RulesetLowering::ClaimsChunk(size_t first, size_t last) {
  FunctionBuilder code =
      Helper(fmt::format("claims_{}", first), {pointer_, pointer_, i32_});
  llvm::IRBuilder<>& ir = code.ir();
  const auto store = [&](llvm::Value* number, llvm::Value* row, size_t offset) {
    ir.CreateAlignedStore(number, code.At(row, offset), llvm::Align(4));
  };
  llvm::Value* count = code.argument(2);
  for (size_t i = first; i < last; ++i) {
    llvm::Value* packed = ir.CreateCall(fingerprints_[i], {code.argument(0)});
    llvm::Value* flags =
        ir.CreateTrunc(ir.CreateAnd(packed, code.I64(kClaimFlags)), i32_);
    llvm::Value* condition =
        ir.CreateTrunc(ir.CreateLShr(packed, kConditionShift), i32_);
    llvm::Value* row =
        code.At(code.argument(1),
                ir.CreateMul(code.Wide(count), code.I64(sizeof(iotpf_claim))));
    store(code.I32(static_cast<uint32_t>(i)), row,
          offsetof(iotpf_claim, fingerprint));
    store(condition, row, offsetof(iotpf_claim, condition));
    store(flags, row, offsetof(iotpf_claim, flags));
    llvm::Value* exists = ir.CreateICmpNE(flags, code.I32(0));
    count = ir.CreateAdd(count, ir.CreateZExt(exists, i32_));
  }
  code.Return(count);
  return code.function();
}

// iotpf_claims_function.
llvm::Function* RulesetLowering::Claims() {
  FunctionBuilder code = Helper("claims", {pointer_, pointer_});
  llvm::Value* count = code.I32(0);
  for (size_t i = 0; i < fingerprints_.size(); i += kFingerprintsPerChunk) {
    const size_t last =
        std::min(i + kFingerprintsPerChunk, fingerprints_.size());
    count = code.ir().CreateCall(ClaimsChunk(i, last),
                                 {code.argument(0), code.argument(1), count});
  }
  code.Return(count);
  return code.function();
}

// iotpf_scopes_function.
llvm::Function* RulesetLowering::Scopes() {
  static_assert(IOTPF_TRUE == kTrue);
  FunctionBuilder code = Helper("scopes", {pointer_, pointer_});
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Value* count = code.I32(0);
  for (size_t i = 0; i < scopes_.size(); ++i) {
    if (scopes_[i] == nullptr) continue;
    llvm::Value* scope = ir.CreateCall(scopes_[i], {code.argument(0)});
    llvm::Value* truth =
        ir.CreateSelect(ir.CreateICmpEQ(scope, code.I8(kTrue)),
                        code.I32(IOTPF_TRUE), code.I32(IOTPF_UNKNOWN));
    llvm::Value* row =
        code.At(code.argument(1),
                ir.CreateMul(code.Wide(count), code.I64(sizeof(iotpf_scope))));
    ir.CreateAlignedStore(code.I32(static_cast<uint32_t>(i)),
                          code.At(row, offsetof(iotpf_scope, provider)),
                          llvm::Align(4));
    ir.CreateAlignedStore(truth, code.At(row, offsetof(iotpf_scope, truth)),
                          llvm::Align(4));
    llvm::Value* exists = ir.CreateICmpNE(scope, code.I8(kFalse));
    count = ir.CreateAdd(count, ir.CreateZExt(exists, i32_));
  }
  code.Return(count);
  return code.function();
}

// The type of the image: bytes, the function offsets, bytes.
llvm::StructType* ImageType(llvm::LLVMContext& llvm, size_t size) {
  llvm::Type* byte = llvm::Type::getInt8Ty(llvm);
  llvm::Type* offset = llvm::Type::getInt32Ty(llvm);
  const size_t before = offsetof(iotpf_ruleset, advance);
  const size_t after = size - before - kFunctionCount * sizeof(int32_t);
  return llvm::StructType::get(
      llvm,
      {llvm::ArrayType::get(byte, before), offset, offset, offset,
       llvm::ArrayType::get(byte, after)},
      /*isPacked=*/true);
}

llvm::Constant* ImageValue(llvm::GlobalVariable* image, std::string_view bytes,
                           const std::vector<llvm::Function*>& functions) {
  IOTPF_CHECK(functions.size() == kFunctionCount);
  llvm::LLVMContext& llvm = image->getContext();
  llvm::Type* i64 = llvm::Type::getInt64Ty(llvm);
  llvm::Type* i32 = llvm::Type::getInt32Ty(llvm);
  const size_t before = offsetof(iotpf_ruleset, advance);
  const auto part = [&](std::string_view text) {
    return llvm::ConstantDataArray::getString(llvm, text, /*AddNull=*/false);
  };
  std::vector<llvm::Constant*> fields = {part(bytes.substr(0, before))};
  for (llvm::Function* function : functions) {
    llvm::Constant* distance = llvm::ConstantExpr::getSub(
        llvm::ConstantExpr::getPtrToInt(function, i64),
        llvm::ConstantExpr::getPtrToInt(image, i64));
    fields.push_back(llvm::ConstantExpr::getTrunc(distance, i32));
  }
  fields.push_back(
      part(bytes.substr(before + kFunctionCount * sizeof(int32_t))));
  return llvm::ConstantStruct::get(
      llvm::cast<llvm::StructType>(image->getValueType()), fields);
}

}  // namespace

void LowerRuleset(const ir::Ruleset& ruleset, std::string_view image,
                  llvm::Module& module) {
  auto* global = new llvm::GlobalVariable(
      module, ImageType(module.getContext(), image.size()),
      /*isConstant=*/true, llvm::GlobalValue::ExternalLinkage, nullptr,
      IOTPF_RULESET_SYMBOL);
  global->setAlignment(llvm::Align(8));
  global->setDSOLocal(true);
  RulesetLowering lowering(ruleset, module, global);
  global->setInitializer(ImageValue(global, image, lowering.Lower()));
}

}  // namespace iotpf::codegen
