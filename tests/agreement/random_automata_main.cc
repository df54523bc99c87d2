// agreement_random_automata [--seed N] [--cases N | --seconds N]
//
// Random patterns and inputs: automata of the compiler against RE2. A case is
// one set of patterns, of the seeds N, N+1, ... Without a seed the clock gives
// one, and it is printed. Ends at the first failure with status 1, on wrong
// usage with 2.
#include "tests/agreement/random_automata.h"
#include "tests/agreement/seed_loop.h"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

namespace iotpf::tests {
namespace {

constexpr std::string_view kUsage =
    "usage: agreement_random_automata [--seed N] [--cases N | --seconds N]\n";

void PrintStatistics(const AutomataStatistics& statistics) {
  fmt::print(
      "{} patterns, {} with literals, {} plain; {} automata, {} too large; "
      "{} inputs, {} matches; {} pairs of languages\n",
      statistics.patterns, statistics.literals, statistics.plain,
      statistics.automata, statistics.too_large, statistics.inputs,
      statistics.matches, statistics.pairs);
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  using iotpf::tests::SeedProgram;
  iotpf::tests::AutomataStatistics statistics;
  const SeedProgram program = {
      iotpf::tests::kUsage,
      1000,
      {},
      [&](uint64_t seed) {
        return iotpf::tests::RunRandomAutomata(seed, statistics);
      },
      [&] { iotpf::tests::PrintStatistics(statistics); }};
  return iotpf::tests::RunSeeds(program, argc, argv);
}
