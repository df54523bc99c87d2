// LLVM's own pipelines, told that there is no C library.
//
// Optimisers and the back end both recognise loops that a library function
// could do. The library has no imports, so both get a table of library
// functions in which none exists; the attribute `no-builtins` on every function
// says the same to passes that look there.

#include "compiler/codegen/emit_object.h"

#include <iotpf/check.h>

#include <llvm/ADT/SmallString.h>
#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/raw_ostream.h>

namespace iotpf::codegen {
namespace {

llvm::TargetLibraryInfoImpl NoLibrary(const llvm::Module& module) {
  llvm::TargetLibraryInfoImpl library(llvm::Triple(module.getTargetTriple()));
  library.disableAllFunctions();
  return library;
}

llvm::OptimizationLevel MiddleEndLevel(int optimization_level) {
  switch (optimization_level) {
    case 0:
      return llvm::OptimizationLevel::O0;
    case 1:
      return llvm::OptimizationLevel::O1;
    case 2:
      return llvm::OptimizationLevel::O2;
    default:
      return llvm::OptimizationLevel::O3;
  }
}

std::string Print(const llvm::Module& module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream, nullptr);
  return text;
}

}  // namespace

void Optimize(llvm::Module& module, llvm::TargetMachine& machine,
              int optimization_level) {
  IOTPF_CHECK(!llvm::verifyModule(module, &llvm::errs()));
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  const llvm::TargetLibraryInfoImpl library = NoLibrary(module);
  functions.registerPass([&] { return llvm::TargetLibraryAnalysis(library); });
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);

  const llvm::OptimizationLevel level = MiddleEndLevel(optimization_level);
  llvm::ModulePassManager passes =
      level == llvm::OptimizationLevel::O0
          ? builder.buildO0DefaultPipeline(level)
          : builder.buildPerModuleDefaultPipeline(level);
  passes.run(module, modules);
}

Result<std::string> Emit(llvm::Module& module, llvm::TargetMachine& machine,
                         EmitStage emit) {
  if (emit == EmitStage::Llvm) return Print(module);
  IOTPF_CHECK(emit == EmitStage::Asm || emit == EmitStage::Object);
  const llvm::CodeGenFileType type = emit == EmitStage::Asm
                                         ? llvm::CodeGenFileType::AssemblyFile
                                         : llvm::CodeGenFileType::ObjectFile;
  llvm::SmallString<0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  passes.add(new llvm::TargetLibraryInfoWrapperPass(NoLibrary(module)));
  if (machine.addPassesToEmitFile(passes, stream, nullptr, type)) {
    return Error{"LLVM cannot write this kind of file for `" +
                 module.getTargetTriple() + "`"};
  }
  passes.run(module);
  return std::string(bytes);
}

}  // namespace iotpf::codegen
