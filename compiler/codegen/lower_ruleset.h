// A ruleset as an LLVM module.
#ifndef IOTPF_COMPILER_CODEGEN_LOWER_RULESET_H_
#define IOTPF_COMPILER_CODEGEN_LOWER_RULESET_H_

#include "compiler/codegen/code_findings.h"
#include "compiler/codegen/root_shapes.h"
#include "compiler/codegen/state_layout.h"
#include "compiler/codegen/target.h"
#include "compiler/ir/ir.h"
#include "compiler/ir/predicate_order.h"

#include <string_view>

#include <llvm/IR/Module.h>

namespace iotpf::codegen {

// What the functions of a ruleset are made from.
struct RulesetPlan {
  ir::PredicateOrder order;
  StateLayout layout;  // of the state that they keep
  RootShapes shapes;
};

RulesetPlan PlanRuleset(const ir::Ruleset& ruleset);

// Writes the image and the three functions of the ABI into `module`.
//
//   Requires  `image` from ir::WriteImage() over `ruleset`; the data layout of
//             the target in `module`.
//   Output    one exported symbol, IOTPF_RULESET_SYMBOL; all else is internal.
//             `findings` has each regex that got no code.
void LowerRuleset(const ir::Ruleset& ruleset, const RulesetPlan& plan,
                  std::string_view image, VectorWidth vectors, bool plain_tests,
                  llvm::Module& module, CodeFindings& findings);

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_LOWER_RULESET_H_
