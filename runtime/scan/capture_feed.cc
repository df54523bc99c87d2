// Every packet carries the name that its client knows its server by. Only the
// first packet of a flow needs it, but which one that is only the shard knows;
// the lookup is one probe of a table.
#include "runtime/scan/capture_feed.h"

#include "runtime/capture/flow_key.h"

namespace iotpf::runtime {
namespace {

// Source: RFC 1035, section 4.2.1.
constexpr uint16_t kDnsPort = 53;

}  // namespace

void CaptureFeed::Fill(PacketBatch& batch) {
  batch.Clear();
  BatchPacket packet;
  while (!has_ended_ && !batch.is_full()) {
    if (Decode(packet)) Put(packet, batch);
  }
}

// Decodes what comes next; false where that gives no packet, or has ended.
bool CaptureFeed::Decode(BatchPacket& packet) {
  // Of a frame with several packets some may wait for the next batch.
  if (decoder_.has_more()) {
    packet.has_time = frame_has_time_;
    return decoder_.DecodeMore(packet.packet);
  }
  const CapturedPacket* const captured = reader_.Next();
  if (captured == nullptr) {
    has_ended_ = true;
    decoder_.Finish();
    return false;
  }
  packet.has_time = frame_has_time_ = captured->has_time;
  return decoder_.Decode(*captured, packet.packet);
}

void CaptureFeed::Put(BatchPacket& packet, PacketBatch& batch) {
  const DecodedPacket& decoded = packet.packet;
  if (decoded.transport == Transport::Udp && decoded.source.port == kDnsPort) {
    names_.Learn(decoded.destination.address, decoded.payload, decoded.time_ns);
  }
  const bool from_client = SourceIsClient(decoded);
  const Endpoint& client = from_client ? decoded.source : decoded.destination;
  const Endpoint& server = from_client ? decoded.destination : decoded.source;
  packet.server_name =
      names_.Find(client.address, server.address, decoded.time_ns);
  batch.Add(packet, ShardOf(decoded));
}

}  // namespace iotpf::runtime
