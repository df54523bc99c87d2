// From the name of a CPU to LLVM's machine, and to what a loader must ask for.
//
// LLVM knows which instruction sets a CPU has; the loader knows what the kernel
// says in /proc/cpuinfo. The table below joins the two vocabularies. Rows exist
// for the instruction sets that LLVM may use for integer and byte code on
// x86-64 beyond the baseline, which every such machine has.

#include "compiler/codegen/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/Triple.h>

namespace iotpf::codegen {
namespace {

struct FeatureName {
  std::string_view llvm;
  std::string_view cpuinfo;
};

// Sorted by the kernel's name, which is the order in the image.
// Source: LLVM 19, llvm/lib/Target/X86/X86.td; Linux,
// arch/x86/include/asm/cpufeatures.h.
constexpr FeatureName kFeatureNames[] = {
    {"lzcnt", "abm"},
    {"adx", "adx"},
    {"avx", "avx"},
    {"avx2", "avx2"},
    {"avx512bf16", "avx512_bf16"},
    {"avx512bitalg", "avx512_bitalg"},
    {"avx512vbmi2", "avx512_vbmi2"},
    {"avx512vnni", "avx512_vnni"},
    {"avx512vp2intersect", "avx512_vp2intersect"},
    {"avx512vpopcntdq", "avx512_vpopcntdq"},
    {"avx512bw", "avx512bw"},
    {"avx512cd", "avx512cd"},
    {"avx512dq", "avx512dq"},
    {"avx512f", "avx512f"},
    {"avx512ifma", "avx512ifma"},
    {"avx512vbmi", "avx512vbmi"},
    {"avx512vl", "avx512vl"},
    {"avxvnni", "avx_vnni"},
    {"bmi", "bmi1"},
    {"bmi2", "bmi2"},
    {"cx16", "cx16"},
    {"f16c", "f16c"},
    {"fma", "fma"},
    {"fma4", "fma4"},
    {"gfni", "gfni"},
    {"sahf", "lahf_lm"},
    {"movbe", "movbe"},
    {"pclmul", "pclmulqdq"},
    {"sse3", "pni"},
    {"popcnt", "popcnt"},
    {"sse4.1", "sse4_1"},
    {"sse4.2", "sse4_2"},
    {"sse4a", "sse4a"},
    {"ssse3", "ssse3"},
    {"tbm", "tbm"},
    {"vaes", "vaes"},
    {"vpclmulqdq", "vpclmulqdq"},
    {"xop", "xop"},
};

void InitializeLlvm() {
  static std::once_flag once;
  std::call_once(once, [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
  });
}

std::string RequiredFeatures(const llvm::MCSubtargetInfo& subtarget) {
  std::string names;
  for (const FeatureName& feature : kFeatureNames) {
    const auto all = subtarget.getAllProcessorFeatures();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& row) {
          return std::string_view(row.Key) == feature.llvm;
        });
    if (found == all.end() || !subtarget.hasFeature(found->Value)) continue;
    if (!names.empty()) names += ' ';
    names += feature.cpuinfo;
  }
  return names;
}

// The known CPU whose name is closest to `wanted`.
std::string NearestCpu(const llvm::MCSubtargetInfo& subtarget,
                       const std::string& wanted) {
  std::string nearest;
  unsigned best = ~0u;
  for (const auto& cpu : subtarget.getAllProcessorDescriptions()) {
    const unsigned distance = llvm::StringRef(cpu.Key).edit_distance(wanted);
    if (distance >= best) continue;
    best = distance;
    nearest = cpu.Key;
  }
  return nearest;
}

Error UnknownCpu(const llvm::MCSubtargetInfo& subtarget,
                 const llvm::Triple& triple, const std::string& cpu) {
  const std::string levels =
      triple.isX86()
          ? "`x86-64`, `x86-64-v2`, `x86-64-v3` and `x86-64-v4` always work"
          : "`generic` always works";
  return Error{
      fmt::format("{} has no CPU `{}`; the nearest name is `{}`, and {}",
                  triple.str(), cpu, NearestCpu(subtarget, cpu), levels)};
}

llvm::CodeGenOptLevel BackEndLevel(int optimization_level) {
  switch (optimization_level) {
    case 0:
      return llvm::CodeGenOptLevel::None;
    case 1:
      return llvm::CodeGenOptLevel::Less;
    case 2:
      return llvm::CodeGenOptLevel::Default;
    default:
      return llvm::CodeGenOptLevel::Aggressive;
  }
}

}  // namespace

Result<Target> FindTarget(const CodegenOptions& options) {
  InitializeLlvm();
  const llvm::Triple triple(llvm::Triple::normalize(
      options.triple.empty() ? llvm::sys::getDefaultTargetTriple()
                             : options.triple));
  std::string problem;
  const llvm::Target* known =
      llvm::TargetRegistry::lookupTarget(triple.str(), problem);
  if (known == nullptr) {
    return Error{
        fmt::format("cannot compile for `{}`; {}", triple.str(), problem)};
  }

  // Asked without a CPU first: with an unknown one LLVM prints a warning of
  // its own and goes on.
  const std::unique_ptr<llvm::MCSubtargetInfo> any(
      known->createMCSubtargetInfo(triple.str(), "", ""));
  const bool is_64_bit_name = [&] {
    if (!any->isCPUStringValid(options.target_cpu)) return false;
    const std::unique_ptr<llvm::MCSubtargetInfo> chosen(
        known->createMCSubtargetInfo(triple.str(), options.target_cpu, ""));
    return !triple.isX86() || chosen->checkFeatures("+64bit");
  }();
  if (!is_64_bit_name) return UnknownCpu(*any, triple, options.target_cpu);

  Target target;
  target.machine.reset(known->createTargetMachine(
      triple.str(), options.target_cpu, "", llvm::TargetOptions(),
      llvm::Reloc::PIC_, llvm::CodeModel::Small,
      BackEndLevel(options.optimization_level)));
  if (target.machine == nullptr) {
    return Error{fmt::format("LLVM cannot make code for `{}`", triple.str())};
  }
  target.description = fmt::format("{} {}", triple.str(), options.target_cpu);
  const llvm::MCSubtargetInfo& subtarget =
      *target.machine->getMCSubtargetInfo();
  if (triple.isX86()) target.required_features = RequiredFeatures(subtarget);
  return target;
}

VectorWidth VectorsOf(const llvm::TargetMachine& machine) {
  if (machine.getTargetTriple().isAArch64(64)) return VectorWidth::Neon;
  const bool has_avx2 =
      machine.getTargetTriple().isX86() &&
      machine.getMCSubtargetInfo()->checkFeatures("+avx2");
  return has_avx2 ? VectorWidth::Avx2 : VectorWidth::None;
}

}  // namespace iotpf::codegen
