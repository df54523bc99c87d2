// LowerHashScan(): a scan for any number of literals in words.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_HASH_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_HASH_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_plan.h"
#include "compiler/codegen/literal_tables.h"

namespace iotpf::codegen {

// Writes the scan of a value of any size into `code`, whose arguments are
// `data`, `size` and `context`.
//
//   Requires  `tables` are those of `plan`, and `image` has their bytes;
//   `found`
//             as in LowerLiteralScan().
void LowerHashScan(FunctionBuilder& code, const HashPlan& plan,
                   const LiteralTables& tables, llvm::GlobalVariable* image,
                   llvm::Function* found);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_HASH_H_
