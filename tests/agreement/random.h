// Numbers drawn at random, the same for the same seed on every machine.
//
// So that what is made of them is the same too, one expression draws once:
// compilers choose the order of a call's arguments and of the sides of `+`.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace iotpf::tests {

// A small generator whose numbers no library may change (SplitMix64: Steele,
// Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // From 0 to `limit` - 1.
  uint32_t Below(size_t limit) { return static_cast<uint32_t>(Next() % limit); }
  bool Percent(uint32_t chance) { return Below(100) < chance; }
  template <class T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(from.size())];
  }

 private:
  uint64_t state_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_H_
