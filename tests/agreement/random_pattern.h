// Random patterns for automata, and inputs that come close to matching.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_PATTERN_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_PATTERN_H_

#include "tests/agreement/random.h"

#include <string>

namespace iotpf::tests {

// A pattern in the dialect of the language: every construct of it, over a
// handful of bytes, so that patterns and inputs meet often. RE2 takes it.
std::string RandomPattern(Random& random);

// Up to some 12 bytes of the same handful, and now and then any byte.
std::string RandomInput(Random& random);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_PATTERN_H_
