// A capture to batches of packets.
#ifndef IOTPF_RUNTIME_SCAN_CAPTURE_FEED_H_
#define IOTPF_RUNTIME_SCAN_CAPTURE_FEED_H_

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/flow_key.h"
#include "runtime/capture/packet.h"
#include "runtime/scan/packet_batch.h"

#include <cstdint>

namespace iotpf::runtime {

// Does what has to be done in capture order: reads packets, decodes their
// headers, puts fragments together, and collects names from DNS answers.
//
//   Requires  the reader and the statistics outlive it.
//   Threads   one at a time.
class CaptureFeed {
 public:
  CaptureFeed(CaptureReader& reader, CaptureStatistics& capture)
      : reader_(reader), decoder_(capture) {}

  // Reads what stands before the first packet. Once, before Fill().
  void Begin() { ReadFrame(); }
  // How packets are sorted; before Fill().
  void SortBy(ShardBy shard_by) { shard_by_ = shard_by; }
  // Replaces the packets of `batch` by the next ones. Without any, the capture
  // has ended, the reader knows whether by an error, or there are none at the
  // moment.
  //
  //   Output   packets of one block of the input, so that they stay while the
  //            batch after the next one is not yet begun.
  void Fill(PacketBatch& batch);
  bool has_ended() const { return has_ended_; }
  // The latest time of any packet so far.
  int64_t clock_ns() const { return clock_ns_; }

 private:
  bool ReadFrame();
  bool Decode(DecodedPacket& packet);
  void Put(BatchPacket& packet, PacketBatch& batch);

  CaptureReader& reader_;
  PacketDecoder decoder_;
  ShardBy shard_by_ = ShardBy::Flow;
  const CapturedPacket* frame_ = nullptr;  // the one read last
  bool frame_waits_ = false;               // it is not yet decoded
  uint64_t block_ = 0;                     // of the one decoded last
  int64_t clock_ns_ = INT64_MIN;
  bool has_ended_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_CAPTURE_FEED_H_
