// Datagrams have no end to wait for. A direction that stayed silent until the
// timeout has no payload, and one that the capture cut may still have had some.
//
//   datagrams -+-> payload
//              +-> DatagramRecords
#include "runtime/scan/udp_flow.h"

#include <algorithm>
#include <cstring>

namespace iotpf::runtime {

bool UdpFlow::Add(const DecodedPacket& packet, bool from_client) {
  if (is_released_) return false;
  if (packet.payload_size > 0) {
    records_.OnDatagram(from_client ? Sender::Client : Sender::Server,
                        packet.payload, packet.is_cut(),
                        {packet.time_ns, packet.index});
  }
  if (shard_.needed.payload) Keep(packet, from_client);
  return true;
}

void UdpFlow::Finish(bool is_complete) {
  if (is_released_) return;
  is_complete_ = is_complete;
  records_.OnEnd(is_complete);
}

void UdpFlow::Release() {
  is_released_ = true;
  std::string().swap(kept_);
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

void UdpFlow::Keep(const DecodedPacket& packet, bool from_client) {
  Direction& direction = directions_[from_client];
  if (direction.count >= kPayloadDatagrams || direction.is_over_cap) return;
  const std::string_view bytes = packet.payload.substr(0, kPayloadBytes);
  if (!memory_.Add(bytes.size())) {
    direction.is_over_cap = true;
    ++shard_.scan.payload_over_cap;
    return;
  }
  const KeptHead head{static_cast<uint16_t>(bytes.size()),
                      bytes.size() < packet.payload_size, from_client};
  kept_.reserve(kept_.size() + sizeof(head) + bytes.size());
  kept_.append(reinterpret_cast<const char*>(&head), sizeof(head));
  kept_.append(bytes);
  ++direction.count;
}

bool UdpFlow::IsWhole(const Direction& direction) const {
  return direction.count >= kPayloadDatagrams ||
         (is_complete_ && !direction.is_over_cap);
}

void UdpFlow::WritePayload(Session& session) const {
  if (!shard_.needed.payload) return;
  WriteDirection(true, Field::PayloadClient, session);
  WriteDirection(false, Field::PayloadServer, session);
}

void UdpFlow::WriteDirection(bool from_client, Field field,
                             Session& session) const {
  const Direction& direction = directions_[from_client];
  if (direction.count == 0) {
    if (IsWhole(direction)) session.SetAbsent(field);
    return;
  }
  session.SetPresent(Record::Payload);
  std::string_view rest = kept_;
  while (!rest.empty()) {
    KeptHead head;
    std::memcpy(&head, rest.data(), sizeof(head));
    rest.remove_prefix(sizeof(head));
    if (head.from_client == from_client) {
      session.AddBytes(field, rest.substr(0, head.size), head.is_cut);
    }
    rest.remove_prefix(head.size);
  }
  if (!IsWhole(direction)) session.SetOpen(field);
}

}  // namespace iotpf::runtime
