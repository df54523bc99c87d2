// Secrets to keys.
#ifndef IOTPF_RUNTIME_TLS_KEY_SCHEDULE_H_
#define IOTPF_RUNTIME_TLS_KEY_SCHEDULE_H_

#include "runtime/tls/digest.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// The pseudorandom function of a version up to 1.2, of TLS or DTLS.
//   Source   RFC 5246, 5; RFC 2246, 5.
std::string TlsPrf(uint16_t version, Hash hash, std::string_view secret,
                   std::string_view label, std::string_view seed, size_t size);

// With an empty context. `label` without its prefix `tls13 `.
//   Source   RFC 8446, 7.1; RFC 5869, 2.3.
std::string HkdfExpandLabel(Hash hash, std::string_view secret,
                            std::string_view label, size_t size);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_KEY_SCHEDULE_H_
