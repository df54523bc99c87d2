// Datagrams have no end to wait for. A direction that stayed silent until the
// timeout has no payload, and one that the capture cut may still have had some.
//
//   datagrams -+-> payload
//              +-> DatagramRecords
#include "runtime/scan/udp_flow.h"

#include <algorithm>

namespace iotpf::runtime {

void UdpFlow::Add(const DecodedPacket& packet, bool from_client) {
  if (is_released_) return;
  if (packet.payload_size > 0) {
    records_.OnDatagram(from_client ? Sender::Client : Sender::Server,
                        packet.payload, packet.is_cut(),
                        {packet.time_ns, packet.index});
  }
  if (shard_.needed.payload) Keep(packet, directions_[from_client]);
}

void UdpFlow::Finish(bool is_complete) {
  if (is_released_) return;
  is_complete_ = is_complete;
  records_.OnEnd(is_complete);
}

void UdpFlow::Release() {
  is_released_ = true;
  for (Direction& direction : directions_) {
    std::string().swap(direction.bytes);
  }
  memory_.Release();
  records_.Release();
}

bool UdpFlow::is_carrier_settled() const {
  return records_.is_carrier_settled() && IsPayloadSettled();
}

bool UdpFlow::IsPayloadSettled() const {
  return !shard_.needed.payload ||
         std::all_of(directions_.begin(), directions_.end(),
                     [](const Direction& direction) {
                       return direction.is_over_cap ||
                              direction.count >= kPayloadDatagrams;
                     });
}

void UdpFlow::Keep(const DecodedPacket& packet, Direction& direction) {
  if (direction.count >= kPayloadDatagrams || direction.is_over_cap) return;
  const std::string_view bytes = packet.payload.substr(0, kPayloadBytes);
  if (!memory_.Add(bytes.size())) {
    direction.is_over_cap = true;
    ++shard_.scan.payload_over_cap;
    return;
  }
  // No more than is charged for.
  direction.bytes.reserve(direction.bytes.size() + bytes.size());
  direction.bytes.append(bytes);
  direction.datagrams[direction.count++] = {
      static_cast<uint16_t>(direction.bytes.size()),
      bytes.size() < packet.payload_size};
}

bool UdpFlow::IsWhole(const Direction& direction) const {
  return direction.count >= kPayloadDatagrams ||
         (is_complete_ && !direction.is_over_cap);
}

void UdpFlow::WritePayload(Session& session) const {
  if (!shard_.needed.payload) return;
  WriteDirection(directions_[true], Field::PayloadClient, session);
  WriteDirection(directions_[false], Field::PayloadServer, session);
}

void UdpFlow::WriteDirection(const Direction& direction, Field field,
                             Session& session) const {
  if (direction.count == 0) {
    if (IsWhole(direction)) session.SetAbsent(field);
    return;
  }
  session.SetPresent(Record::Payload);
  size_t begin = 0;
  for (size_t i = 0; i < direction.count; ++i) {
    const Direction::Datagram& datagram = direction.datagrams[i];
    session.AddBytes(
        field,
        std::string_view(direction.bytes).substr(begin, datagram.end - begin),
        datagram.is_cut);
    begin = datagram.end;
  }
  if (!IsWhole(direction)) session.SetOpen(field);
}

}  // namespace iotpf::runtime
