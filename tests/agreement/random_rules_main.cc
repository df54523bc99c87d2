// agreement_random_rules [--seed N] [--cases N | --seconds N] [--sessions N]
//
// Random rules on random sessions: the evaluator against native code. A case is
// one ruleset, of the seeds N, N+1, ... Without a seed the clock gives one, and
// it is printed. Ends at the first failure with status 1, on wrong usage
// with 2.
#include "tests/agreement/random_case.h"
#include "tests/agreement/seed_loop.h"

#include <fmt/format.h>

#include <cstdint>
#include <string_view>

namespace iotpf::tests {
namespace {

constexpr std::string_view kUsage =
    "usage: agreement_random_rules [--seed N] [--cases N | --seconds N] "
    "[--sessions N]\n";

void PrintStatistics(const CaseStatistics& statistics) {
  fmt::print(
      "{} rulesets, {} sessions: {} platform, {} ambiguous, {} provider, {} "
      "other; {} provisional\n",
      statistics.rulesets, statistics.sessions, statistics.labels[0],
      statistics.labels[1], statistics.labels[2], statistics.labels[3],
      statistics.provisional);
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  using iotpf::tests::SeedProgram;
  uint64_t sessions = 300;  // a ruleset
  iotpf::tests::CaseStatistics statistics;
  const SeedProgram program = {
      iotpf::tests::kUsage,
      100,
      {{"--sessions", &sessions, 1'000'000}},
      [&](uint64_t seed) {
        return iotpf::tests::RunRandomCase(seed, static_cast<int>(sessions),
                                           statistics);
      },
      [&] { iotpf::tests::PrintStatistics(statistics); }};
  return iotpf::tests::RunSeeds(program, argc, argv);
}
