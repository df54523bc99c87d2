// Small, repeatable damage to text.
#ifndef IOTPF_TESTS_FUZZ_MUTATE_H_
#define IOTPF_TESTS_FUZZ_MUTATE_H_

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::tests {

// One of `corpus` with one to four edits: bits flipped, bytes replaced, words
// dropped, repeated, moved or taken from another file, the end cut off.
//
//   Requires  `corpus` is not empty.
//   Output    at most kMaxMutantBytes; the same for the same seed and corpus.
std::string Mutate(const std::vector<std::string>& corpus, uint64_t seed);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_FUZZ_MUTATE_H_
