// A ruleset as an LLVM module.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_RULESET_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_RULESET_H_

#include "compiler/codegen/code_findings.h"
#include "compiler/codegen/state_layout.h"
#include "compiler/codegen/target.h"
#include "compiler/ir/ir.h"

#include <string_view>

#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// Writes the image and the three functions of the ABI into `module`.
//
//   Requires  `image` from ir::WriteImage() over `ruleset`; the data layout of
//             the target in `module`.
//   Output    one exported symbol, IOTPF_RULESET_SYMBOL; all else is internal.
//             `findings` has each regex that got no code.
void LowerRuleset(const ir::Ruleset& ruleset, std::string_view image,
                  VectorWidth vectors, bool plain_tests, llvm::Module& module,
                  CodeFindings& findings);

// The state that these functions keep.
StateLayout LayoutOf(const ir::Ruleset& ruleset);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_RULESET_H_
