// RunSeeds(): the main function of a program that tries random cases.
#ifndef IOTPF_TESTS_AGREEMENT_SEED_LOOP_H_
#define IOTPF_TESTS_AGREEMENT_SEED_LOOP_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

struct SeedProgram {
  // A number that the program takes besides --seed, --cases and --seconds.
  struct Option {
    std::string_view name;  // "--sessions"
    uint64_t* value;
    uint64_t most;
  };

  std::string_view usage;  // one line
  uint64_t cases;          // without --cases and --seconds
  std::vector<Option> options;
  // The case of a seed; what is wrong, or nothing.
  std::function<std::optional<std::string>(uint64_t seed)> run;
  std::function<void()> print_statistics;
};

// Runs the cases of the seeds N, N+1, ..., as many as the arguments say.
// Without
// --seed the clock gives the first, which is printed. Returns the exit status:
// 1 at the first failure, 2 on wrong usage.
int RunSeeds(const SeedProgram& program, int argc, char** argv);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_SEED_LOOP_H_
