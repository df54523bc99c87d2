// LowerBucketScan(): a vector scan for tens of literals.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_TEDDY_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_TEDDY_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_buckets.h"
#include "compiler/codegen/lowering_context.h"

namespace iotpf::codegen {

// Values shorter than this are not for it.
inline constexpr uint32_t kMinBucketScanBytes = 80;

// Writes the scan of a whole value into `code`, whose arguments are `data`,
// `size` and `context`.
//
//   Requires  `vectors` is not None; the value has kMinBucketScanBytes;
//             `tables` are those of the plan's windows, `found` as in
//             LowerLiteralScan().
void LowerBucketScan(FunctionBuilder& code, const BucketPlan& plan,
                     VectorWidth vectors, llvm::GlobalVariable* tables,
                     llvm::Function* found);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_TEDDY_H_
