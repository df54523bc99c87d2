// The tables that claims and scopes are worked out from.
#ifndef IOTPF_COMPILER_CODEGEN_VERDICT_TABLES_H_
#define IOTPF_COMPILER_CODEGEN_VERDICT_TABLES_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/root_shapes.h"

#include <cstdint>

#include <llvm/IR/GlobalVariable.h>

namespace iotpf::codegen {

// Platforms of a class that is_open asks; two, in case one is touched.
inline constexpr uint32_t kWitnesses = 2;

// Rows of the tables, in words of 32 bits.
enum RootColumn : uint32_t { kRootShape, kRootRow, kRootOwner, kRootColumns };
enum ClassColumn : uint32_t {
  kClassShape,
  kClassRow,
  kClassWhenFalse,
  kClassFirstMember,
  kClassMemberCount,
  kClassWitness,  // first and last fingerprint of each of kWitnesses platforms
  kClassPlaces = kClassWitness + 2 * kWitnesses,
  kClassOpening = kClassPlaces + 2 * StateLayout::kPlaceWords,
  kClassColumns = kClassOpening + 2 * StateLayout::kPlaceWords
};

// Constants of the module.
struct VerdictTables {
  llvm::GlobalVariable* functions = nullptr;  // of the shapes
  llvm::GlobalVariable* bits = nullptr;       // rows of roots and classes
  llvm::GlobalVariable* roots = nullptr;      // by RootColumn
  llvm::GlobalVariable* classes = nullptr;    // by ClassColumn
  llvm::GlobalVariable* members = nullptr;    // roots, class by class
};

// Writes the functions of the shapes, too.
VerdictTables MakeVerdictTables(const LoweringContext& context,
                                const RootShapes& shapes);

// Code of functions whose first parameter is the state.
//
// Word `index` of one of the arrays of the state.
llvm::Value* StateWord(FunctionBuilder& code, uint64_t array,
                       llvm::Value* index);
// Row `index` of a table with so many columns, and a column of it.
llvm::Value* TableRow(FunctionBuilder& code, llvm::GlobalVariable* table,
                      llvm::Value* index, uint32_t columns);
llvm::Value* TableColumn(FunctionBuilder& code, llvm::Value* row,
                         uint32_t column);
// What a shape says of a row of bits.
llvm::Value* CallShape(FunctionBuilder& code, const VerdictTables& tables,
                       llvm::Value* shape, llvm::Value* row);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_VERDICT_TABLES_H_
