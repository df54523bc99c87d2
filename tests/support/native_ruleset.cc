// Libraries pass through files, since that is what the loader takes. A loaded
// library outlives its file.
#include "tests/support/native_ruleset.h"

#include "compiler/codegen/codegen.h"

#include <iotpf/check.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace iotpf::tests {

TemporaryFile::TemporaryFile(std::string_view bytes) {
  path_ = (std::filesystem::temp_directory_path() / "iotpf_test_XXXXXX");
  const int descriptor = mkstemp(path_.data());
  IOTPF_CHECK(descriptor >= 0);
  close(descriptor);
  std::ofstream file(path_, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  IOTPF_CHECK(file.good());
}

TemporaryFile::~TemporaryFile() { unlink(path_.c_str()); }

Result<std::string> CompileLibrary(const ir::Ruleset& ruleset,
                                   int optimization_level,
                                   const std::string& triple) {
  codegen::CodegenOptions options;
  options.optimization_level = optimization_level;
  options.triple = triple;
  if (triple.empty()) options.target_cpu = "x86-64";
  options.compiler = "iotpfc test";
  return codegen::GenerateCode(ruleset, options);
}

Result<Ruleset> LoadNative(const ir::Ruleset& ruleset, int optimization_level) {
  const Result<std::string> library =
      CompileLibrary(ruleset, optimization_level);
  if (!library) return library.error();
  const TemporaryFile file(*library);
  return Ruleset::Load(file.path());
}

}  // namespace iotpf::tests
