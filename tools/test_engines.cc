// A library is loaded through a file with a name of its own, so that two forms
// of the same rules are loaded side by side; what is loaded outlives the file.

#include "tools/test_engines.h"

#include "tools/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <iotpf/ruleset.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace iotpf::tools {

Result<Ruleset> LoadLibraryBytes(const std::string& bytes) {
  std::error_code error;
  std::string path =
      std::filesystem::temp_directory_path(error) / "iotpf-XXXXXX";
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) {
    return Error{path +
                 ": cannot be created; point TMPDIR to a folder that "
                 "can be written"};
  }
  close(file);
  const auto written = WriteFile(path, bytes);
  Result<Ruleset> ruleset =
      written ? Ruleset::Load(path) : Result<Ruleset>(written.error());
  unlink(path.c_str());
  return ruleset;
}

namespace {

Result<Ruleset> Load(const std::string& bytes, bool is_library) {
  return is_library ? LoadLibraryBytes(bytes) : Ruleset::FromImage(bytes);
}

// Keeps the reports that are asked for.
class Picker : public ScanListener {
 public:
  explicit Picker(const std::vector<uint64_t>& numbers) : numbers_(numbers) {}

  bool OnSession(const SessionReport& session) override {
    ++file_.count;
    if (session.number == 1 ||
        std::ranges::find(numbers_, session.number) != numbers_.end()) {
      file_.sessions.emplace(session.number, session);
    }
    return true;
  }
  void OnProblem(const Error& problem) override {
    if (file_.problems.size() < kMaxProblemBytes) {
      file_.problems += problem.message + "\n";
    }
  }

  ScannedFile Take() { return std::move(file_); }

 private:
  static constexpr size_t kMaxProblemBytes = 4096;

  const std::vector<uint64_t>& numbers_;
  ScannedFile file_;
};

}  // namespace

TestEngine::TestEngine(std::string name, std::string bytes, bool is_library,
                       SessionJudge judge)
    : name_(std::move(name)),
      bytes_(std::move(bytes)),
      is_library_(is_library),
      judge_(std::move(judge)) {}

Result<TestEngine> TestEngine::Create(std::string name, std::string bytes,
                                      bool is_library) {
  Result<Ruleset> ruleset = Load(bytes, is_library);
  if (!ruleset) return ruleset.error();
  Result<SessionJudge> judge = SessionJudge::Create(std::move(*ruleset));
  if (!judge) return judge.error();
  return TestEngine(std::move(name), std::move(bytes), is_library,
                    std::move(*judge));
}

Result<ScannedFile> TestEngine::Scan(
    const std::string& path, const std::vector<uint64_t>& numbers,
    const std::optional<ExplainOptions>& explain) {
  Result<Ruleset> ruleset = Load(bytes_, is_library_);
  if (!ruleset) return ruleset.error();
  Result<Scanner> scanner =
      Scanner::Create(std::move(*ruleset), {1, false, explain});
  if (!scanner) return scanner.error();
  Picker picker(numbers);
  scanner->Scan(path, picker);
  return picker.Take();
}

Result<std::vector<TestEngine>> MakeTestEngines(
    const std::vector<RuleSource>& sources, const CompileOptions& options,
    const std::string& tables) {
  std::vector<TestEngine> engines;
  auto reference = TestEngine::Create("reference evaluator", tables, false);
  if (!reference) return reference.error();
  engines.push_back(std::move(*reference));
  for (const int level : {0, 2}) {
    CompileOptions native = options;
    native.emit = EmitStage::Library;
    native.optimization_level = level;
    native.target_cpu = "x86-64";
    Result<CompileResult> compiled = Compile(sources, native);
    if (!compiled) return compiled.error();
    auto engine = TestEngine::Create(fmt::format("native O{}", level),
                                     std::move(compiled->output), true);
    if (!engine) return engine.error();
    engines.push_back(std::move(*engine));
  }
  return engines;
}

}  // namespace iotpf::tools
