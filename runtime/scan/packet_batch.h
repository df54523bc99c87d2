// A bounded run of packets, sorted to the shards that own their flows.
#ifndef IOTPF_RUNTIME_SCAN_PACKET_BATCH_H_
#define IOTPF_RUNTIME_SCAN_PACKET_BATCH_H_

#include "runtime/capture/packet.h"
#include "runtime/limits.h"
#include "runtime/scan/server_names.h"

#include <array>
#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// A packet with what the reader alone can say of it.
struct BatchPacket {
  DecodedPacket packet;
  bool has_time = true;  // false: the time is that of the packet before
};

// The packets of a capture between two meetings of the workers, and the names
// that DNS answers among them give.
//
//   Requires  the bytes of packets that are not copied into the batch stay
//             until its last use: the input keeps the blocks they lie in.
//   Cost      kBatchPackets descriptions; reused from batch to batch.
//   Threads   filled by one thread; then read by any number.
class PacketBatch {
 public:
  // Forgets all packets and names.
  void Clear();
  // Adds a packet. Requires !is_full().
  void Add(const BatchPacket& packet, size_t shard) {
    shards_[shard].push_back(packet);
    used_ += packet.packet.payload.size();
    ++packets_;
  }
  // Copies bytes that would not stay; the view lives as long as the batch.
  std::string_view Keep(std::string_view bytes) {
    return kept_.emplace_back(bytes);
  }

  bool is_full() const {
    return used_ >= kBatchBytes || packets_ >= kBatchPackets;
  }
  bool empty() const { return packets_ == 0; }
  std::span<const BatchPacket> shard(size_t shard) const {
    return shards_[shard];
  }
  NameAnswers& answers() { return answers_; }
  const NameAnswers& answers() const { return answers_; }

 private:
  size_t used_ = 0;  // bytes of payload
  size_t packets_ = 0;
  std::array<std::vector<BatchPacket>, kShardCount> shards_;
  std::deque<std::string> kept_;
  NameAnswers answers_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_PACKET_BATCH_H_
