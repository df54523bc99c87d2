// The files that the matcher is measured on, from the generators beside the
// repository.
#ifndef IOTPF_TESTS_BENCH_BENCH_INPUTS_H_
#define IOTPF_TESTS_BENCH_BENCH_INPUTS_H_

#include <iotpf/result.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace iotpf::tests {

// A folder with generated files; removed at the end when nobody named it.
class BenchInputs {
 public:
  // Finds the generators.
  //
  //   Input   `shared`: the folder that has perf/src/rules; `folder`: where
  //           files are kept from run to run, or empty.
  //   Output  nullopt where the generators are missing.
  static std::optional<BenchInputs> Find(const std::string& shared,
                                         const std::string& folder);

  BenchInputs(BenchInputs&& other) noexcept;
  BenchInputs& operator=(BenchInputs&&) = delete;
  ~BenchInputs();

  // Makes the sessions, unless they are there.
  //
  //   Errors  a generator fails.
  Result<void> MakeSessions(uint64_t seed, size_t count);

  // A table of that many features; a multiple of ten.
  //
  //   Errors  the generator fails.
  Result<std::string> RuleTable(uint32_t features) const;

  // A file of this folder.
  std::string Path(const std::string& name) const;

  const std::string& sessions_path() const { return sessions_path_; }
  // The recorded sessions among them, in the same format.
  const std::string& recorded_path() const { return recorded_path_; }

 private:
  BenchInputs(std::string generators, std::string folder, bool is_temporary);

  std::string generators_;
  std::string folder_;
  bool is_temporary_ = false;
  std::string sessions_path_;
  std::string recorded_path_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_BENCH_INPUTS_H_
