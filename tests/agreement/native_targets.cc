// Making code is what takes time, so a ruleset has two targets and not all:
// targets two apart of a list that goes around, so each has its turn alike.
#include "tests/agreement/native_targets.h"

#include "runtime/load/cpu_features.h"

#include <fmt/format.h>

#include <cstdio>

namespace iotpf::tests {
namespace {

// What x86-64-v3 has beyond the baseline, by the names of Linux.
constexpr const char* kVectorFeatures = "avx avx2 bmi1 bmi2 f16c fma abm movbe";

bool HasVectors() {
  static const bool has_vectors = [] {
    const std::string missing =
        runtime::MissingFeatures(kVectorFeatures, runtime::AvailableFeatures());
    if (!missing.empty()) {
      fmt::print("x86-64-v3 is left out: this machine lacks {}\n", missing);
    }
    return missing.empty();
  }();
  return has_vectors;
}

}  // namespace

std::string Describe(const NativeTarget& target) {
  return fmt::format("-O{} {}", target.optimization_level, target.cpu);
}

std::vector<NativeTarget> TargetsFor(uint64_t seed) {
  const std::vector<NativeTarget> all = {{2, "x86-64-v3"}, 0, 2, 1, 3};
  std::vector<NativeTarget> targets;
  for (const uint64_t turn : {seed, seed + 2}) {
    const NativeTarget& target = all[turn % all.size()];
    if (target.cpu == "x86-64" || HasVectors()) targets.push_back(target);
  }
  return targets;
}

}  // namespace iotpf::tests
