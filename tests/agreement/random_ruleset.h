// Rulesets and sessions drawn at random, the same for the same seed.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_RULESET_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_RULESET_H_

#include "compiler/ir/ir.h"
#include "tests/support/image_builder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::tests {

// A small generator whose numbers no library may change (SplitMix64: Steele,
// Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t Next();
  // From 0 to `limit` - 1.
  uint32_t Below(uint32_t limit) {
    return static_cast<uint32_t>(Next() % limit);
  }
  bool Percent(uint32_t chance) { return Below(100) < chance; }
  template <class T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(static_cast<uint32_t>(from.size()))];
  }

 private:
  uint64_t state_;
};

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
