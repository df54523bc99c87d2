// The scan is private to its module, so an exported function calls it; what it
// finds goes to a function whose address is the first word of the context.
#include "tests/support/literal_scanner.h"

#include "compiler/codegen/emit_object.h"
#include "compiler/codegen/function_builder.h"
#include "compiler/codegen/link_library.h"
#include "compiler/codegen/lower_literal_scan.h"
#include "compiler/codegen/target.h"

#include <iotpf/check.h>

#include <dlfcn.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>

namespace iotpf::tests {
namespace {

using codegen::FunctionBuilder;

// void found(i32 literal, i64 at, ptr data, i64 size, ptr context)
llvm::Function* LowerFound(llvm::Module& module) {
  llvm::LLVMContext& llvm = module.getContext();
  llvm::Type* pointer = llvm::PointerType::getUnqual(llvm);
  llvm::Type* number = llvm::Type::getInt64Ty(llvm);
  llvm::Type* literal = llvm::Type::getInt32Ty(llvm);
  llvm::Type* nothing = llvm::Type::getVoidTy(llvm);
  FunctionBuilder code(module, "found", nothing,
                       {literal, number, pointer, number, pointer});
  llvm::Value* context = code.argument(4);
  code.ir().CreateCall(
      llvm::FunctionType::get(nothing, {pointer, literal, number}, false),
      code.Load(pointer, context, offsetof(FoundLiterals, found)),
      {context, code.argument(0), code.argument(1)});
  code.ReturnVoid();
  return code.function();
}

void LowerExportedScan(llvm::Module& module, llvm::Function* scan) {
  llvm::Type* pointer = llvm::PointerType::getUnqual(module.getContext());
  FunctionBuilder code(
      module, "scan_literals", llvm::Type::getVoidTy(module.getContext()),
      {pointer, llvm::Type::getInt64Ty(module.getContext()), pointer});
  code.ir().CreateCall(scan,
                       {code.argument(0), code.argument(1), code.argument(2)});
  code.ReturnVoid();
  code.function()->setLinkage(llvm::GlobalValue::ExternalLinkage);
}

std::string Compile(std::span<const codegen::ScanLiteral> literals,
                    const std::string& cpu, int optimization_level) {
  codegen::CodegenOptions options;
  options.optimization_level = optimization_level;
  options.target_cpu = cpu;
  Result<codegen::Target> target = codegen::FindTarget(options);
  IOTPF_CHECK(target.has_value());
  llvm::LLVMContext llvm;
  llvm::Module module("literals", llvm);
  module.setTargetTriple(target->machine->getTargetTriple().str());
  module.setDataLayout(target->machine->createDataLayout());
  module.setPICLevel(llvm::PICLevel::SmallPIC);

  const ir::Ruleset ruleset;
  codegen::LoweringContext context{ruleset, module, nullptr};
  context.vectors = codegen::VectorsOf(*target->machine);
  llvm::Function* found = LowerFound(module);
  LowerExportedScan(
      module, codegen::LowerLiteralScan(context, "scan", literals, found));
  for (llvm::Function& function : module) {
    if (!function.isDeclaration()) function.addFnAttr("target-cpu", cpu);
  }
  codegen::Optimize(module, *target->machine, optimization_level);
  const Result<std::string> object =
      codegen::Emit(module, *target->machine, EmitStage::Object);
  IOTPF_CHECK(object.has_value());
  const Result<std::string> library = codegen::LinkLibrary(*object);
  IOTPF_CHECK(library.has_value());
  return *library;
}

// Loads a library, through a file that is gone when it is loaded.
void* Load(const std::string& library) {
  std::string path =
      (std::filesystem::temp_directory_path() / "iotpf_literals_XXXXXX");
  const int file = mkstemp(path.data());
  IOTPF_CHECK(file >= 0);
  IOTPF_CHECK(write(file, library.data(), library.size()) ==
              static_cast<ssize_t>(library.size()));
  close(file);
  void* loaded = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  unlink(path.c_str());
  IOTPF_CHECK(loaded != nullptr);
  return loaded;
}

}  // namespace

std::vector<std::string> ScannerCpus() {
  std::vector<std::string> cpus;
#if defined(__x86_64__)
  cpus.emplace_back("x86-64");
  if (__builtin_cpu_supports("avx2")) cpus.emplace_back("x86-64-v3");
#else
  cpus.emplace_back("generic");
#endif
  return cpus;
}

LiteralScanner::LiteralScanner(std::span<const codegen::ScanLiteral> literals,
                               const std::string& cpu, int optimization_level) {
  const std::string library = Compile(literals, cpu, optimization_level);
  library_bytes_ = library.size();
  library_.reset(Load(library));
  scan_ =
      reinterpret_cast<decltype(scan_)>(dlsym(library_.get(), "scan_literals"));
  IOTPF_CHECK(scan_ != nullptr);
}

void LiteralScanner::Unload::operator()(void* library) const {
  dlclose(library);
}

}  // namespace iotpf::tests
