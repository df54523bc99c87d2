// SHA-256 of source files, for the ruleset that is made of them.
#ifndef IOTPF_COMPILER_SOURCE_DIGEST_H_
#define IOTPF_COMPILER_SOURCE_DIGEST_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace iotpf {

// FIPS 180-4.
std::array<uint8_t, 32> Sha256(std::string_view bytes);

}  // namespace iotpf

#endif  // IOTPF_COMPILER_SOURCE_DIGEST_H_
