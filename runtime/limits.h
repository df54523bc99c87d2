// Every limit on traffic, named with its unit. What a limit makes us drop is
// counted in ScanStatistics under the name beside it.
#ifndef IOTPF_RUNTIME_LIMITS_H_
#define IOTPF_RUNTIME_LIMITS_H_

#include <cstddef>
#include <cstdint>

namespace iotpf::runtime {

// The first bytes of each direction of a TCP stream that rules see as
// payload.client and payload.server.
inline constexpr size_t kPayloadBytes = 1024;
// Datagrams of each direction of a UDP flow that rules see as payload.
inline constexpr size_t kPayloadDatagrams = 8;

// The bytes of a matched value that evidence shows; Evidence::truncated says
// that there were more.
inline constexpr size_t kMaxEvidenceValueBytes = 200;

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_LIMITS_H_
