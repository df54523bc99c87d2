// Initial packets of QUIC.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_PACKET_H_
#define IOTPF_RUNTIME_QUIC_QUIC_PACKET_H_

#include "runtime/tls/aead.h"

#include <iotpf/byte_cursor.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// A number of one to eight bytes. Source: RFC 9000, 16.
uint64_t QuicNumber(ByteCursor& cursor);

enum class QuicPacketType : uint8_t { Initial, Other };

// A packet with a long header, still protected.
struct QuicPacket {
  QuicPacketType type = QuicPacketType::Other;
  uint32_t version = 0;
  std::string_view destination_id;
  std::string_view bytes;    // all of it, from its first byte
  size_t number_offset = 0;  // of its packet number in `bytes`
};

// Takes the next of the packets that share a datagram. nullopt where there is
// none with a long header of a version that is known.
//   Source   RFC 9000, 12.2 and 17.2; RFC 9369, 3.2 (types of version 2).
std::optional<QuicPacket> TakeQuicPacket(std::string_view& datagram);

// The keys of Initial packets of one direction. They protect against nobody:
// whoever sees the client's first packet can make them.
//
//   Source   RFC 9001, 5.2 to 5.4; RFC 9369, 3.3.
class QuicInitialKeys {
 public:
  // nullopt where the version has no salt that is known.
  static std::optional<QuicInitialKeys> Make(uint32_t version,
                                             std::string_view destination_id,
                                             bool is_client);

  // The frames of a packet; nullopt where it was protected with other keys.
  std::optional<std::string> Open(const QuicPacket& packet);

 private:
  QuicInitialKeys(std::string_view key, std::string iv, std::string header_key);

  Aead aead_;
  std::string iv_;
  std::string header_key_;
  uint64_t next_number_ = 0;  // of a packet, as far as packets came
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_PACKET_H_
