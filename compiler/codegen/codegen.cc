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

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

namespace iotpf::codegen {
namespace {

void AddCodeFigure(CompileReport* report, std::string_view name,
                   const llvm::Module& module) {
  if (report == nullptr) return;
  size_t functions = 0;
  for (const llvm::Function& function : module) {
    functions += function.isDeclaration() ? 0 : 1;
  }
  uint64_t table_bytes = 0;
  for (const llvm::GlobalVariable& table : module.globals()) {
    table_bytes +=
        module.getDataLayout().getTypeAllocSize(table.getValueType());
  }
  report->figures.push_back(
      {name,
       fmt::format("{} functions of {} instructions, {} bytes of tables",
                   functions, module.getInstructionCount(), table_bytes)});
}

}  // namespace

Result<void> CheckTarget(const CodegenOptions& options) {
  const Result<Target> target = FindTarget(options);
  if (!target) return target.error();
  return {};
}

Result<std::string> GenerateCode(const ir::Ruleset& ruleset,
                                 const CodegenOptions& options,
                                 CodeFindings* findings) {
  IOTPF_CHECK(options.emit >= EmitStage::Llvm);
  CodeFindings unheard;
  if (findings == nullptr) findings = &unheard;
  CompileReport* report = findings->report;

  EnterStage(report, "start LLVM");
  Result<Target> target = FindTarget(options);
  if (!target) return target.error();
  llvm::TargetMachine& machine = *target->machine;
  EnterStage(report, "lay out tables");
  const RulesetPlan plan = PlanRuleset(ruleset);
  const std::string image =
      ir::WriteImage(ruleset, {options.compiler, target->description,
                               target->required_features, plan.layout.words()});

  EnterStage(report, kChooseStage);  // what comes first is shown first
  EnterStage(report, kMakeIrStage);
  llvm::LLVMContext llvm;
  llvm::Module module("iotpf_ruleset", llvm);
  module.setTargetTriple(machine.getTargetTriple().str());
  module.setDataLayout(machine.createDataLayout());
  module.setPICLevel(llvm::PICLevel::SmallPIC);
  LowerRuleset(ruleset, plan, image, VectorsOf(machine), options.plain_tests,
               module, *findings);
  for (llvm::Function& function : module) {
    if (function.isDeclaration()) continue;
    function.addFnAttr("target-cpu", machine.getTargetCPU());
  }
  AddCodeFigure(report, "LLVM IR", module);
  EnterStage(report, "optimise LLVM IR");
  Optimize(module, machine, options.optimization_level);
  AddCodeFigure(report, "after optimisation", module);

  EnterStage(report, "make machine code");
  const bool links = options.emit == EmitStage::Library;
  Result<std::string> emitted =
      Emit(module, machine, links ? EmitStage::Object : options.emit);
  if (emitted && links) {
    EnterStage(report, "link");
    emitted = LinkLibrary(*emitted);
  }
  EnterStage(report, "");
  return emitted;
}

}  // namespace iotpf::codegen
