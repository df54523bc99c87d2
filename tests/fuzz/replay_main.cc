// main() of a fuzz target in a build without libFuzzer: runs the target on
// every file of the corpus and on mutations of them.
//
//   fuzz_rules [--rounds=N] [--seconds=N] [--seed=N] FILE_OR_FOLDER...
//
// Rounds are independent of each other and of the clock: the seed that is
// printed for a failure makes its input again. The input is also left in the
// file `failed_input`, as libFuzzer would leave it in `crash-...`.

#include "tests/fuzz/mutate.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
// Of AddressSanitizer, where the build has it.
extern "C" [[gnu::weak]] void __sanitizer_set_death_callback(
    void (*callback)());

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t kDefaultSeed = 20240229;
// For one input, under sanitizers on a busy machine.
constexpr unsigned kMaxSeconds = 60;

// What runs now, for the handlers of signals; they take no arguments of ours.
std::string_view running_input;
std::string running_name;

void SaveInput() {
  const int file = open("failed_input", O_WRONLY | O_CREAT | O_TRUNC, 0644);
  const std::string text =
      "\nfailed on " + running_name + "; its bytes are in failed_input\n";
  if (file < 0 || write(file, running_input.data(), running_input.size()) < 0 ||
      write(STDERR_FILENO, text.data(), text.size()) < 0) {
    _exit(3);
  }
  close(file);
}

void OnSignal(int signal) {
  SaveInput();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

void CatchFailures() {
  for (const int signal : {SIGABRT, SIGALRM, SIGBUS, SIGFPE, SIGILL, SIGSEGV}) {
    std::signal(signal, OnSignal);
  }
  if (__sanitizer_set_death_callback != nullptr) {
    __sanitizer_set_death_callback(SaveInput);
  }
}

void RunOne(std::string_view input, std::string name) {
  running_input = input;
  running_name = std::move(name);
  alarm(kMaxSeconds);
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()),
                         input.size());
  alarm(0);
}

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file),
                     std::istreambuf_iterator<char>());
}

std::vector<fs::path> FilesOf(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Options {
  uint64_t rounds = 0;
  uint64_t seconds = 0;  // 0: as long as `rounds` takes
  uint64_t seed = kDefaultSeed;
  std::vector<fs::path> paths;
};

// Whether `argument` is `--name=N`; then stores N.
bool TakeNumber(std::string_view argument, std::string_view name,
                uint64_t& number) {
  if (!argument.starts_with(name)) return false;
  argument.remove_prefix(name.size());
  std::from_chars(argument.data(), argument.data() + argument.size(), number);
  return true;
}

Options ParseArguments(int count, char** arguments) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view argument = arguments[i];
    if (!TakeNumber(argument, "--rounds=", options.rounds) &&
        !TakeNumber(argument, "--seconds=", options.seconds) &&
        !TakeNumber(argument, "--seed=", options.seed)) {
      options.paths.emplace_back(argument);
    }
  }
  return options;
}

int Run(const Options& options) {
  std::vector<std::string> corpus;
  for (const fs::path& path : options.paths) {
    for (const fs::path& file : FilesOf(path)) {
      corpus.push_back(ReadFile(file));
      RunOne(corpus.back(), file.string());
    }
  }
  if (corpus.empty()) {
    fmt::print(stderr, "no files in the corpus\n");
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const auto end = begin + std::chrono::seconds(options.seconds);
  uint64_t round = 0;
  while (round < options.rounds ||
         (options.seconds > 0 && std::chrono::steady_clock::now() < end)) {
    const uint64_t seed = options.seed + round++;
    const std::string input = Mutate(corpus, seed);
    RunOne(input, fmt::format("the mutation with --rounds=1 --seed={}", seed));
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("{} files, {} mutations from seed {}; peak memory {} MB\n",
             corpus.size(), round, options.seed, usage.ru_maxrss / 1024);
  return 0;
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  iotpf::tests::CatchFailures();
  return iotpf::tests::Run(iotpf::tests::ParseArguments(argc, argv));
}
