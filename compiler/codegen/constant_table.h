// Tables of numbers and of functions, as constants of a module.
#ifndef IOTPF_COMPILER_CODEGEN_CONSTANT_TABLE_H_
#define IOTPF_COMPILER_CODEGEN_CONSTANT_TABLE_H_

#include "compiler/codegen/function_builder.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <llvm/IR/GlobalVariable.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// A private constant array, in read-only data. Empty tables have one element.
llvm::GlobalVariable* ConstantTable(llvm::Module& module, std::string_view name,
                                    std::span<const uint32_t> numbers);
llvm::GlobalVariable* ConstantTable(llvm::Module& module, std::string_view name,
                                    std::span<const uint64_t> numbers);
llvm::GlobalVariable* ConstantBytes(llvm::Module& module, std::string_view name,
                                    std::string_view bytes);

// Functions as 32-bit distances from the start of their table, which the linker
// works out: nothing is left to relocate.
llvm::GlobalVariable* FunctionTable(llvm::Module& module, std::string_view name,
                                    std::span<llvm::Function* const> functions);

// Element `index` of a table of 32-bit numbers.
llvm::Value* ElementAt(FunctionBuilder& code, llvm::Value* table,
                       llvm::Value* index);

// Row `index` of a table of 32-bit numbers with so many columns, and a column
// of such a row.
llvm::Value* TableRow(FunctionBuilder& code, llvm::Value* table,
                      llvm::Value* index, uint32_t columns);
llvm::Value* TableColumn(FunctionBuilder& code, llvm::Value* row,
                         uint32_t column);

// Row `index` of a table of the image, whose iotpf_table stands at `table`.
llvm::Value* ImageRow(FunctionBuilder& code, llvm::Value* image, size_t table,
                      size_t row_bytes, llvm::Value* index);

// The address of function `index` of such a table.
llvm::Value* FunctionAt(FunctionBuilder& code, llvm::GlobalVariable* table,
                        llvm::Value* index);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_CONSTANT_TABLE_H_
