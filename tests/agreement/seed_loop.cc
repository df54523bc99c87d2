// Seeds one after the other, for a number of cases or of seconds.
#include "tests/agreement/seed_loop.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>

namespace iotpf::tests {
namespace {

struct Arguments {
  std::optional<uint64_t> seed;
  uint64_t cases = 0;
  std::optional<uint64_t> seconds;  // instead of `cases`
};

// Whether `name` is an option, and `number` one that it takes.
bool Set(const SeedProgram& program, std::string_view name, uint64_t number,
         Arguments& arguments) {
  if (name == "--seed") {
    arguments.seed = number;
    return true;
  }
  if (name == "--cases") {
    arguments.cases = number;
    return true;
  }
  if (name == "--seconds") {
    arguments.seconds = number;
    return true;
  }
  for (const SeedProgram::Option& option : program.options) {
    if (name != option.name || number > option.most) continue;
    *option.value = number;
    return true;
  }
  return false;
}

std::optional<Arguments> ReadArguments(const SeedProgram& program, int argc,
                                       char** argv) {
  Arguments arguments;
  arguments.cases = program.cases;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view text = argv[i + 1];
    uint64_t number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number =
        error == std::errc() && end == text.data() + text.size();
    if (!is_number || !Set(program, argv[i], number, arguments)) return {};
  }
  if (argc % 2 == 0) return std::nullopt;
  return arguments;
}

uint64_t SeedOfClock() {
  const auto ticks =
      std::chrono::system_clock::now().time_since_epoch().count();
  return static_cast<uint64_t>(ticks) % 1'000'000'000;
}

}  // namespace

int RunSeeds(const SeedProgram& program, int argc, char** argv) {
  using Clock = std::chrono::steady_clock;
  const auto arguments = ReadArguments(program, argc, argv);
  if (!arguments) {
    fmt::print(stderr, "{}", program.usage);
    return 2;
  }
  const uint64_t first = arguments->seed ? *arguments->seed : SeedOfClock();
  fmt::print("seed {}\n", first);
  std::fflush(stdout);
  const auto end =
      Clock::now() + std::chrono::seconds(arguments->seconds.value_or(0));
  for (uint64_t i = 0;; ++i) {
    const bool is_done =
        arguments->seconds ? Clock::now() >= end : i >= arguments->cases;
    if (is_done) break;
    const auto failure = program.run(first + i);
    if (!failure) continue;
    fmt::print("seed {}: {}", first + i, *failure);
    program.print_statistics();
    return 1;
  }
  program.print_statistics();
  return 0;
}

}  // namespace iotpf::tests
