// Libraries are read before they are mapped; damaged ones do no harm.
#include "runtime/load/elf_library.h"
#include "tests/support/native_ruleset.h"

#include <iotpf/ruleset_abi.h>

#include <doctest/doctest.h>

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <random>
#include <string>

namespace iotpf::runtime {
namespace {

const std::string& Library() {
  static const std::string library =
      tests::CompileLibrary(ir::Ruleset{}, 1).value();
  return library;
}

TEST_CASE("the symbol is found where the image is") {
  const auto library = ReadElfLibrary(Library(), IOTPF_RULESET_SYMBOL);
  REQUIRE(library.has_value());
  CHECK(!library->runs_code_when_loaded);
  REQUIRE(library->symbol.size() >= sizeof(iotpf_ruleset));
  CHECK(library->symbol.substr(0, 4) == "IOFP");
}

TEST_CASE("a name must match whole") {
  for (const std::string_view name :
       {"iotpf_ruleset_v", "iotpf_ruleset_v11", "otpf_ruleset_v1", "x"}) {
    const auto library = ReadElfLibrary(Library(), name);
    REQUIRE(library.has_value());
    CHECK(library->symbol.empty());
  }
}

TEST_CASE("a library says which machine it was made for") {
  struct Case {
    Elf64_Half machine;
    std::string_view name;
  };
  for (const Case& c :
       {Case{EM_X86_64, "x86_64"}, {EM_AARCH64, "aarch64"}, {EM_RISCV, ""}}) {
    std::string library = Library();
    std::memcpy(library.data() + offsetof(Elf64_Ehdr, e_machine), &c.machine,
                sizeof(c.machine));
    CHECK(MachineOf(library) == c.name);
    CHECK(ReadElfLibrary(library, "x").has_value() ==
          (c.name == ThisMachine()));
  }
  CHECK(MachineOf("").empty());
  CHECK(MachineOf(Library().substr(0, sizeof(Elf64_Ehdr) - 1)).empty());
  CHECK(MachineOf(std::string(4096, '\0')).empty());
}

TEST_CASE("what is no library of this machine") {
  CHECK(!ReadElfLibrary("", "x").has_value());
  CHECK(!ReadElfLibrary("MZ", "x").has_value());
  CHECK(!ReadElfLibrary(std::string(4096, '\0'), "x").has_value());
  struct Case {
    size_t offset;
    char byte;
  };
  for (const Case& c : {Case{EI_CLASS, ELFCLASS32},
                        {EI_DATA, ELFDATA2MSB},
                        {offsetof(Elf64_Ehdr, e_type), ET_REL},
                        {offsetof(Elf64_Ehdr, e_machine), 1}}) {
    std::string changed = Library();
    changed[c.offset] = c.byte;
    CHECK(!ReadElfLibrary(changed, "x").has_value());
  }
}

TEST_CASE("what runs when it is loaded is seen") {
  // DT_HASH or DT_GNU_HASH, which the reader does not need, becomes DT_INIT.
  std::string changed = Library();
  Elf64_Ehdr header;
  std::memcpy(&header, changed.data(), sizeof(header));
  for (size_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr segment;
    std::memcpy(&segment, changed.data() + header.e_phoff + i * sizeof(segment),
                sizeof(segment));
    if (segment.p_type != PT_DYNAMIC) continue;
    for (size_t at = segment.p_offset; at < segment.p_offset + segment.p_filesz;
         at += sizeof(Elf64_Dyn)) {
      Elf64_Dyn entry;
      std::memcpy(&entry, changed.data() + at, sizeof(entry));
      if (entry.d_tag == DT_GNU_HASH) entry.d_tag = DT_INIT;
      std::memcpy(changed.data() + at, &entry, sizeof(entry));
    }
  }
  const auto library = ReadElfLibrary(changed, IOTPF_RULESET_SYMBOL);
  REQUIRE(library.has_value());
  CHECK(library->runs_code_when_loaded);
}

TEST_CASE("cut and damaged libraries are read without harm") {
  for (size_t size = 0; size < Library().size(); size += 7) {
    const std::string cut = Library().substr(0, size);
    const auto library = ReadElfLibrary(cut, IOTPF_RULESET_SYMBOL);
    if (library) CHECK(library->symbol.size() <= cut.size());
  }
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string damaged = Library();
    for (int i = 0; i < 8; ++i) {
      // Most of what is read stands at the start.
      const size_t range = i % 2 == 0 ? 1024 : damaged.size();
      damaged[random() % std::min(range, damaged.size())] =
          static_cast<char>(random());
    }
    const auto library = ReadElfLibrary(damaged, IOTPF_RULESET_SYMBOL);
    if (library) CHECK(library->symbol.size() <= damaged.size());
  }
}

}  // namespace
}  // namespace iotpf::runtime
