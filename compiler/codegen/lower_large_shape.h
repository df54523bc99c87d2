// Shapes of many nodes, as tables and one loop.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_LARGE_SHAPE_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_LARGE_SHAPE_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/root_shapes.h"

#include <cstdint>

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

// The same as LowerShape(), in time linear in the shape.
llvm::Function* LowerLargeShape(const LoweringContext& context,
                                const RootShapes::Shape& shape, uint32_t index);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_LARGE_SHAPE_H_
