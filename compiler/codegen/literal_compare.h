// LiteralCompare: the bytes of literals beside the bytes of a value.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_COMPARE_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_COMPARE_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_tables.h"

#include <cstddef>

#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// Row `index` of the table that the header of `tables` names at byte `place`.
template <typename Row>
llvm::Value* RowAt(FunctionBuilder& code, llvm::Value* tables, size_t place,
                   llvm::Value* index) {
  llvm::Value* table = code.Wide(code.Load(code.i32(), tables, place));
  llvm::Value* bytes = code.ir().CreateMul(index, code.I64(sizeof(Row)));
  return code.At(code.At(tables, table), bytes);
}

// The LiteralRow of an entry, and its size as 64 bits.
llvm::Value* LiteralOf(FunctionBuilder& code, llvm::Value* tables,
                       llvm::Value* entry);
llvm::Value* LiteralSize(FunctionBuilder& code, llvm::Value* literal);

// Writes private functions for comparisons when it is made, and calls of them.
// Letters are compared in lower case where the tables fold, unless said.
class LiteralCompare {
 public:
  explicit LiteralCompare(llvm::Module& module);

  // How many bytes of the literal stand at `place`, where `left` can be read.
  llvm::Value* Common(FunctionBuilder& code, llvm::Value* tables,
                      llvm::Value* literal, llvm::Value* place,
                      llvm::Value* left) const;
  // The text of `entry` comes behind all that begins with the bytes there.
  llvm::Value* IsAbove(FunctionBuilder& code, llvm::Value* tables,
                       llvm::Value* entry, llvm::Value* place,
                       llvm::Value* left) const {
    return code.ir().CreateCall(is_above_, {tables, entry, place, left});
  }
  // The last word of a long literal does not stand. Traffic that repeats what a
  // literal begins with is told apart here, before all of that is compared.
  llvm::Value* EndsOtherwise(FunctionBuilder& code, llvm::Value* tables,
                             llvm::Value* literal, llvm::Value* place,
                             llvm::Value* size) const;
  // A literal that stands but for the case of letters stands, if it minds them.
  llvm::Value* HasExactBytes(FunctionBuilder& code, llvm::Value* tables,
                             llvm::Value* literal, llvm::Value* place,
                             llvm::Value* size) const;

 private:
  llvm::Function* LowerCommon(llvm::Module& module);
  llvm::Function* LowerIsAbove(llvm::Module& module);

  llvm::Function* common_;
  llvm::Function* is_above_;
};

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_COMPARE_H_
