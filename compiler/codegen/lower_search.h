// Regexes that the host runs.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_SEARCH_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_SEARCH_H_

#include "compiler/codegen/function_builder.h"

namespace iotpf::codegen {

// Code for: the host finds regex number `regex`, an i32, in the value. An i1.
llvm::Value* LowerSearch(FunctionBuilder& code, llvm::Value* host,
                         llvm::Value* regex, llvm::Value* data,
                         llvm::Value* size);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_SEARCH_H_
