// The child prints what it measured, rather than the parent asking for its
// resources: what a process inherits counts there, and the parent holds all
// sessions.

#include "tests/bench/compile_child.h"

#include "tests/bench/child_process.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>
#include <iotpf/compiler.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

RuleSource SourceOf(const fs::path& path, const fs::path& root) {
  std::ifstream file(path, std::ios::binary);
  RuleSource source;
  source.name = fs::relative(path, root).string();
  source.text.assign(std::istreambuf_iterator<char>(file), {});
  source.path = path.string();
  source.root = root.string();
  return source;
}

std::vector<RuleSource> SourcesOf(const fs::path& path) {
  if (!fs::is_directory(path)) return {SourceOf(path, path.parent_path())};
  std::vector<RuleSource> sources;
  for (const fs::directory_entry& entry : fs::directory_iterator(path)) {
    if (entry.path().extension() != ".fp") continue;
    sources.push_back(SourceOf(entry.path(), path));
  }
  return sources;
}

Result<std::string> CompileToLibrary(const CompileJob& job) {
  CompileOptions options;
  options.target_cpu = job.target_cpu;
  options.max_errors = 1;
  options.plain_tests = job.plain_tests;
  Result<CompileResult> made = Compile(SourcesOf(job.rules_path), options);
  if (!made) return made.error();
  if (!made->ok) return Error{made->diagnostics};
  return std::move(made->output);
}

}  // namespace

int RunCompileChild(const CompileJob& job) {
  alarm(job.max_seconds);
  const auto begin = std::chrono::steady_clock::now();
  const Result<std::string> library = CompileToLibrary(job);
  if (!library) {
    fmt::print("error {}\n", library.error().message);
    return 1;
  }
  std::ofstream file(job.library_path, std::ios::binary);
  file.write(library->data(), static_cast<std::streamsize>(library->size()));
  file.close();
  if (!file) {
    fmt::print("error {}: cannot be written\n", job.library_path);
    return 1;
  }
  const std::chrono::duration<double> passed =
      std::chrono::steady_clock::now() - begin;
  fmt::print("{} {} {}\n", passed.count(), PeakBytes(), library->size());
  return 0;
}

Result<CompileCost> CompileInChild(const CompileJob& job) {
  std::vector<std::string> command = {
      "/proc/self/exe", "--compile=" + job.rules_path,
      "--output=" + job.library_path, "--target-cpu=" + job.target_cpu,
      fmt::format("--compile-seconds={}", job.max_seconds)};
  if (job.plain_tests) command.push_back("--plain-tests");
  Result<ChildProcess> child = ChildProcess::Start(command);
  if (!child) return child.error();
  const std::string line = child->ReadLine().value_or("");
  if (line.starts_with("error ")) return Error{line.substr(6)};
  const int code = child->Wait();
  if (code == 128 + SIGALRM) {
    return Error{fmt::format("compiling took more than {} s", job.max_seconds)};
  }
  if (code != 0) return Error{fmt::format("the compiler ended with {}", code)};
  CompileCost cost;
  char* end = nullptr;
  cost.seconds = std::strtod(line.c_str(), &end);
  cost.peak_bytes = std::strtoull(end, &end, 10);
  cost.library_bytes = std::strtoull(end, &end, 10);
  return cost;
}

}  // namespace iotpf::tests
