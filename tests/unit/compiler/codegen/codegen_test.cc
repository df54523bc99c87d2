// What a library is: its ELF properties, the forms it can be written in, and
// that its bytes depend on the rules and options alone.
#include "compiler/codegen/codegen.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <elf.h>

#include <cstring>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::Bytes;
using tests::ImageBuilder;

// Rules that use every helper: lists, regexes, several stages, a scope.
ir::Ruleset SomeRules() {
  ImageBuilder builder;
  const uint32_t host = builder.Reading(Field::RequestHost);
  std::vector<ir::Constant> names;
  for (int i = 0; i < 100; ++i) {
    names.push_back(Bytes("host" + std::to_string(i) + ".example.com",
                          IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE));
  }
  const uint32_t in_list = builder.Test(IOTPF_OP_EQUAL, host, names);
  const uint32_t body = builder.Reading(Field::ResponseBody);
  const uint32_t regex = builder.Regex("a+b");
  const uint32_t matches =
      builder.Test(IOTPF_OP_MATCHES, body, {tests::RegexConstant(regex)});
  const uint32_t contains =
      builder.Test(IOTPF_OP_CONTAINS, body, {Bytes(std::string(40, 'x'))});
  builder.Provider("example", in_list);
  builder.Fingerprint(builder.Platform("example", 0), "mobile");
  builder.Condition(IOTPF_NECESSARY_POSITIVE, 400, in_list);
  builder.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                    builder.AtLeast(2, {in_list, matches, contains}));
  return builder.ruleset;
}

Result<std::string> Generate(EmitStage emit, int level,
                             const std::string& cpu = "x86-64-v3") {
  CodegenOptions options;
  options.emit = emit;
  options.optimization_level = level;
  options.target_cpu = cpu;
  options.compiler = "iotpfc test";
  return GenerateCode(SomeRules(), options);
}

template <class T>
T ReadAt(std::string_view file, uint64_t offset) {
  T value;
  REQUIRE(offset + sizeof(T) <= file.size());
  std::memcpy(&value, file.data() + offset, sizeof(T));
  return value;
}

std::vector<Elf64_Phdr> Segments(std::string_view file) {
  const auto header = ReadAt<Elf64_Ehdr>(file, 0);
  std::vector<Elf64_Phdr> segments;
  for (uint64_t i = 0; i < header.e_phnum; ++i) {
    segments.push_back(
        ReadAt<Elf64_Phdr>(file, header.e_phoff + i * sizeof(Elf64_Phdr)));
  }
  return segments;
}

std::vector<Elf64_Shdr> Sections(std::string_view file) {
  const auto header = ReadAt<Elf64_Ehdr>(file, 0);
  std::vector<Elf64_Shdr> sections;
  for (uint64_t i = 0; i < header.e_shnum; ++i) {
    sections.push_back(
        ReadAt<Elf64_Shdr>(file, header.e_shoff + i * sizeof(Elf64_Shdr)));
  }
  return sections;
}

TEST_CASE("a library only maps constant bytes and code") {
  for (const int level : {0, 1, 2, 3}) {
    CAPTURE(level);
    const Result<std::string> library = Generate(EmitStage::Library, level);
    REQUIRE(library.has_value());
    CHECK(ReadAt<Elf64_Ehdr>(*library, 0).e_type == ET_DYN);
    bool has_stack = false;
    for (const Elf64_Phdr& segment : Segments(*library)) {
      CHECK(segment.p_type != PT_INTERP);
      CHECK(segment.p_type != PT_TLS);
      // Not one segment, loaded or not, but the stack's flags are writable.
      if (segment.p_type == PT_GNU_STACK) {
        has_stack = true;
        CHECK((segment.p_flags & PF_X) == 0);
      } else {
        CHECK((segment.p_flags & PF_W) == 0);
      }
    }
    CHECK(has_stack);
  }
}

TEST_CASE("a library has nothing to relocate, to run or to import") {
  const std::set<int64_t> allowed = {DT_HASH,  DT_GNU_HASH, DT_STRTAB,
                                     DT_STRSZ, DT_SYMTAB,   DT_SYMENT,
                                     DT_FLAGS, DT_FLAGS_1,  DT_NULL};
  for (const int level : {0, 1, 2, 3}) {
    CAPTURE(level);
    const Result<std::string> library = Generate(EmitStage::Library, level);
    REQUIRE(library.has_value());
    bool has_dynamic_section = false;
    for (const Elf64_Phdr& segment : Segments(*library)) {
      if (segment.p_type != PT_DYNAMIC) continue;
      has_dynamic_section = true;
      for (uint64_t i = 0; i < segment.p_filesz; i += sizeof(Elf64_Dyn)) {
        const auto entry = ReadAt<Elf64_Dyn>(*library, segment.p_offset + i);
        CAPTURE(entry.d_tag);
        CHECK(allowed.contains(entry.d_tag));
      }
    }
    CHECK(has_dynamic_section);
    for (const Elf64_Shdr& section : Sections(*library)) {
      CHECK(section.sh_type != SHT_REL);
      CHECK(section.sh_type != SHT_RELA);
      CHECK(section.sh_type != SHT_RELR);
      CHECK(section.sh_type != SHT_INIT_ARRAY);
      CHECK(section.sh_type != SHT_FINI_ARRAY);
    }
  }
}

