// A capture to batches of packets.
#ifndef IOTPF_RUNTIME_SCAN_CAPTURE_FEED_H_
#define IOTPF_RUNTIME_SCAN_CAPTURE_FEED_H_

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/packet.h"
#include "runtime/scan/packet_batch.h"
#include "runtime/scan/scan_statistics.h"
#include "runtime/scan/server_names.h"

namespace iotpf::runtime {

// Does what has to be done in capture order: reads packets, decodes their
// headers, puts fragments together, and learns names from DNS answers.
//
//   Requires  the reader and the statistics outlive it.
//   Threads   one at a time.
class CaptureFeed {
 public:
  CaptureFeed(CaptureReader& reader, CaptureStatistics& capture,
              ScanStatistics& scan)
      : reader_(reader), decoder_(capture), names_(scan) {}

  // Replaces the packets of `batch` by the next ones. Without any, the capture
  // has ended; the reader knows whether by an error.
  void Fill(PacketBatch& batch);

 private:
  bool Decode(BatchPacket& packet);
  void Put(BatchPacket& packet, PacketBatch& batch);

  CaptureReader& reader_;
  PacketDecoder decoder_;
  ServerNames names_;
  bool frame_has_time_ = true;  // the one read last
  bool has_ended_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_CAPTURE_FEED_H_
