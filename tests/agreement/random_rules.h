// Files of rules drawn at random, all of them without a mistake.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_RULES_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_RULES_H_

#include "tests/agreement/random.h"
#include "tests/agreement/rule_node.h"
#include "tests/agreement/value_pool.h"

#include <vector>

namespace iotpf::tests {

// One ruleset: modules with lists, predicates and imports, providers with
// scopes, platforms that hand features and conditions down, fingerprints,
// conditions of every kind with default and other priorities, and preferences
// without a circle.
std::vector<RuleFile> RandomRules(const ValuePool& pool, Random& random);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_RULES_H_
