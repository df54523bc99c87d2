// From the name of a CPU to LLVM's machine, and to what a loader must ask for.
//
// LLVM knows which instruction sets a CPU has; the loader knows what the kernel
// says in /proc/cpuinfo. The tables below join the two vocabularies. Rows exist
// for the instruction sets that LLVM may use for integer and byte code beyond
// the baseline, which every machine of the architecture has.
//
// An architecture is one that the runtime has a row for too
// (runtime/load/elf_library.cc): 64 bits, little endian, ELF. LLVM knows many
// more, and lld would link some of them into what no loader takes.

#include "compiler/codegen/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <span>
#include <string_view>

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
constexpr FeatureName kX86Features[] = {
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

// Sorted like the others. Floating point and NEON are the baseline.
// Source: LLVM 19, llvm/lib/Target/AArch64/AArch64Features.td; Linux,
// Documentation/arch/arm64/elf_hwcaps.rst.
constexpr FeatureName kAArch64Features[] = {
    {"aes", "aes"},
    {"dotprod", "asimddp"},
    {"fullfp16", "asimdhp"},
    {"rdm", "asimdrdm"},
    {"lse", "atomics"},
    {"bf16", "bf16"},
    {"crc", "crc32"},
    {"cssc", "cssc"},
    {"flagm", "flagm"},
    {"i8mm", "i8mm"},
    {"mops", "mops"},
    {"sha2", "sha2"},
    {"sha3", "sha3"},
    {"sme", "sme"},
    {"sve", "sve"},
    {"sve2", "sve2"},
    {"sve2-bitperm", "svebitperm"},
};

struct Architecture {
  llvm::Triple::ArchType type;
  std::string_view default_cpu;
  std::string_view levels;  // CPU names that help whoever mistyped one
  std::span<const FeatureName> features;
};

constexpr Architecture kArchitectures[] = {
    {llvm::Triple::x86_64, "x86-64-v3",
     "`x86-64`, `x86-64-v2`, `x86-64-v3` and `x86-64-v4` always work",
     kX86Features},
    {llvm::Triple::aarch64, "generic", "`generic` always works",
     kAArch64Features},
};

void InitializeLlvm() {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
    LLVMInitializeAArch64TargetInfo();
    LLVMInitializeAArch64Target();
    LLVMInitializeAArch64TargetMC();
    LLVMInitializeAArch64AsmPrinter();
  });
}

// The row of a triple that the runtime can load libraries of, or null.
const Architecture* FindArchitecture(const llvm::Triple& triple) {
  const bool has_32_bit_pointers =
      triple.isX32() || triple.getEnvironment() == llvm::Triple::GNUILP32;
  if (!triple.isOSBinFormatELF() || has_32_bit_pointers) return nullptr;
  for (const Architecture& architecture : kArchitectures) {
    if (architecture.type == triple.getArch()) return &architecture;
  }
  return nullptr;
}

std::string RequiredFeatures(const Architecture& architecture,
                             const llvm::MCSubtargetInfo& subtarget) {
  std::string names;
  for (const FeatureName& feature : architecture.features) {
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

Error UnknownCpu(const Architecture& architecture,
                 const llvm::MCSubtargetInfo& subtarget,
                 const llvm::Triple& triple, const std::string& cpu) {
  return Error{fmt::format(
      "{} has no CPU `{}`; the nearest name is `{}`, and {}", triple.str(), cpu,
      NearestCpu(subtarget, cpu), architecture.levels)};
}

// With an unknown CPU LLVM prints a warning of its own and goes on, so it is
// asked without one first.
Result<std::string> ChooseCpu(const Architecture& architecture,
                              const llvm::Target& target,
                              const llvm::Triple& triple,
                              const std::string& wanted) {
  if (wanted.empty()) return std::string(architecture.default_cpu);
  const std::unique_ptr<llvm::MCSubtargetInfo> any(
      target.createMCSubtargetInfo(triple.str(), "", ""));
  bool is_64_bit_name = any->isCPUStringValid(wanted);
  if (is_64_bit_name && triple.isX86()) {
    const std::unique_ptr<llvm::MCSubtargetInfo> chosen(
        target.createMCSubtargetInfo(triple.str(), wanted, ""));
    is_64_bit_name = chosen->checkFeatures("+64bit");
  }
  if (!is_64_bit_name) return UnknownCpu(architecture, *any, triple, wanted);
  return wanted;
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
  const Architecture* architecture = FindArchitecture(triple);
  if (architecture == nullptr) {
    return Error{fmt::format(
        "cannot compile for `{}`; rules run on 64-bit ELF systems, such as "
        "`x86_64-linux-gnu` and `aarch64-linux-gnu`",
        triple.str())};
  }
  std::string problem;
  const llvm::Target* known =
      llvm::TargetRegistry::lookupTarget(triple.str(), problem);
  if (known == nullptr) {
    return Error{
        fmt::format("cannot compile for `{}`; {}", triple.str(), problem)};
  }
  const Result<std::string> cpu =
      ChooseCpu(*architecture, *known, triple, options.target_cpu);
  if (!cpu) return cpu.error();

  Target target;
  target.machine.reset(known->createTargetMachine(
      triple.str(), *cpu, "", llvm::TargetOptions(), llvm::Reloc::PIC_,
      llvm::CodeModel::Small, BackEndLevel(options.optimization_level)));
  if (target.machine == nullptr) {
    return Error{fmt::format("LLVM cannot make code for `{}`", triple.str())};
  }
  target.description = fmt::format("{} {}", triple.str(), *cpu);
  target.required_features =
      RequiredFeatures(*architecture, *target.machine->getMCSubtargetInfo());
  return target;
}

VectorWidth VectorsOf(const llvm::TargetMachine& machine) {
  if (machine.getTargetTriple().isAArch64(64)) return VectorWidth::Neon;
  const bool has_avx2 = machine.getTargetTriple().isX86() &&
                        machine.getMCSubtargetInfo()->checkFeatures("+avx2");
  return has_avx2 ? VectorWidth::Avx2 : VectorWidth::None;
}

}  // namespace iotpf::codegen
