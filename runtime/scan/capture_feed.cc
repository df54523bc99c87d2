// A packet stays where it was read: the input keeps a block until two more were
// read. While workers go through a batch the next one is filled, and a packet
// that begins a new block ends it; so a batch is made of one block, and the
// block that is read last is the second after the one that workers see.
#include "runtime/scan/capture_feed.h"

#include "runtime/capture/flow_key.h"

#include <algorithm>
#include <functional>

namespace iotpf::runtime {
namespace {

static_assert(kBlocksKept >= 2, "of workers, of the batch filled meanwhile");

// Source: RFC 1035, section 4.2.1.
constexpr uint16_t kDnsPort = 53;

// Whether `part` is a view into `whole`.
bool LiesIn(std::string_view part, std::string_view whole) {
  const std::less_equal<const char*> is_up_to;
  return is_up_to(whole.data(), part.data()) &&
         is_up_to(part.data() + part.size(), whole.data() + whole.size());
}

}  // namespace

void CaptureFeed::Fill(PacketBatch& batch) {
  batch.Clear();
  BatchPacket packet;
  while (!has_ended_ && !batch.is_full()) {
    // Of a frame with several packets some may wait for the next batch.
    const bool has_frame = decoder_.has_more() || frame_waits_;
    if (!has_frame && !ReadFrame()) return;
    if (frame_waits_ && !batch.empty() && reader_.input().block() != block_) {
      return;
    }
    if (Decode(packet.packet)) Put(packet, batch);
  }
}

bool CaptureFeed::ReadFrame() {
  frame_ = reader_.Next();
  if (frame_ != nullptr) {
    frame_waits_ = true;
    return true;
  }
  if (reader_.is_waiting()) return false;
  has_ended_ = true;
  decoder_.Finish();
  return false;
}

bool CaptureFeed::Decode(DecodedPacket& packet) {
  if (!frame_waits_) return decoder_.DecodeMore(packet);
  frame_waits_ = false;
  block_ = reader_.input().block();
  return decoder_.Decode(*frame_, packet);
}

void CaptureFeed::Put(BatchPacket& packet, PacketBatch& batch) {
  DecodedPacket& decoded = packet.packet;
  packet.has_time = frame_->has_time;
  clock_ns_ = std::max(clock_ns_, decoded.time_ns);
  // A datagram put together from fragments lives in the decoder.
  if (!LiesIn(decoded.payload, frame_->bytes)) {
    decoded.payload = batch.Keep(decoded.payload);
  }
  if (decoded.transport == Transport::Udp && decoded.source.port == kDnsPort) {
    batch.answers().Learn(decoded.destination.address, decoded.payload,
                          decoded.time_ns, decoded.index);
  }
  batch.Add(packet, ShardOf(decoded, shard_by_));
}

}  // namespace iotpf::runtime
