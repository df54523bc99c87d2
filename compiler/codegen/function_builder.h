// FunctionBuilder: one LLVM function, written as structured code.
#ifndef IOTPF_COMPILER_CODEGEN_FUNCTION_BUILDER_H_
#define IOTPF_COMPILER_CODEGEN_FUNCTION_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string_view>

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// Writes a function with internal linkage from its first instruction to its
// last. Code after a Return() must stand in a block of its own, so a Return()
// is always the last thing of a branch or of the function.
class FunctionBuilder {
 public:
  using Body = std::function<void()>;
  using Test = std::function<llvm::Value*()>;

  FunctionBuilder(llvm::Module& module, std::string_view name,
                  llvm::Type* result,
                  std::initializer_list<llvm::Type*> parameters);

  // `void NAME(ptr data, i64 size, ptr state)`: a test of a value.
  static FunctionBuilder OfValue(llvm::Module& module, std::string_view name);

  llvm::Function* function() const { return function_; }
  llvm::Value* argument(unsigned index) const {
    return function_->getArg(index);
  }
  llvm::IRBuilder<>& ir() { return ir_; }

  llvm::Type* i1() { return ir_.getInt1Ty(); }
  llvm::Type* i8() { return ir_.getInt8Ty(); }
  llvm::Type* i16() { return ir_.getInt16Ty(); }
  llvm::Type* i32() { return ir_.getInt32Ty(); }
  llvm::Type* i64() { return ir_.getInt64Ty(); }
  llvm::Value* Bool(bool value) { return ir_.getInt1(value); }
  llvm::Value* I8(uint8_t value) { return ir_.getInt8(value); }
  llvm::Value* I32(uint32_t value) { return ir_.getInt32(value); }
  llvm::Value* I64(uint64_t value) { return ir_.getInt64(value); }

  // The address `offset` bytes behind `base`.
  llvm::Value* At(llvm::Value* base, llvm::Value* offset);
  llvm::Value* At(llvm::Value* base, uint64_t offset) {
    return At(base, I64(offset));
  }
  // Reads a value of `type` there; no alignment is assumed.
  llvm::Value* Load(llvm::Type* type, llvm::Value* base, uint64_t offset);
  void Store(llvm::Value* value, llvm::Value* base, uint64_t offset);
  llvm::Value* Wide(llvm::Value* value) {  // to 64 bits, unsigned
    return ir_.CreateZExt(value, i64());
  }

  // A variable of the function; Get and Set read and write it.
  llvm::AllocaInst* Variable(llvm::Value* initial);
  llvm::Value* Get(llvm::AllocaInst* variable);
  void Set(llvm::AllocaInst* variable, llvm::Value* value);

  void If(llvm::Value* condition, const Body& then);
  // The same, with `then` kept out of the way of the code around it.
  void IfSeldom(llvm::Value* condition, const Body& then);
  void While(const Test& condition, const Body& body);
  // Both hold; `second` runs only where `first` holds.
  llvm::Value* Both(llvm::Value* first, const Test& second);

  // Sets bit `bit`, an i32 or i64, of an array of 64-bit words.
  void SetBit(llvm::Value* words, llvm::Value* bit);
  // Sets the bits of a run of an array of 64-bit words; written out, so for
  // short runs.
  void SetRun(llvm::Value* words, uint32_t first, uint32_t count);
  // Stores `word` into `count` words from number `first` on.
  void Fill(llvm::Value* words, uint32_t first, uint32_t count, uint64_t word);
  llvm::Value* IsBitSet(llvm::Value* words, llvm::Value* bit);
  // Calls `body` with `base` plus the number of every bit of `word`; all i64.
  void ForEachBit(llvm::Value* word, llvm::Value* base,
                  const std::function<void(llvm::Value*)>& body);
  // Calls `body` with every i32 from `first` up to, not including, `end`.
  void ForEach(llvm::Value* first, llvm::Value* end,
               const std::function<void(llvm::Value*)>& body);

  void Return(llvm::Value* value) { ir_.CreateRet(value); }
  void ReturnVoid() { ir_.CreateRetVoid(); }
  void ReturnIf(llvm::Value* condition, llvm::Value* value);

 private:
  llvm::BasicBlock* NewBlock();
  // Goes on to `next` unless the current block has returned.
  void Join(llvm::BasicBlock* next);

  llvm::IRBuilder<> ir_;
  llvm::Function* function_;
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_FUNCTION_BUILDER_H_
