// Structured code over LLVM's basic blocks.
//
// The helpers of compiled rules are small programs: loops, early returns, a
// few variables. Written as blocks and phi nodes they cannot be read; written
// with If, While and variables they look like the C they would be. Variables
// are stack slots in the entry block, which LLVM turns into registers above
// -O0.

#include "compiler/codegen/function_builder.h"

#include <algorithm>

#include <llvm/IR/MDBuilder.h>

namespace iotpf::codegen {

FunctionBuilder::FunctionBuilder(llvm::Module& module, std::string_view name,
                                 llvm::Type* result,
                                 std::initializer_list<llvm::Type*> parameters)
    : ir_(module.getContext()),
      function_(llvm::Function::Create(
          llvm::FunctionType::get(result, llvm::ArrayRef(parameters), false),
          llvm::GlobalValue::InternalLinkage, name, module)) {
  // Without `no-builtins` LLVM turns byte loops into calls of memcmp, which a
  // library without imports cannot make.
  function_->addFnAttr("no-builtins");
  function_->addFnAttr("no-jump-tables", "true");
  function_->setDoesNotThrow();
  ir_.SetInsertPoint(NewBlock());
}

FunctionBuilder FunctionBuilder::OfValue(llvm::Module& module,
                                         std::string_view name) {
  llvm::LLVMContext& llvm = module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  return FunctionBuilder(module, name, llvm::Type::getVoidTy(llvm),
                         {pointer, llvm::Type::getInt64Ty(llvm), pointer});
}

llvm::BasicBlock* FunctionBuilder::NewBlock() {
  return llvm::BasicBlock::Create(ir_.getContext(), "", function_);
}

void FunctionBuilder::Join(llvm::BasicBlock* next) {
  if (ir_.GetInsertBlock()->getTerminator() == nullptr) ir_.CreateBr(next);
}

llvm::Value* FunctionBuilder::At(llvm::Value* base, llvm::Value* offset) {
  return ir_.CreateInBoundsGEP(i8(), base, offset);
}

llvm::Value* FunctionBuilder::Load(llvm::Type* type, llvm::Value* base,
                                   uint64_t offset) {
  return ir_.CreateAlignedLoad(type, At(base, offset), llvm::Align(1));
}

void FunctionBuilder::Store(llvm::Value* value, llvm::Value* base,
                            uint64_t offset) {
  ir_.CreateAlignedStore(value, At(base, offset), llvm::Align(1));
}

llvm::AllocaInst* FunctionBuilder::Variable(llvm::Value* initial) {
  llvm::BasicBlock& entry = function_->getEntryBlock();
  llvm::IRBuilder<> at_entry(&entry, entry.begin());
  llvm::AllocaInst* variable = at_entry.CreateAlloca(initial->getType());
  Set(variable, initial);
  return variable;
}

llvm::Value* FunctionBuilder::Get(llvm::AllocaInst* variable) {
  return ir_.CreateLoad(variable->getAllocatedType(), variable);
}

void FunctionBuilder::Set(llvm::AllocaInst* variable, llvm::Value* value) {
  ir_.CreateStore(value, variable);
}

void FunctionBuilder::If(llvm::Value* condition, const Body& then) {
  llvm::BasicBlock* body = NewBlock();
  llvm::BasicBlock* next = NewBlock();
  ir_.CreateCondBr(condition, body, next);
  ir_.SetInsertPoint(body);
  then();
  Join(next);
  ir_.SetInsertPoint(next);
}

void FunctionBuilder::IfSeldom(llvm::Value* condition, const Body& then) {
  llvm::BasicBlock* before = ir_.GetInsertBlock();
  If(condition, then);
  llvm::MDBuilder metadata(ir_.getContext());
  before->getTerminator()->setMetadata(llvm::LLVMContext::MD_prof,
                                       metadata.createUnlikelyBranchWeights());
}

void FunctionBuilder::While(const Test& condition, const Body& body) {
  llvm::BasicBlock* head = NewBlock();
  llvm::BasicBlock* inside = NewBlock();
  llvm::BasicBlock* next = NewBlock();
  ir_.CreateBr(head);
  ir_.SetInsertPoint(head);
  ir_.CreateCondBr(condition(), inside, next);
  ir_.SetInsertPoint(inside);
  body();
  Join(head);
  ir_.SetInsertPoint(next);
}

llvm::Value* FunctionBuilder::Both(llvm::Value* first, const Test& second) {
  llvm::BasicBlock* before = ir_.GetInsertBlock();
  llvm::BasicBlock* inside = NewBlock();
  llvm::BasicBlock* next = NewBlock();
  ir_.CreateCondBr(first, inside, next);
  ir_.SetInsertPoint(inside);
  llvm::Value* both = second();
  llvm::BasicBlock* after = ir_.GetInsertBlock();
  ir_.CreateBr(next);
  ir_.SetInsertPoint(next);
  llvm::PHINode* result = ir_.CreatePHI(i1(), 2);
  result->addIncoming(Bool(false), before);
  result->addIncoming(both, after);
  return result;
}

void FunctionBuilder::SetBit(llvm::Value* words, llvm::Value* bit) {
  llvm::Value* wide = Wide(bit);
  llvm::Value* word =
      At(words, ir_.CreateShl(ir_.CreateLShr(wide, I64(6)), I64(3)));
  llvm::Value* mask = ir_.CreateShl(I64(1), ir_.CreateAnd(wide, I64(63)));
  Store(ir_.CreateOr(Load(i64(), word, 0), mask), word, 0);
}

void FunctionBuilder::SetRun(llvm::Value* words, uint32_t first,
                             uint32_t count) {
  const uint32_t end = first + count;
  while (first < end) {
    const uint32_t next = std::min(end, (first / 64 + 1) * 64);
    const uint64_t ones = ~uint64_t{0} >> (64 - (next - first));
    const uint64_t place = 8 * uint64_t{first / 64};
    llvm::Value* mask = I64(ones << first % 64);
    Store(ir_.CreateOr(Load(i64(), words, place), mask), words, place);
    first = next;
  }
}

// Four vectors a turn of the loop; what is left by vectors, then by words.
void FunctionBuilder::Fill(llvm::Value* words, uint32_t first, uint32_t count,
                           uint64_t word) {
  constexpr uint32_t kVectorWords = 4;
  constexpr uint32_t kTurnWords = 4 * kVectorWords;
  llvm::Constant* vector = llvm::ConstantVector::getSplat(
      llvm::ElementCount::getFixed(kVectorWords), ir_.getInt64(word));
  const auto store_turn = [&](llvm::Value* place) {
    for (uint32_t i = 0; i < kTurnWords; i += kVectorWords) {
      Store(vector, At(words, place), 8 * uint64_t{i});
    }
  };
  const uint32_t end = first + count;
  if (count >= 2 * kTurnWords) {
    const uint32_t turns = count / kTurnWords;
    llvm::AllocaInst* place = Variable(I64(8 * uint64_t{first}));
    first += turns * kTurnWords;
    While(
        [&] { return ir_.CreateICmpULT(Get(place), I64(8 * uint64_t{first})); },
        [&] {
          store_turn(Get(place));
          Set(place, ir_.CreateAdd(Get(place), I64(8 * kTurnWords)));
        });
  }
  for (; first + kVectorWords <= end; first += kVectorWords) {
    Store(vector, words, 8 * uint64_t{first});
  }
  for (; first < end; ++first) Store(I64(word), words, 8 * uint64_t{first});
}

llvm::Value* FunctionBuilder::IsBitSet(llvm::Value* words, llvm::Value* bit) {
  llvm::Value* wide = Wide(bit);
  llvm::Value* place = ir_.CreateShl(ir_.CreateLShr(wide, I64(6)), I64(3));
  llvm::Value* word = Load(i64(), At(words, place), 0);
  return ir_.CreateTrunc(ir_.CreateLShr(word, ir_.CreateAnd(wide, I64(63))),
                         i1());
}

void FunctionBuilder::ForEachBit(
    llvm::Value* word, llvm::Value* base,
    const std::function<void(llvm::Value*)>& body) {
  llvm::AllocaInst* left = Variable(word);
  While([&] { return ir_.CreateICmpNE(Get(left), I64(0)); },
        [&] {
          llvm::Value* bits = Get(left);
          llvm::Value* bit = ir_.CreateBinaryIntrinsic(llvm::Intrinsic::cttz,
                                                       bits, Bool(true));
          Set(left, ir_.CreateAnd(bits, ir_.CreateSub(bits, I64(1))));
          body(ir_.CreateAdd(base, bit));
        });
}

void FunctionBuilder::ForEach(llvm::Value* first, llvm::Value* end,
                              const std::function<void(llvm::Value*)>& body) {
  llvm::AllocaInst* index = Variable(first);
  While([&] { return ir_.CreateICmpULT(Get(index), end); },
        [&] {
          body(Get(index));
          Set(index, ir_.CreateAdd(Get(index), I32(1)));
        });
}

void FunctionBuilder::ReturnIf(llvm::Value* condition, llvm::Value* value) {
  If(condition, [&] { Return(value); });
}

}  // namespace iotpf::codegen
