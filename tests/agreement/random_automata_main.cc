// agreement_random_automata [--seed N] [--cases N | --seconds N]
//
// Random patterns and inputs: automata of the compiler against RE2. A case is
// one set of patterns, of the seeds N, N+1, ... Without a seed the clock gives
// one, and it is printed. Ends at the first failure with status 1, on wrong
// usage with 2.
#include "tests/agreement/random_automata.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace iotpf::tests {
namespace {

constexpr std::string_view kUsage =
    "usage: agreement_random_automata [--seed N] [--cases N | --seconds N]\n";

struct Options {
  std::optional<uint64_t> seed;
  uint64_t cases = 1000;
  std::optional<uint64_t> seconds;  // instead of `cases`
};

std::optional<Options> ReadOptions(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view text = argv[i + 1];
    uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    if (name == "--seed") {
      options.seed = number;
    } else if (name == "--cases") {
      options.cases = number;
    } else if (name == "--seconds") {
      options.seconds = number;
    } else {
      return std::nullopt;
    }
  }
  if (argc % 2 == 0) return std::nullopt;
  return options;
}

void PrintStatistics(const AutomataStatistics& statistics) {
  fmt::print(
      "{} patterns, {} with literals, {} plain; {} automata, {} too large; "
      "{} inputs, {} matches; {} pairs of languages\n",
      statistics.patterns, statistics.literals, statistics.plain,
      statistics.automata, statistics.too_large, statistics.inputs,
      statistics.matches, statistics.pairs);
}

int Run(const Options& options) {
  using Clock = std::chrono::steady_clock;
  const auto ticks =
      std::chrono::system_clock::now().time_since_epoch().count();
  const uint64_t first =
      options.seed.value_or(static_cast<uint64_t>(ticks) % 1'000'000'000);
  fmt::print("seed {}\n", first);
  std::fflush(stdout);
  const auto end =
      Clock::now() + std::chrono::seconds(options.seconds.value_or(0));
  AutomataStatistics statistics;
  for (uint64_t i = 0;; ++i) {
    const bool is_done =
        options.seconds ? Clock::now() >= end : i >= options.cases;
    if (is_done) break;
    const auto failure = RunRandomAutomata(first + i, statistics);
    if (!failure) continue;
    fmt::print("seed {}: {}", first + i, *failure);
    PrintStatistics(statistics);
    return 1;
  }
  PrintStatistics(statistics);
  return 0;
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  const auto options = iotpf::tests::ReadOptions(argc, argv);
  if (!options) {
    fmt::print(stderr, "{}", iotpf::tests::kUsage);
    return 2;
  }
  return iotpf::tests::Run(*options);
}
