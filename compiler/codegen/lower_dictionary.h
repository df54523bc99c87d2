// Sets of constants as tables: one lookup, however many there are.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_DICTIONARY_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_DICTIONARY_H_

#include "compiler/codegen/dictionary_table.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"

#include <functional>
#include <string_view>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// Makes `void NAME(ptr data, i64 size, ptr state)`, which sets the bits of the
// key that the value is.
//
//   Input    `folds`: the keys are in lower case, and values compare without
//            case (ASCII).
//   Cost     one hash of the value and one comparison; compile time is linear
//   in
//            the bytes of the keys.
llvm::Function* LowerDictionary(const LoweringContext& context,
                                std::string_view name,
                                const Dictionary& dictionary, bool folds);

// The same for every name that the value, a host name, is or lies below: itself
// and what follows each of its dots, from the right. Names compare without
// case.
llvm::Function* LowerNames(const LoweringContext& context,
                           std::string_view name, const Dictionary& dictionary);

// Code that calls `each` with every number, an i32, that the dictionary has for
// the bytes.
//
//   Requires  `size` is that of some key, or one that no key has: any i64.
void LowerLookup(FunctionBuilder& code, const LoweringContext& context,
                 std::string_view name, const Dictionary& dictionary,
                 bool folds, llvm::Value* data, llvm::Value* size,
                 const std::function<void(llvm::Value*)>& each);

// i1 same(ptr data, ptr key, i64 size): the bytes are those of the key, which
// is in lower case where it folds.
llvm::Function* SameFunction(const LoweringContext& context, bool folds);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_DICTIONARY_H_
