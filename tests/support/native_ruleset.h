// Rulesets compiled to native code and loaded, for tests of what runs them.
#ifndef IOTPF_TESTS_SUPPORT_NATIVE_RULESET_H_
#define IOTPF_TESTS_SUPPORT_NATIVE_RULESET_H_

#include "compiler/ir/ir.h"

#include <iotpf/result.h>
#include <iotpf/ruleset.h>

#include <string>
#include <string_view>

namespace iotpf::tests {

// A file with given bytes that is removed at the end.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes);
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile();
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The bytes of the library of `ruleset`, for any x86-64 machine, or for any
// machine of `triple`.
Result<std::string> CompileLibrary(const ir::Ruleset& ruleset,
                                   int optimization_level,
                                   const std::string& triple = "");

// Compiles and loads in one step.
Result<Ruleset> LoadNative(const ir::Ruleset& ruleset, int optimization_level);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_NATIVE_RULESET_H_
