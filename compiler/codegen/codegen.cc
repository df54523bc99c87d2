// From tables to a library, in four steps: a module, the module optimised, an
// object file, a shared library.
//
// The image is laid out here and not taken from the caller, since a library's
// image also names its target and the CPU features that it needs.

#include "compiler/codegen/codegen.h"

#include "compiler/codegen/emit_object.h"
#include "compiler/codegen/link_library.h"
#include "compiler/codegen/lower_ruleset.h"
#include "compiler/codegen/target.h"
#include "compiler/ir/write_image.h"

#include <iotpf/check.h>

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {

Result<void> CheckTarget(const CodegenOptions& options) {
  const Result<Target> target = FindTarget(options);
  if (!target) return target.error();
  return {};
}

Result<std::string> GenerateCode(const ir::Ruleset& ruleset,
                                 const CodegenOptions& options) {
  IOTPF_CHECK(options.emit >= EmitStage::Llvm);
  Result<Target> target = FindTarget(options);
  if (!target) return target.error();
  llvm::TargetMachine& machine = *target->machine;
  const std::string image = ir::WriteImage(
      ruleset, {options.compiler, target->description,
                target->required_features, LayoutOf(ruleset).words()});

  llvm::LLVMContext llvm;
  llvm::Module module("iotpf_ruleset", llvm);
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setDataLayout(machine.createDataLayout());
  module.setPICLevel(llvm::PICLevel::SmallPIC);
  LowerRuleset(ruleset, image, VectorsOf(machine), module);
  for (llvm::Function& function : module) {
    if (function.isDeclaration()) continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
  }
  Optimize(module, machine, options.optimization_level);

  const bool links = options.emit == EmitStage::Library;
  Result<std::string> emitted =
      Emit(module, machine, links ? EmitStage::Object : options.emit);
  if (!emitted || !links) return emitted;
  return LinkLibrary(*emitted);
}

}  // namespace iotpf::codegen
