// A bounded run of packets, sorted to the shards that own their flows.
#ifndef IOTPF_RUNTIME_SCAN_PACKET_BATCH_H_
#define IOTPF_RUNTIME_SCAN_PACKET_BATCH_H_

#include "runtime/capture/packet.h"
#include "runtime/limits.h"

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// A packet with what the reader alone can say of it.
struct BatchPacket {
  DecodedPacket packet;          // its payload lives in the batch
  std::string_view server_name;  // by which its client knows its server; empty:
                                 // none. Lives in the batch
  bool has_time = true;          // false: the time is that of the packet before
};

// The packets of a capture between two meetings of the workers.
//
//   Cost     memory is kBatchBytes and one packet, with kBatchPackets
//            descriptions; reused from batch to batch.
//   Threads  filled by one thread; then read by any number.
class PacketBatch {
 public:
  PacketBatch();

  // Forgets all packets.
  void Clear();
  // Copies the packet and the name. Requires !is_full().
  void Add(const BatchPacket& packet, size_t shard);

  bool is_full() const {
    return used_ >= kBatchBytes || packets_ >= kBatchPackets;
  }
  bool empty() const { return packets_ == 0; }
  std::span<const BatchPacket> shard(size_t shard) const {
    return shards_[shard];
  }

 private:
  std::string_view Copy(std::string_view bytes);

  std::unique_ptr<char[]> bytes_;
  size_t used_ = 0;
  size_t packets_ = 0;
  std::array<std::vector<BatchPacket>, kShardCount> shards_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_PACKET_BATCH_H_
