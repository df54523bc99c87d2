// LLVM's passes, told that there is no C library.
//
// Compiled rules are comparisons with few loops. A short list of passes makes
// code of the size and shape that LLVM's -O2 makes of it, in a fifth of the
// time: its vectorisers, unrollers and repeated clean-ups find nothing here.
// -O3 is LLVM's own, for whoever wants to compare.
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

// Variables to registers, helpers into their callers, and a clean-up. Written
// alone, `instcombine` aborts when one round leaves something to do.
constexpr const char* kShortPipeline =
    "function(sroa,early-cse),cgscc(inline),"
    "function(instcombine<no-verify-fixpoint>,simplifycfg,early-cse<memssa>),"
    "globaldce";
// The same, with loads moved out of loops and shared between branches. What GVN
// and a second round find beyond that is too little to be measured.
constexpr const char* kDefaultPipeline =
    "function(sroa,early-cse,simplifycfg),cgscc(inline),"
    "function(early-cse<memssa>,instcombine<no-verify-fixpoint>,simplifycfg,"
    "loop-mssa(loop-rotate,licm),early-cse<memssa>,simplifycfg),"
    "globaldce";

llvm::ModulePassManager PassesOf(llvm::PassBuilder& builder,
                                 int optimization_level) {
  if (optimization_level <= 0) {
    return builder.buildO0DefaultPipeline(llvm::OptimizationLevel::O0);
  }
  if (optimization_level >= 3) {
    return builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3);
  }
  llvm::ModulePassManager passes;
  llvm::Error problem = builder.parsePassPipeline(
      passes, optimization_level == 1 ? kShortPipeline : kDefaultPipeline);
  IOTPF_CHECK(!problem);
  return passes;
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

  llvm::ModulePassManager passes = PassesOf(builder, optimization_level);
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
  if (machine.addPassesToEmitFile(passes, stream, nullptr, type,
                                  /*DisableVerify=*/true)) {
    return Error{"LLVM cannot write this kind of file for `" +
                 module.getTargetTriple() + "`"};
  }
  passes.run(module);
  return std::string(bytes);
}

}  // namespace iotpf::codegen
