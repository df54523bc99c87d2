// Files of rules of any size, for measurements.
#ifndef IOTPF_TESTS_BENCH_GENERATE_RULES_H_
#define IOTPF_TESTS_BENCH_GENERATE_RULES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace iotpf::tests {

// Features of one platform that GenerateRules() writes.
inline constexpr uint32_t kFeaturesPerPlatform = 10;
inline constexpr uint32_t kFingerprintsPerPlatform = 3;
inline constexpr uint32_t kConditionsPerPlatform = 6;

// Rules as people write them: platforms of ten features, with hosts, headers,
// regexes, lists, conditions, a preference and a test. They compile.
std::string GenerateRules(uint32_t platforms);

// A file that is large in one way.
struct HostileShape {
  std::string_view name;
  uint32_t size;  // what `name` counts, at full scale
  // The slug of the first error, or empty where the file compiles.
  std::string_view slug;
  // The slug at full scale where a limit stops it; empty: as at any size.
  std::string_view slug_at_full_scale;
  std::string (*write)(uint32_t size);
};

std::span<const HostileShape> HostileShapes();

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_GENERATE_RULES_H_
