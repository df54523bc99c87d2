// Datagrams have no order to restore and no end to wait for. What a flow is
// shows in its first datagrams; a direction that stayed silent until the
// timeout has no payload, and one that the capture cut may still have had some.
#include "runtime/scan/udp_flow.h"

#include "runtime/protocols/coap_flow.h"
#include "runtime/protocols/dhcp_flow.h"
#include "runtime/protocols/dns_flow.h"
#include "runtime/protocols/identify.h"
#include "runtime/protocols/mdns.h"
#include "runtime/protocols/ssdp.h"
#include "runtime/quic/quic_flow.h"
#include "runtime/tls/dtls_flow.h"

namespace iotpf::runtime {
namespace {

// What a kept datagram costs beside its bytes, about.
constexpr size_t kDatagramOverhead = 64;

}  // namespace

void UdpFlow::Add(const DecodedPacket& packet, bool from_client) {
  Identify(packet, from_client);
  if (decoder_ && packet.payload_size > 0) {
    decoder_->OnDatagram(from_client ? Sender::Client : Sender::Server,
                         packet.payload, packet.is_cut());
  }
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
  if (protocol_ == Protocol::Unknown) {
    ++unidentified_;
    return;
  }
  decoder_ = MakeDecoder();
  if (decoder_ && unidentified_ > 0) decoder_->OnLost();
}

std::unique_ptr<DatagramDecoder> UdpFlow::MakeDecoder() const {
  const NeededRecords& needed = shard_.needed;
  DecodeCounters& counters = shard_.decode;
  switch (protocol_) {
    case Protocol::Dns:
      if (needed.dns) return std::make_unique<DnsFlow>(counters);
      return nullptr;
    case Protocol::Mdns:
      if (needed.mdns) return std::make_unique<MdnsFlow>(counters);
      return nullptr;
    case Protocol::Ssdp:
      if (needed.ssdp) return std::make_unique<SsdpFlow>(counters);
      return nullptr;
    case Protocol::Dhcp:
      if (needed.dhcp) return std::make_unique<DhcpFlow>(counters, ParseDhcp);
      return nullptr;
    case Protocol::Dhcpv6:
      if (needed.dhcp) return std::make_unique<DhcpFlow>(counters, ParseDhcpv6);
      return nullptr;
    case Protocol::Coap:
      if (needed.coap) return std::make_unique<CoapFlow>(counters);
      return nullptr;
    case Protocol::Dtls:
      return std::make_unique<DtlsFlow>(needed.tls, counters);
    case Protocol::Quic:
      return std::make_unique<QuicFlow>(needed.tls, counters);
    default:
      return nullptr;
  }
}

void UdpFlow::Finish(bool is_complete) {
  is_complete_ = is_complete;
  if (decoder_) decoder_->OnEnd(is_complete);
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
  if (decoder_) decoder_->Write(session);
}

}  // namespace iotpf::runtime
