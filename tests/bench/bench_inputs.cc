// gen.sh makes everything for one seed at once, so each seed and size has a
// folder of its own inside of ours; a mark is written when all of it is there.

#include "tests/bench/bench_inputs.h"

#include "tests/bench/child_process.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <utility>

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kFeaturesPerPlatform = 10;

std::string MakeTemporaryFolder() {
  std::string path =
      (fs::temp_directory_path() / "iotpf_matcher_bench_XXXXXX").string();
  return mkdtemp(path.data()) == nullptr ? std::string() : path;
}

}  // namespace

BenchInputs::BenchInputs(std::string generators, std::string folder,
                         bool is_temporary)
    : generators_(std::move(generators)),
      folder_(std::move(folder)),
      is_temporary_(is_temporary) {}

BenchInputs::BenchInputs(BenchInputs&& other) noexcept
    : generators_(std::move(other.generators_)),
      folder_(std::move(other.folder_)),
      is_temporary_(std::exchange(other.is_temporary_, false)),
      sessions_path_(std::move(other.sessions_path_)),
      recorded_path_(std::move(other.recorded_path_)) {}

BenchInputs::~BenchInputs() {
  std::error_code ignored;
  if (is_temporary_) fs::remove_all(folder_, ignored);
}

std::optional<BenchInputs> BenchInputs::Find(const std::string& shared,
                                             const std::string& folder) {
  const fs::path generators = fs::path(shared) / "perf/src/rules";
  if (!fs::exists(generators / "gen.sh") ||
      !fs::exists(generators / "genrules.py")) {
    return std::nullopt;
  }
  const std::string used = folder.empty() ? MakeTemporaryFolder() : folder;
  std::error_code error;
  fs::create_directories(used, error);
  if (used.empty() || error) return std::nullopt;
  return BenchInputs(generators.string(), used, folder.empty());
}

std::string BenchInputs::Path(const std::string& name) const {
  return (fs::path(folder_) / name).string();
}

Result<void> BenchInputs::MakeSessions(uint64_t seed, size_t count) {
  const fs::path made =
      fs::path(folder_) / fmt::format("seed_{}_sessions_{}", seed, count);
  sessions_path_ = (made / "sessions.bin").string();
  recorded_path_ = (made / "real_http.bin").string();
  const fs::path mark = made / "complete";
  if (fs::exists(mark)) return {};
  Result<void> ran =
      RunProgram({"bash", generators_ + "/gen.sh", made.string(),
                  fmt::format("{}", seed), fmt::format("{}", count)});
  if (!ran) return ran;
  std::ofstream(mark) << "all files of this folder are whole\n";
  return {};
}

Result<std::string> BenchInputs::RuleTable(uint32_t features) const {
  const std::string path = Path(fmt::format("rules_{}.tsv", features));
  const Result<void> ran =
      RunProgram({"python3", "-B", generators_ + "/genrules.py",
                  fmt::format("{}", features / kFeaturesPerPlatform), path});
  if (!ran) return ran.error();
  return path;
}

}  // namespace iotpf::tests
