// One random ruleset with many random sessions, judged by every engine.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_CASE_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_CASE_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace iotpf::tests {

// What the cases of a run came to: that they are not all the same.
struct CaseStatistics {
  uint64_t rulesets = 0;
  uint64_t sessions = 0;
  std::array<uint64_t, 4> labels{};  // by LabelKind
  uint64_t provisional = 0;
};

// Runs the case of a seed: rules that must compile, and `sessions` sessions on
// which native code must say what the evaluator says, evidence included.
//
//   Output   nothing, or what is wrong: the rules and the session made small,
//   both
//            verdicts, and the command that does it again.
std::optional<std::string> RunRandomCase(uint64_t seed, int sessions,
                                         CaseStatistics& statistics);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_CASE_H_
