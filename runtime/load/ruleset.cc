// Loading a compiled ruleset.
//
// The image is constant and has no relocation, so its bytes in the file are its
// bytes in memory: everything that can be wrong with a library is found by
// reading the file, before any of it is mapped to be run. A library that passes
// runs nothing when it is opened.
//
// What is read and what is opened is one copy that nobody can change. So the
// file may be written over at any time: before the checks end, or while its
// rules run.

#include <iotpf/ruleset.h>

#include "runtime/load/cpu_features.h"
#include "runtime/load/elf_library.h"
#include "runtime/load/frozen_file.h"

#include <iotpf/check.h>
#include <iotpf/field.h>

#include <fmt/format.h>

#include <dlfcn.h>

#include <cstring>
#include <utility>

namespace iotpf {
namespace {

using runtime::kHowToCompile;

// Offsets in an image are 32 bits; code and the headers of a library come on
// top, and are less.
constexpr uint64_t kMaxLibraryBytes = uint64_t{8} << 30;

// What a Ruleset keeps: the copy, whose name must stay taken while dlopen()
// knows it, and the library in it.
struct LoadedLibrary {
  runtime::FrozenFile file;
  void* handle;
};

// Checks the image at the start of `bytes`.
Result<iotpf_ruleset> CheckHeader(const std::string& path,
                                  std::string_view bytes) {
  const Error not_a_ruleset{
      fmt::format("{}: not a compiled ruleset; {}", path, kHowToCompile)};
  iotpf_ruleset header{};
  if (bytes.size() < sizeof(header)) return not_a_ruleset;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != IOTPF_RULESET_MAGIC) return not_a_ruleset;
  if (header.abi_major != IOTPF_ABI_MAJOR ||
      header.abi_minor > IOTPF_ABI_MINOR) {
    const std::string loads =
        IOTPF_ABI_MINOR == 0
            ? fmt::format("{}.0", IOTPF_ABI_MAJOR)
            : fmt::format("{0}.0 to {0}.{1}", IOTPF_ABI_MAJOR, IOTPF_ABI_MINOR);
    return Error{fmt::format("{}: built for ABI {}.{}; this runtime loads {}",
                             path, header.abi_major, header.abi_minor, loads)};
  }
  if (header.size < sizeof(header) || header.image_size < header.size ||
      header.image_size > bytes.size()) {
    return Error{fmt::format("{}: damaged; compile the rules again", path)};
  }
  if (header.fields_digest != FieldsDigest()) {
    return Error{fmt::format(
        "{}: compiled for another table of fields; compile the rules again "
        "with the iotpfc of this version",
        path)};
  }
  return header;
}

Result<void> CheckFeatures(const std::string& path, std::string_view bytes,
                           const iotpf_ruleset& header) {
  const iotpf_text text = header.features;
  if (text.offset > bytes.size() || text.size > bytes.size() - text.offset) {
    return Error{fmt::format("{}: damaged; compile the rules again", path)};
  }
  const std::string missing = runtime::MissingFeatures(
      bytes.substr(text.offset, text.size), runtime::AvailableFeatures());
  if (missing.empty()) return {};
  return Error{fmt::format(
      "{}: needs CPU features that this machine lacks: {}; compile the rules "
      "for any machine with `iotpfc --target-cpu=x86-64 rules.fp -o rules.so`",
      path, missing)};
}

// The bytes from the image on, in the file.
Result<std::string_view> FindImage(const std::string& path,
                                   std::string_view file) {
  const std::optional<runtime::ElfLibrary> library =
      runtime::ReadElfLibrary(file, IOTPF_RULESET_SYMBOL);
  const std::string_view machine = runtime::MachineOf(file);
  if (!machine.empty() && machine != runtime::ThisMachine()) {
    return Error{fmt::format(
        "{0}: made for {1}, and this machine is {2}; compile the rules with "
        "`iotpfc --target={2}-linux-gnu rules.fp -o rules.so`",
        path, machine, runtime::ThisMachine())};
  }
  if (!library) {
    return Error{fmt::format("{}: not a library of this machine; {}", path,
                             kHowToCompile)};
  }
  if (library->symbol.empty()) {
    return Error{
        fmt::format("{}: not a compiled ruleset; {}", path, kHowToCompile)};
  }
  if (library->runs_code_when_loaded) {
    return Error{fmt::format(
        "{}: refused: a compiled ruleset runs nothing when it is loaded, but "
        "this library would; {}",
        path, kHowToCompile)};
  }
  return library->symbol;
}

template <class Function>
Function FunctionAt(const iotpf_ruleset* image, int32_t offset) {
  if (offset == 0) return nullptr;
  const auto start = reinterpret_cast<intptr_t>(image);
  return reinterpret_cast<Function>(start + offset);
}

}  // namespace

void Ruleset::CloseLibrary::operator()(void* library) const {
  const auto* loaded = static_cast<const LoadedLibrary*>(library);
  dlclose(loaded->handle);
  delete loaded;
}

Result<Ruleset> Ruleset::Load(const std::string& path) {
  Result<runtime::FrozenFile> file =
      runtime::FrozenFile::Copy(path, kMaxLibraryBytes);
  if (!file) return Error{fmt::format("{}: {}", path, file.error().message)};
  const Result<std::string_view> bytes = FindImage(path, file->bytes());
  if (!bytes) return bytes.error();
  const Result<iotpf_ruleset> header = CheckHeader(path, *bytes);
  if (!header) return header.error();
  const Result<void> features = CheckFeatures(path, *bytes, *header);
  if (!features) return features.error();

  void* handle = dlopen(file->name().c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    return Error{fmt::format("{}: cannot be loaded: {}", path, dlerror())};
  }
  Ruleset ruleset;
  ruleset.library_.reset(new LoadedLibrary{std::move(*file), handle});
  ruleset.image_ =
      static_cast<const iotpf_ruleset*>(dlsym(handle, IOTPF_RULESET_SYMBOL));
  if (ruleset.image_ == nullptr) {
    return Error{fmt::format("{}: cannot be loaded: {}", path, dlerror())};
  }
  // A library that refuses to be unloaded would be found again by its name.
  if (std::memcmp(ruleset.image_, bytes->data(), sizeof *header) != 0 ||
      std::memcmp(ruleset.image_, bytes->data(), header->image_size) != 0) {
    return Error{fmt::format(
        "{}: another library was loaded in its place; start again", path)};
  }
  return ruleset;
}

Ruleset Ruleset::FromImage(std::string_view image) {
  Ruleset ruleset;
  ruleset.tables_ = std::make_unique<uint64_t[]>((image.size() + 7) / 8);
  std::memcpy(ruleset.tables_.get(), image.data(), image.size());
  ruleset.image_ =
      reinterpret_cast<const iotpf_ruleset*>(ruleset.tables_.get());
  IOTPF_CHECK(image.size() >= sizeof(iotpf_ruleset) &&
              ruleset.image_->magic == IOTPF_RULESET_MAGIC &&
              ruleset.image_->image_size == image.size());
  return ruleset;
}

iotpf_advance_function Ruleset::advance() const {
  return FunctionAt<iotpf_advance_function>(image_, image_->advance);
}
iotpf_claims_function Ruleset::claims() const {
  return FunctionAt<iotpf_claims_function>(image_, image_->claims);
}
iotpf_scopes_function Ruleset::scopes() const {
  return FunctionAt<iotpf_scopes_function>(image_, image_->scopes);
}
iotpf_open_function Ruleset::is_open() const {
  return FunctionAt<iotpf_open_function>(image_, image_->is_open);
}

}  // namespace iotpf
