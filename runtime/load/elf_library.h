// What the loader must know of a shared library before it is mapped.
#ifndef IOTPF_RUNTIME_LOAD_ELF_LIBRARY_H_
#define IOTPF_RUNTIME_LOAD_ELF_LIBRARY_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// A 64-bit ELF shared library of this machine, as its file says.
struct ElfLibrary {
  bool runs_code_when_loaded = false;  // constructors, or imports of others
  // The bytes from an exported object to the end of its segment in the file;
  // empty: the symbol is not exported.
  std::string_view symbol;
};

// Reads the headers of `file` and looks for the symbol `name`.
//
//   Input    any bytes; the result's views point into them.
//   Output   nullopt: no shared library of this machine.
//   Cost     one pass over the dynamic symbols.
//   Source   System V ABI, chapters 4 and 5; ELF-64 Object File Format 1.5.
std::optional<ElfLibrary> ReadElfLibrary(std::string_view file,
                                         std::string_view name);

// The machine that a library was made for, where it is one that iotpfc compiles
// for: "x86_64", "aarch64". Else empty.
//
//   Input    any bytes.
std::string_view MachineOf(std::string_view file);

// The machine of this build, by the same names.
std::string_view ThisMachine();

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_LOAD_ELF_LIBRARY_H_
