// Constants of bulk. All are private to the module and aligned for vectors.

#include "compiler/codegen/constant_table.h"

#include <iotpf/ruleset_abi.h>

#include <cstddef>
#include <vector>

#include <llvm/IR/Constants.h>
#include <llvm/IR/DerivedTypes.h>

namespace iotpf::codegen {
namespace {

constexpr uint64_t kTableAlignment = 64;  // bytes: a cache line

llvm::GlobalVariable* Private(llvm::Module& module, std::string_view name,
                              llvm::Constant* value) {
  auto* table = new llvm::GlobalVariable(
      module, value->getType(), /*isConstant=*/true,
      llvm::GlobalValue::PrivateLinkage, value, llvm::StringRef(name));
  table->setAlignment(llvm::Align(kTableAlignment));
  table->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  return table;
}

template <class Number>
llvm::GlobalVariable* Numbers(llvm::Module& module, std::string_view name,
                              std::span<const Number> numbers) {
  static constexpr Number kNone[] = {0};
  if (numbers.empty()) numbers = kNone;
  return Private(
      module, name,
      llvm::ConstantDataArray::get(
          module.getContext(), llvm::ArrayRef(numbers.data(), numbers.size())));
}

}  // namespace

llvm::GlobalVariable* ConstantTable(llvm::Module& module, std::string_view name,
                                    std::span<const uint32_t> numbers) {
  return Numbers(module, name, numbers);
}

llvm::GlobalVariable* ConstantTable(llvm::Module& module, std::string_view name,
                                    std::span<const uint64_t> numbers) {
  return Numbers(module, name, numbers);
}

llvm::GlobalVariable* ConstantBytes(llvm::Module& module, std::string_view name,
                                    std::string_view bytes) {
  if (bytes.empty()) bytes = std::string_view("\0", 1);
  return Private(
      module, name,
      llvm::ConstantDataArray::getString(
          module.getContext(), llvm::StringRef(bytes.data(), bytes.size()),
          /*AddNull=*/false));
}

llvm::GlobalVariable* FunctionTable(
    llvm::Module& module, std::string_view name,
    std::span<llvm::Function* const> functions) {
  llvm::Type* i32 = llvm::Type::getInt32Ty(module.getContext());
  llvm::Type* i64 = llvm::Type::getInt64Ty(module.getContext());
  llvm::ArrayType* type =
      llvm::ArrayType::get(i32, functions.empty() ? 1 : functions.size());
  // The values name the table itself, so it is made before them.
  llvm::GlobalVariable* table =
      Private(module, name, llvm::Constant::getNullValue(type));
  llvm::Constant* start = llvm::ConstantExpr::getPtrToInt(table, i64);
  std::vector<llvm::Constant*> distances;
  for (llvm::Function* function : functions) {
    llvm::Constant* distance = llvm::ConstantExpr::getSub(
        llvm::ConstantExpr::getPtrToInt(function, i64), start);
    distances.push_back(llvm::ConstantExpr::getTrunc(distance, i32));
  }
  if (!distances.empty()) {
    table->setInitializer(llvm::ConstantArray::get(type, distances));
  }
  return table;
}

llvm::Value* ElementAt(FunctionBuilder& code, llvm::Value* table,
                       llvm::Value* index) {
  llvm::Value* place = code.ir().CreateShl(code.Wide(index), 2);
  return code.Load(code.i32(), code.At(table, place), 0);
}

llvm::Value* TableRow(FunctionBuilder& code, llvm::Value* table,
                      llvm::Value* index, uint32_t columns) {
  return code.At(table,
                 code.ir().CreateMul(code.Wide(index),
                                     code.I64(columns * sizeof(uint32_t))));
}

llvm::Value* TableColumn(FunctionBuilder& code, llvm::Value* row,
                         uint32_t column) {
  return code.Load(code.i32(), row, column * sizeof(uint32_t));
}

llvm::Value* ImageRow(FunctionBuilder& code, llvm::Value* image, size_t table,
                      size_t row_bytes, llvm::Value* index) {
  llvm::Value* offset = code.Wide(
      code.Load(code.i32(), image, table + offsetof(iotpf_table, offset)));
  return code.At(code.At(image, offset),
                 code.ir().CreateMul(code.Wide(index), code.I64(row_bytes)));
}

llvm::Value* FunctionAt(FunctionBuilder& code, llvm::GlobalVariable* table,
                        llvm::Value* index) {
  llvm::Value* distance = ElementAt(code, table, index);
  return code.At(table, code.ir().CreateSExt(distance, code.i64()));
}

}  // namespace iotpf::codegen
