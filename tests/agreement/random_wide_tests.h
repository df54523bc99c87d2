// Many tests of one kind on one reading: what lowerings are chosen by.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_WIDE_TESTS_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_WIDE_TESTS_H_

#include "tests/agreement/random.h"
#include "tests/support/image_builder.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// Adds tests of one kind, drawn from those that the type of the reading has, to
// the ruleset.
//
//   Output   their nodes: one of a long list, or one of each of many regexes.
std::vector<uint32_t> AddWideTests(uint32_t reading, ImageBuilder& builder,
                                   Random& random);

// A text that the pattern of such a regex matches, or nearly so.
std::string SampleOf(std::string_view pattern);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_WIDE_TESTS_H_
