// What native code is made for, when it is held to the evaluator.
#ifndef IOTPF_TESTS_AGREEMENT_NATIVE_TARGETS_H_
#define IOTPF_TESTS_AGREEMENT_NATIVE_TARGETS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tests {

struct NativeTarget {
  // From a level alone, so that a list of levels is one of targets.
  NativeTarget(int level, std::string name = "x86-64")
      : optimization_level(level), cpu(std::move(name)) {}

  int optimization_level;
  std::string cpu;
};

// `-O2 x86-64`.
std::string Describe(const NativeTarget& target);

// Of the levels 0 to 3 on the baseline and level 2 with vectors, the two whose
// turn it is: of five seeds in a row each has two. Where this machine lacks the
// instructions for vectors, what is left, and a message, once.
std::vector<NativeTarget> TargetsFor(uint64_t seed);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_NATIVE_TARGETS_H_
