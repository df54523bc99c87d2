// Rules are compiled once for their content: the name of a cached library is
// the digest of everything that made it, so it is never out of date and two
// runs at once do no harm.
//
// A library is a program. The cache is used only where nobody but its owner can
// write to it; otherwise the library is made for this run and removed.
#include "tools/rules_library.h"

#include "tools/exit_code.h"
#include "tools/rules_cache.h"
#include "tools/whole_file.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

extern char** environ;

namespace iotpf::tools {
namespace {

namespace fs = std::filesystem;
using Outcome = std::variant<RulesLibrary, RulesFailure>;

// The better of the two CPUs that rules are compiled for here.
const char* TargetCpu() {
  return __builtin_cpu_supports("x86-64-v3") ? "x86-64-v3" : "x86-64";
}

// The folder of the running program.
fs::path ProgramFolder() {
  std::error_code error;
  return fs::read_symlink("/proc/self/exe", error).parent_path();
}

// A library that is there. What it holds is for the loader to say.
Outcome FoundLibrary(const std::string& path, std::string_view help) {
  if (access(path.c_str(), R_OK) == 0) return RulesLibrary(path);
  return RulesFailure{
      kExitWorld, fmt::format("{}: {}; {}", path, std::strerror(errno), help)};
}

Outcome StandardRules() {
  const fs::path folder = ProgramFolder() / ".." / "lib" / "iotpf";
  const fs::path path = folder / fmt::format("stdrules-{}.so", TargetCpu());
  return FoundLibrary(path.lexically_normal(),
                      "install the standard rules, or name rules with -r");
}

bool IsSource(const std::string& path) {
  return fs::path(path).extension() == ".fp";
}

// Files stay; a folder gives the rules below it, in order of their names.
Result<std::vector<std::string>> ExpandFolders(
    const std::vector<std::string>& arguments) {
  std::vector<std::string> files;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (!fs::is_directory(argument, error)) {
      files.push_back(argument);
      continue;
    }
    const size_t before = files.size();
    auto entry = fs::recursive_directory_iterator(argument, error);
    for (; !error && entry != fs::end(entry); entry.increment(error)) {
      const std::string path = entry->path().string();
      if (IsSource(path)) files.push_back(path);
    }
    if (error) {
      return Error{fmt::format("{}: {}; give files of rules", argument,
                               error.message())};
    }
    std::sort(files.begin() + static_cast<ptrdiff_t>(before), files.end());
    if (files.size() == before) {
      return Error{argument + ": holds no .fp file; give a folder of rules"};
    }
  }
  return files;
}

// Runs a program and waits for it. Its exit code, or an error.
Result<int> RunProgram(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  for (const std::string& word : words) {
    arguments.push_back(const_cast<char*>(word.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int failed = posix_spawn(&child, arguments[0], nullptr, nullptr,
                                 arguments.data(), environ);
  if (failed != 0) {
    return Error{
        fmt::format("{}: cannot be run: {}; install it beside this "
                    "program, or give a compiled library",
                    words[0], std::strerror(failed))};
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) return Error{words[0] + ": is lost"};
  }
  if (!WIFEXITED(status)) {
    return Error{
        fmt::format("{}: ended by signal {}", words[0], WTERMSIG(status))};
  }
  return WEXITSTATUS(status);
}

std::optional<RulesFailure> Compile(const fs::path& compiler,
                                    const std::vector<std::string>& sources,
                                    const std::string& library,
                                    const std::string& dependencies = {}) {
  std::vector<std::string> words = {
      compiler.string(), "-o", library,
      fmt::format("--target-cpu={}", TargetCpu())};
  if (!dependencies.empty()) {
    words.insert(words.end(), {"--dependencies", dependencies});
  }
  words.emplace_back("--");
  words.insert(words.end(), sources.begin(), sources.end());
  const Result<int> code = RunProgram(words);
  if (!code) return RulesFailure{kExitWorld, code.error().message};
  if (*code == kExitClean) return std::nullopt;
  return RulesFailure{*code == kExitFindings ? kExitFindings : kExitWorld, {}};
}

Outcome CompileForThisRun(const fs::path& compiler,
                          const std::vector<std::string>& sources) {
  std::error_code error;
  std::string folder =
      (fs::temp_directory_path(error) / "iotpf-XXXXXX").string();
  if (error || mkdtemp(folder.data()) == nullptr) {
    return RulesFailure{
        kExitWorld,
        fmt::format("{}: cannot be made: {}; set TMPDIR to a folder "
                    "that can be written",
                    folder, std::strerror(errno))};
  }
  RulesLibrary library(folder + "/rules.so", folder);
  if (auto failure = Compile(compiler, sources, library.path())) {
    return *std::move(failure);
  }
  return library;
}

Outcome CompileRules(const std::vector<std::string>& sources) {
  const fs::path compiler = ProgramFolder() / "iotpfc";
  const Result<std::string> name =
      CachedLibraryName(sources, compiler.string(), TargetCpu());
  if (!name) return RulesFailure{kExitWorld, name.error().message};
  const std::optional<std::string> cache = RulesCacheFolder();
  if (!cache) return CompileForThisRun(compiler, sources);
  const std::string path = *cache + "/" + *name;
  std::error_code error;
  if (fs::is_regular_file(path, error) && IsFresh(path)) {
    return RulesLibrary(path);
  }
  if (access(cache->c_str(), W_OK) != 0) {
    return CompileForThisRun(compiler, sources);
  }
  PruneRulesCache(*cache);
  const std::string list = fmt::format("{}.{}.list", path, getpid());
  auto failure = Compile(compiler, sources, path, list);
  if (const auto files = ReadFile(list); files && !failure) {
    RememberFiles(path, *files);
  }
  fs::remove(list, error);
  if (failure) return *std::move(failure);
  return RulesLibrary(path);
}

}  // namespace

RulesLibrary::~RulesLibrary() {
  if (temporary_folder_.empty()) return;
  std::error_code error;
  fs::remove_all(temporary_folder_, error);
}

Outcome FindRules(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return StandardRules();
  const Result<std::vector<std::string>> files = ExpandFolders(arguments);
  if (!files) return RulesFailure{kExitWorld, files.error().message};
  const auto library = std::find_if_not(files->begin(), files->end(), IsSource);
  if (library == files->end()) return CompileRules(*files);
  if (files->size() == 1) {
    return FoundLibrary(*library, "name a library that iotpfc made");
  }
  return RulesFailure{
      kExitUsage, *library +
                      ": a compiled library stands alone; give one library, or "
                      "files of rules that end in .fp"};
}

}  // namespace iotpf::tools
