// Datagrams have no order to restore and no end to wait for. What a flow is
// shows in its first datagrams; a direction that stayed silent until the
// timeout has no payload, and one that the capture cut may still have had some.
#include "runtime/scan/udp_flow.h"

#include "runtime/protocols/identify.h"

namespace iotpf::runtime {
namespace {

// What a kept datagram costs beside its bytes, about.
constexpr size_t kDatagramOverhead = 64;

}  // namespace

void UdpFlow::Add(const DecodedPacket& packet, bool from_client) {
  Identify(packet, from_client);
  if (dns_) dns_->AddDatagram(packet.payload);
  if (shard_.needed.payload) Keep(packet, directions_[from_client]);
}

// A datagram that says nothing, a damaged one or one that only keeps a port
// open, leaves it to the next.
void UdpFlow::Identify(const DecodedPacket& packet, bool from_client) {
  if (protocol_ != Protocol::Unknown || packet.payload.empty()) return;
  if (unidentified_ >= kPayloadDatagrams) return;
  const Endpoint& client = from_client ? packet.source : packet.destination;
  const Endpoint& server = from_client ? packet.destination : packet.source;
  protocol_ = IdentifyUdp(packet.payload, client.port, server.port);
  if (protocol_ == Protocol::Unknown) ++unidentified_;
  if (protocol_ != Protocol::Dns || !shard_.needed.dns) return;
  dns_.emplace(shard_.decode);
  if (unidentified_ > 0) dns_->AddLost();
}

void UdpFlow::Keep(const DecodedPacket& packet, Direction& direction) {
  if (direction.datagrams.size() >= kPayloadDatagrams) return;
  if (direction.is_over_cap) return;
  const std::string_view bytes = packet.payload.substr(0, kPayloadBytes);
  if (!memory_.Add(bytes.size() + kDatagramOverhead)) {
    direction.is_over_cap = true;
    ++shard_.scan.payload_over_cap;
    return;
  }
  direction.datagrams.push_back(
      {std::string(bytes), bytes.size() < packet.payload_size});
}

void UdpFlow::WritePayload(Session& session) const {
  WriteDirection(directions_[true], Field::PayloadClient, session);
  WriteDirection(directions_[false], Field::PayloadServer, session);
}

void UdpFlow::WriteDirection(const Direction& direction, Field field,
                             Session& session) const {
  const bool is_whole = direction.datagrams.size() >= kPayloadDatagrams ||
                        (is_complete_ && !direction.is_over_cap);
  if (!shard_.needed.payload) return;
  if (direction.datagrams.empty()) {
    if (is_whole) session.SetAbsent(field);
    return;
  }
  session.SetPresent(Record::Payload);
  for (const Datagram& datagram : direction.datagrams) {
    session.AddBytes(field, datagram.bytes, datagram.is_cut);
  }
  if (!is_whole) session.SetOpen(field);
}

void UdpFlow::WriteRecords(Session& session) const {
  if (dns_) dns_->Write(session);
}

}  // namespace iotpf::runtime