TEST_CASE("a library has one symbol, and exports it") {
  for (const int level : {0, 2}) {
    const Result<std::string> library = Generate(EmitStage::Library, level);
    REQUIRE(library.has_value());
    const std::vector<Elf64_Shdr> sections = Sections(*library);
    std::vector<std::string> names;
    for (const Elf64_Shdr& section : sections) {
      CHECK(section.sh_type != SHT_SYMTAB);
      if (section.sh_type != SHT_DYNSYM) continue;
      const Elf64_Shdr strings = sections.at(section.sh_link);
      // The first symbol is the null symbol of every table.
      for (uint64_t i = sizeof(Elf64_Sym); i < section.sh_size;
           i += sizeof(Elf64_Sym)) {
        const auto symbol = ReadAt<Elf64_Sym>(*library, section.sh_offset + i);
        CHECK(symbol.st_shndx != SHN_UNDEF);
        CHECK(ELF64_ST_TYPE(symbol.st_info) == STT_OBJECT);
        names.emplace_back(library->c_str() + strings.sh_offset +
                           symbol.st_name);
      }
    }
    CHECK(names == std::vector<std::string>{IOTPF_RULESET_SYMBOL});
  }
}

TEST_CASE("the same rules give the same bytes") {
  for (const EmitStage emit : {EmitStage::Llvm, EmitStage::Asm,
                               EmitStage::Object, EmitStage::Library}) {
    const Result<std::string> first = Generate(emit, 2);
    const Result<std::string> second = Generate(emit, 2);
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(*first == *second);
  }
  CHECK(*Generate(EmitStage::Library, 0) != *Generate(EmitStage::Library, 2));
}

TEST_CASE("texts are what people read") {
  const Result<std::string> llvm = Generate(EmitStage::Llvm, 2);
  REQUIRE(llvm.has_value());
  CHECK(llvm->find("@" IOTPF_RULESET_SYMBOL " = dso_local constant") !=
        std::string::npos);
  const Result<std::string> assembly = Generate(EmitStage::Asm, 2);
  REQUIRE(assembly.has_value());
  CHECK(assembly->find(".globl\t" IOTPF_RULESET_SYMBOL) != std::string::npos);
}

TEST_CASE("a library names its target and the features it needs") {
  struct Case {
    std::string cpu;
    std::string_view features;
  };
  for (const Case& c : {
           Case{"x86-64", ""},
           {"x86-64-v2", "cx16 lahf_lm pni popcnt sse4_1 sse4_2 ssse3"},
           {"x86-64-v3",
            "abm avx avx2 bmi1 bmi2 cx16 f16c fma lahf_lm movbe pni popcnt "
            "sse4_1 sse4_2 ssse3"},
       }) {
    const Result<std::string> library = Generate(EmitStage::Library, 1, c.cpu);
    REQUIRE(library.has_value());
    const size_t start = library->find("IOFP");
    REQUIRE(start != std::string::npos);
    const auto header = ReadAt<iotpf_ruleset>(*library, start);
    const auto text = [&](iotpf_text place) {
      return library->substr(start + place.offset, place.size);
    };
    CHECK(text(header.compiler) == "iotpfc test");
    CHECK(text(header.target).ends_with(" " + c.cpu));
    CHECK(text(header.features) == c.features);
  }
}

TEST_CASE("an unknown target is an error that helps") {
  const Result<std::string> cpu = Generate(EmitStage::Library, 2, "skylakke");
  REQUIRE(!cpu.has_value());
  CHECK(cpu.error().message.find("no CPU `skylakke`; the nearest name is "
                                 "`skylake`, and `x86-64`") !=
        std::string::npos);
  CHECK(!Generate(EmitStage::Library, 2, "i486").has_value());

  CodegenOptions options;
  options.triple = "pdp11-unknown-none";
  const Result<std::string> triple = GenerateCode(SomeRules(), options);
  REQUIRE(!triple.has_value());
  CHECK(triple.error().message.find("pdp11") != std::string::npos);
}

TEST_CASE("a ruleset without rules is a library too") {
  const Result<Ruleset> ruleset = tests::LoadNative(ir::Ruleset{}, 2);
  REQUIRE(ruleset.has_value());
  std::vector<uint64_t> state(ruleset->view().header().state_words);
  iotpf_claim claim{};
  iotpf_scope scope{};
  const iotpf_session session{};
  const iotpf_host host{};
  ruleset->advance()(&session, 1, state.data(), &host);
  uint32_t hint = 0;
  CHECK(ruleset->is_open()(state.data(), &hint) == 0);
  CHECK(ruleset->claims()(state.data(), &claim) == 0);
  CHECK(ruleset->scopes()(state.data(), &scope) == 0);
}

}  // namespace
}  // namespace iotpf::codegen
