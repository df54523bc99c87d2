// A long header says where its packet ends, so that others may follow; a short
// one says nothing, not even how long the id in it is.
//
//   long    flags version ids (token) length | number ...
//   short   flags id | number ...
#include "runtime/quic/quic_packet.h"

#include "runtime/protocols/quic_number.h"
#include "runtime/quic/quic_version.h"

#include <algorithm>

namespace iotpf::runtime {

std::optional<QuicPacket> TakeQuicPacket(std::string_view& datagram) {
  ByteCursor cursor(datagram);
  const uint8_t flags = cursor.U8();
  QuicPacket packet;
  packet.version = cursor.U32();
  packet.destination_id = cursor.TakeBehindU8();
  packet.source_id = cursor.TakeBehindU8();
  // The bit behind it is set but where both sides agreed to send either: RFC
  // 9287.
  const bool is_long = (flags & 0x80) != 0;
  if (!cursor.ok() || !is_long || QuicSalt(packet.version).empty() ||
      packet.destination_id.size() > kMaxQuicIdBytes ||
      packet.source_id.size() > kMaxQuicIdBytes) {
    return std::nullopt;
  }
  // Initial, 0-RTT, Handshake, Retry; version 2 begins with Retry.
  const unsigned shift = IsQuicVersion2(packet.version) ? 3 : 0;
  const unsigned type = ((flags >> 4 & 3u) + shift) & 3u;
  packet.type = static_cast<QuicPacketType>(type);
  if (packet.type == QuicPacketType::Retry) {
    datagram = {};  // it fills the datagram
    return packet;
  }
  if (packet.type == QuicPacketType::Initial) {
    cursor.Take(QuicNumber(cursor));  // token
  }
  const uint64_t length = QuicNumber(cursor);
  packet.number_offset = datagram.size() - cursor.remaining();
  if (!cursor.ok()) return std::nullopt;
  cursor.Take(std::min<uint64_t>(length, cursor.remaining()));
  packet.bytes = datagram.substr(0, datagram.size() - cursor.remaining());
  datagram = cursor.rest();
  return packet;
}

QuicPacket ShortQuicPacket(std::string_view bytes, size_t id_size) {
  QuicPacket packet;
  packet.bytes = bytes;
  packet.number_offset = 1 + id_size;
  return packet;
}

}  // namespace iotpf::runtime
