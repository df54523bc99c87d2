// A call through iotpf_host, which every function of the ABI is given.

#include "compiler/codegen/lower_search.h"

#include <iotpf/ruleset_abi.h>

#include <cstddef>

namespace iotpf::codegen {

llvm::Value* LowerSearch(FunctionBuilder& code, llvm::Value* host,
                         llvm::Value* regex, llvm::Value* data,
                         llvm::Value* size) {
  llvm::IRBuilder<>& ir = code.ir();
  llvm::Type* pointer = ir.getPtrTy();
  llvm::Value* search = code.Load(pointer, host, offsetof(iotpf_host, search));
  llvm::Value* context =
      code.Load(pointer, host, offsetof(iotpf_host, context));
  llvm::FunctionType* type = llvm::FunctionType::get(
      code.i32(), {pointer, code.i32(), pointer, code.i64()}, false);
  llvm::CallInst* found =
      ir.CreateCall(type, search, {context, regex, data, size});
  found->setDoesNotThrow();
  return ir.CreateICmpNE(found, code.I32(0));
}

}  // namespace iotpf::codegen
