// LowerVectorScan(): a vector scan for tens of literals.
#ifndef IOTPF_COMPILER_CODEGEN_LITERAL_VECTORS_H_
#define IOTPF_COMPILER_CODEGEN_LITERAL_VECTORS_H_

#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/literal_confirm.h"
#include "compiler/codegen/literal_vector_plan.h"
#include "compiler/codegen/lowering_context.h"

namespace iotpf::codegen {

// Values shorter than this are not for it.
inline constexpr uint32_t kMinVectorScanBytes = 80;

// Writes the scan of a whole value into `code`.
//
//   Requires  `vectors` is not None; the value has kMinVectorScanBytes; the
//             windows of `scan` are those of the plan.
void LowerVectorScan(FunctionBuilder& code, const VectorPlan& plan,
                     VectorWidth vectors, const LiteralScan& scan);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LITERAL_VECTORS_H_
