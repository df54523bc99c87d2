// LowerVectorScan(): a vector scan for tens of literals.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_VECTORS_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_VECTORS_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_tables.h"
#include "compiler/codegen/literal_vector_plan.h"
#include "compiler/codegen/lowering_context.h"

namespace iotpf::codegen {

// Values shorter than this are not for it.
inline constexpr uint32_t kMinVectorScanBytes = 80;

// Writes the scan of a whole value into `code`, whose arguments are `data`,
// `size` and `context`.
//
//   Requires  `vectors` is not None; the value has kMinVectorScanBytes;
//             `tables` are those of the plan's windows and `image` has
//             their bytes; `found` as in LowerLiteralScan().
void LowerVectorScan(FunctionBuilder& code, const VectorPlan& plan,
                     VectorWidth vectors, const LiteralTables& tables,
                     llvm::GlobalVariable* image, llvm::Function* found);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_VECTORS_H_
