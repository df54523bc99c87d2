// The numbers of the hash of dictionaries, for the compiler and for its code.
#ifndef IOTPF_COMPILER_CODEGEN_HASH_CONSTANTS_H_
#define IOTPF_COMPILER_CODEGEN_HASH_CONSTANTS_H_

#include <cstdint>

namespace iotpf::codegen {

// Odd, with bits spread evenly. Source: Steele, Vigna: Computationally easy,
// spectrally good multipliers (2021), table 3.
inline constexpr uint64_t kHashFactor = 0xF1357AEA2E62A9C5u;
inline constexpr uint64_t kSlotFactor =
    0x9E3779B97F4A7C15u;  // 2^64 / golden ratio
inline constexpr uint32_t kHashShift = 29;
// The bits of the hash that name a bucket begin here.
inline constexpr uint32_t kBucketShift = 16;

}  // namespace iotpf::codegen

#endif  // IOTPF_COMPILER_CODEGEN_HASH_CONSTANTS_H_
