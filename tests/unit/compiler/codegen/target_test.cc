// Machines and CPUs that rules can be compiled for, and what loaders must ask.
#include "compiler/codegen/codegen.h"
#include "runtime/load/elf_library.h"

#include <iotpf/ruleset_abi.h>

#include <doctest/doctest.h>

#include <cstring>
#include <string>
#include <string_view>

namespace iotpf::codegen {
namespace {

Result<std::string> Generate(const std::string& triple, const std::string& cpu,
                             EmitStage emit = EmitStage::Library) {
  CodegenOptions options;
  options.emit = emit;
  options.triple = triple;
  options.target_cpu = cpu;
  return GenerateCode(ir::Ruleset{}, options);
}

TEST_CASE("a library is for the machine and the CPU that were asked for") {
  struct Case {
    std::string triple;
    std::string cpu;
    std::string_view machine;
    std::string_view target;
    std::string_view features;
  };
  for (const Case& c : {
           Case{"aarch64-linux-gnu", "", "aarch64",
                "aarch64-unknown-linux-gnu generic", ""},
           {"aarch64-linux-gnu", "cortex-a76", "aarch64",
            "aarch64-unknown-linux-gnu cortex-a76",
            "aes asimddp asimdhp asimdrdm atomics crc32 sha2"},
           {"x86_64-linux-gnu", "x86-64", "x86_64",
            "x86_64-unknown-linux-gnu x86-64", ""},
           {"x86_64-linux-gnu", "", "x86_64",
            "x86_64-unknown-linux-gnu x86-64-v3",
            "abm avx avx2 bmi1 bmi2 cx16 f16c fma lahf_lm movbe pni popcnt "
            "sse4_1 sse4_2 ssse3"},
       }) {
    CAPTURE(c.target);
    const Result<std::string> library = Generate(c.triple, c.cpu);
    REQUIRE(library.has_value());
    CHECK(runtime::MachineOf(*library) == c.machine);
    const size_t start = library->find("IOFP");
    REQUIRE(start != std::string::npos);
    REQUIRE(start + sizeof(iotpf_ruleset) <= library->size());
    iotpf_ruleset header;
    std::memcpy(&header, library->data() + start, sizeof(header));
    const auto text = [&](iotpf_text place) {
      return library->substr(start + place.offset, place.size);
    };
    CHECK(text(header.target) == c.target);
    CHECK(text(header.features) == c.features);
  }
}

TEST_CASE("the text of each stage is for the machine too") {
  const auto llvm = Generate("aarch64-linux-gnu", "", EmitStage::Llvm);
  REQUIRE(llvm.has_value());
  CHECK(llvm->find("target triple = \"aarch64-unknown-linux-gnu\"") !=
        std::string::npos);
  CHECK(llvm->find("\"target-cpu\"=\"generic\"") != std::string::npos);
  const auto assembly = Generate("aarch64-linux-gnu", "", EmitStage::Asm);
  REQUIRE(assembly.has_value());
  CHECK(assembly->find("\tret\n") != std::string::npos);
}

TEST_CASE("machines that no loader takes are errors") {
  for (const std::string triple :
       {"i686-linux-gnu", "aarch64_be-linux-gnu", "aarch64-linux-gnu_ilp32",
        "x86_64-linux-gnux32", "aarch64-apple-darwin", "x86_64-windows-msvc",
        "riscv64-linux-gnu", "pdp11", "-"}) {
    CAPTURE(triple);
    CodegenOptions options;
    options.triple = triple;
    const Result<void> known = CheckTarget(options);
    REQUIRE(!known.has_value());
    CHECK(known.error().message.find("64-bit ELF systems") !=
          std::string::npos);
  }
}

TEST_CASE("a CPU of another machine is an error that helps") {
  const auto cpu = Generate("aarch64-linux-gnu", "x86-64-v3");
  REQUIRE(!cpu.has_value());
  CHECK(cpu.error().message.find("has no CPU `x86-64-v3`; the nearest name "
                                 "is `") != std::string::npos);
  CHECK(cpu.error().message.ends_with("and `generic` always works"));
  CHECK(!Generate("x86_64-linux-gnu", "cortex-a76").has_value());
}

}  // namespace
}  // namespace iotpf::codegen
