// A look into a library without running it.
//
// dlopen() runs constructors, those of the libraries that a library needs
// included. Whoever mistypes a path must not run a stranger's code, so the file
// is read first: it must export the symbol, and have nothing that runs by
// itself. All offsets come from the file and every read of it is checked.
//
// Only the dynamic section is read, as the dynamic linker does; section headers
// may be missing. The number of symbols stands nowhere but in the hash tables;
// the symbol table is followed by the string table in what linkers write, and
// the symbols end there at the latest.

#include "runtime/load/elf_library.h"

#include <elf.h>

#include <cstring>
#include <vector>

namespace iotpf::runtime {
namespace {

struct Machine {
  uint16_t number;  // e_machine
  std::string_view name;
};

// All that iotpfc compiles for.
constexpr Machine kMachines[] = {{EM_X86_64, "x86_64"},
                                 {EM_AARCH64, "aarch64"}};

#if defined(__x86_64__)
constexpr Machine kThisMachine = kMachines[0];
#elif defined(__aarch64__)
constexpr Machine kThisMachine = kMachines[1];
#else
#error "the machine of this build has no row here"
#endif

// Whether these are the headers of a 64-bit shared library.
bool IsSharedLibrary(const Elf64_Ehdr& header) {
  return std::memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
         header.e_ident[EI_CLASS] == ELFCLASS64 &&
         header.e_ident[EI_DATA] == ELFDATA2LSB && header.e_type == ET_DYN;
}

class ElfReader {
 public:
  explicit ElfReader(std::string_view file) : file_(file) {}

  std::optional<ElfLibrary> Read(std::string_view name) {
    if (!ReadHeaders()) return std::nullopt;
    ElfLibrary library;
    ReadDynamicSection(library);
    library.symbol = FindSymbol(name);
    return library;
  }

 private:
  template <class T>
  bool ReadAt(uint64_t offset, T& out) const {
    if (offset > file_.size() || file_.size() - offset < sizeof(T)) {
      return false;
    }
    std::memcpy(&out, file_.data() + offset, sizeof(T));
    return true;
  }

  bool ReadHeaders() {
    Elf64_Ehdr header;
    if (!ReadAt(0, header)) return false;
    if (!IsSharedLibrary(header) || header.e_machine != kThisMachine.number ||
        header.e_phentsize != sizeof(Elf64_Phdr)) {
      return false;
    }
    for (uint16_t i = 0; i < header.e_phnum; ++i) {
      Elf64_Phdr segment;
      const uint64_t offset = uint64_t{i} * sizeof(Elf64_Phdr);
      if (header.e_phoff > file_.size() ||
          !ReadAt(header.e_phoff + offset, segment)) {
        return false;
      }
      segments_.push_back(segment);
    }
    return true;
  }

  // What stands at an address, to the end of its segment; empty: nothing in
  // the file does.
  std::string_view AtAddress(uint64_t address) const {
    for (const Elf64_Phdr& segment : segments_) {
      if (segment.p_type != PT_LOAD || address < segment.p_vaddr) continue;
      const uint64_t skip = address - segment.p_vaddr;
      if (skip >= segment.p_filesz) continue;
      if (segment.p_offset > file_.size()) continue;
      const std::string_view bytes =
          file_.substr(segment.p_offset, segment.p_filesz);
      if (skip < bytes.size()) return bytes.substr(skip);
    }
    return {};
  }

  void ReadDynamicSection(ElfLibrary& library) {
    for (const Elf64_Phdr& segment : segments_) {
      if (segment.p_type == PT_INTERP) library.runs_code_when_loaded = true;
      if (segment.p_type != PT_DYNAMIC) continue;
      Elf64_Dyn entry;
      for (uint64_t offset = segment.p_offset;
           offset < file_.size() && ReadAt(offset, entry) &&
           entry.d_tag != DT_NULL;
           offset += sizeof(entry)) {
        ReadEntry(entry, library);
      }
    }
  }

  void ReadEntry(const Elf64_Dyn& entry, ElfLibrary& library) {
    switch (entry.d_tag) {
      case DT_SYMTAB:
        symbols_ = entry.d_un.d_ptr;
        break;
      case DT_STRTAB:
        strings_ = entry.d_un.d_ptr;
        break;
      case DT_NEEDED:
      case DT_INIT:
      case DT_INIT_ARRAY:
      case DT_PREINIT_ARRAY:
      case DT_FINI:
      case DT_FINI_ARRAY:
      case DT_REL:  // an indirect function runs its resolver
      case DT_RELA:
      case DT_JMPREL:
        library.runs_code_when_loaded = true;
        break;
      default:
        break;
    }
  }

  std::string_view FindSymbol(std::string_view name) const {
    const std::string_view strings = AtAddress(strings_);
    std::string_view symbols = AtAddress(symbols_);
    if (strings_ > symbols_) symbols = symbols.substr(0, strings_ - symbols_);
    const size_t count = symbols.size() / sizeof(Elf64_Sym);
    for (size_t i = 0; i < count; ++i) {
      Elf64_Sym symbol;
      std::memcpy(&symbol, symbols.data() + i * sizeof(symbol), sizeof(symbol));
      if (symbol.st_shndx == SHN_UNDEF || symbol.st_name >= strings.size()) {
        continue;
      }
      const std::string_view rest = strings.substr(symbol.st_name);
      if (rest.substr(0, name.size()) == name && rest.size() > name.size() &&
          rest[name.size()] == '\0') {
        return AtAddress(symbol.st_value);
      }
    }
    return {};
  }

  std::string_view file_;
  std::vector<Elf64_Phdr> segments_;
  uint64_t symbols_ = 0;
  uint64_t strings_ = 0;
};

}  // namespace

std::optional<ElfLibrary> ReadElfLibrary(std::string_view file,
                                         std::string_view name) {
  return ElfReader(file).Read(name);
}

std::string_view MachineOf(std::string_view file) {
  Elf64_Ehdr header;
  if (file.size() < sizeof(header)) return {};
  std::memcpy(&header, file.data(), sizeof(header));
  if (!IsSharedLibrary(header)) return {};
  for (const Machine& machine : kMachines) {
    if (machine.number == header.e_machine) return machine.name;
  }
  return {};
}

std::string_view ThisMachine() { return kThisMachine.name; }

}  // namespace iotpf::runtime
