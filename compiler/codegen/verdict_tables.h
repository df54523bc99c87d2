// The tables that claims and scopes are worked out from.
#ifndef IOTPF_COMPILER_CODEGEN_VERDICT_TABLES_H_
#define IOTPF_COMPILER_CODEGEN_VERDICT_TABLES_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/root_shapes.h"

#include <cstdint>

#include <llvm/IR/GlobalVariable.h>

namespace iotpf::codegen {

// Platforms of a class that is_open asks; two, in case something is shown for
// one.
inline constexpr uint32_t kWitnesses = 2;

// The range that says that there is no such platform.
inline constexpr uint32_t kNoWitness = ~uint32_t{0};

// Rows of the tables, in words of 32 bits.
enum RootColumn : uint32_t { kRootShape, kRootRow, kRootOwner, kRootColumns };
enum ClassColumn : uint32_t {
  kClassShape,
  kClassRow,
  kClassWhenFalse,
  kClassFirstMember,
  kClassMemberCount,
  kClassWitness,  // of each of kWitnesses platforms, a range of `witnesses`
  kClassPlaces = kClassWitness + 2 * kWitnesses,
  kClassOpening = kClassPlaces + 2 * StateLayout::kPlaceWords,
  kClassColumns = kClassOpening + 2 * StateLayout::kPlaceWords
};

// Predicates of a platform, all those of one word of the state.
enum WitnessColumn : uint32_t {
  kWitnessWord,
  kWitnessMask,  // 64 bits
  kWitnessColumns = kWitnessMask + 2
};

// Constants of the module.
struct VerdictTables {
  llvm::GlobalVariable* functions = nullptr;  // of the shapes
  llvm::GlobalVariable* bits = nullptr;       // rows of roots and classes
  llvm::GlobalVariable* roots = nullptr;      // by RootColumn
  llvm::GlobalVariable* classes = nullptr;    // by ClassColumn
  llvm::GlobalVariable* members = nullptr;    // roots, class by class
  llvm::GlobalVariable* witnesses = nullptr;  // by WitnessColumn
};

// Writes the functions of the shapes, too.
VerdictTables MakeVerdictTables(const LoweringContext& context,
                                const RootShapes& shapes);

// Code of functions whose first parameter is the state.
//
// Word `index` of one of the arrays of the state.
llvm::Value* StateWord(FunctionBuilder& code, uint64_t array,
                       llvm::Value* index);
// What a shape says of a row of bits.
llvm::Value* CallShape(FunctionBuilder& code, const VerdictTables& tables,
                       llvm::Value* shape, llvm::Value* row);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_VERDICT_TABLES_H_
