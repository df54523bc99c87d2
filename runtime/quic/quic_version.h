// What differs between versions of QUIC.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_VERSION_H_
#define IOTPF_RUNTIME_QUIC_QUIC_VERSION_H_

#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// Version 2 and its last drafts, which differ in their salt alone.
constexpr bool IsQuicVersion2(uint32_t version) {
  return version == 0x6b3343cf || version == 0x709a50c4;
}

// The salt of the secrets of Initial packets; empty where the version is not
// known.
//   Source   RFC 9001, 5.2; RFC 9369, 3.3.1; draft-ietf-quic-tls-23 and -29,
//            5.2; draft-ietf-quic-v2-04, 3.3.1.
std::string_view QuicSalt(uint32_t version);

// What the labels of keys begin with. Source: RFC 9001, 5.1; RFC 9369, 3.3.2.
constexpr std::string_view QuicLabelPrefix(uint32_t version) {
  return IsQuicVersion2(version) ? "quicv2 " : "quic ";
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_VERSION_H_
