// Rulesets and sessions drawn at random, the same for the same seed.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_RULESET_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_RULESET_H_

#include "compiler/ir/ir.h"
#include "tests/agreement/random.h"
#include "tests/support/image_builder.h"

#include <cstdint>
#include <string>

namespace iotpf::tests {

// A well-formed ruleset with predicates of every operation and type.
ir::Ruleset RandomRuleset(Random& random);

// Values of fields, most of them close to what the ruleset asks for.
void FillRandomSlots(const ir::Ruleset& ruleset, Random& random, Slots& slots);

// Values of one type, from which both draw.
std::string RandomText(Random& random);
std::string RandomHost(Random& random);
std::string RandomAddress(Random& random, ValueType type);
int64_t RandomInteger(Random& random);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_RULESET_H_
