// Packets of QUIC, still protected.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_PACKET_H_
#define IOTPF_RUNTIME_QUIC_QUIC_PACKET_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// Bytes of an id of a connection, at most. Source: RFC 9000, 17.2.
inline constexpr size_t kMaxQuicIdBytes = 20;

enum class QuicPacketType : uint8_t {
  Initial,
  ZeroRtt,
  Handshake,
  Retry,
  OneRtt
};

struct QuicPacket {
  QuicPacketType type = QuicPacketType::OneRtt;
  // Of long headers.
  uint32_t version = 0;
  std::string_view destination_id;
  std::string_view source_id;

  std::string_view bytes;    // all of it, from its first byte
  size_t number_offset = 0;  // of its packet number in `bytes`
};

// Takes the next of the packets that share a datagram. nullopt where there is
// none with a long header of a version that is known. One that ends early, cut
// by the capture, has the bytes that are left: it does not open, but names ids.
//   Source   RFC 9000, 12.2 and 17.2; RFC 9369, 3.2 (types of version 2).
std::optional<QuicPacket> TakeQuicPacket(std::string_view& datagram);

// Whether bytes begin a packet with a short header, which is the last of its
// datagram.
constexpr bool IsShortQuicPacket(std::string_view bytes) {
  return !bytes.empty() && (static_cast<uint8_t>(bytes[0]) & 0x80) == 0;
}
// The packet with a short header, if its destination's id has that size.
//   Source   RFC 9000, 17.3.1.
QuicPacket ShortQuicPacket(std::string_view bytes, size_t id_size);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_PACKET_H_
