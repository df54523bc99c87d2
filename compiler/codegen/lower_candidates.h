// Which fingerprints and scopes a session concerns.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_CANDIDATES_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_CANDIDATES_H_

#include "compiler/codegen/lowering_context.h"
#include "compiler/codegen/root_shapes.h"
#include "compiler/codegen/verdict_tables.h"

#include <llvm/IR/Function.h>

namespace iotpf::codegen {

struct CandidateFunctions {
  // void (ptr state): sets the roots that must be worked out. All others say
  // nothing: a fingerprint neither belongs nor may, a scope is false.
  llvm::Function* candidates;
  // iotpf_open_function.
  llvm::Function* is_open;
};

CandidateFunctions LowerCandidates(const LoweringContext& context,
                                   const RootShapes& shapes,
                                   const VerdictTables& tables);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_CANDIDATES_H_
