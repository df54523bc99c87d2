// Headers of packets of QUIC without their mask.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_HEADER_H_
#define IOTPF_RUNTIME_QUIC_QUIC_HEADER_H_

#include "runtime/quic/quic_packet.h"
#include "runtime/tls/aead.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace iotpf::runtime {

struct QuicHeader {
  size_t size = 0;  // bytes of it; behind them is what is sealed
  uint64_t number = 0;
};

// The bytes that the mask of a header is made of; empty where the packet ends
// before them.
//   Source   RFC 9001, 5.4.2.
std::string_view QuicSample(const QuicPacket& packet);

// Takes the mask off the header in `bytes`, a copy of the packet at least up to
// its sample. `next_number`: of the packet behind the highest one so far.
//   Source    RFC 9001, 5.4.1; RFC 9000, A.3.
QuicHeader UnmaskQuicHeader(const QuicPacket& packet, const CipherBlock& mask,
                            uint64_t next_number, char* bytes);

// Makes the nonce of a packet of the `iv` of its keys, in place.
//   Requires  at least eight bytes.
//   Source    RFC 9001, 5.3.
void MixQuicNumber(uint64_t number, std::span<char> iv);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_HEADER_H_
