// Packets live in the reader's buffer until the next one is read; workers need
// many at once. So their bytes are copied into one block, which never grows:
// views into it stay valid while it fills.
#include "runtime/scan/packet_batch.h"

#include <iotpf/check.h>

#include <cstring>

namespace iotpf::runtime {
namespace {

// The last packet begins below kBatchBytes and may be of any size, with a name.
constexpr size_t kBlockBytes = kBatchBytes + kMaxPacketBytes + 4096;

}  // namespace

PacketBatch::PacketBatch() : bytes_(new char[kBlockBytes]) {}

void PacketBatch::Clear() {
  used_ = 0;
  packets_ = 0;
  for (std::vector<BatchPacket>& shard : shards_) shard.clear();
}

void PacketBatch::Add(const BatchPacket& packet, size_t shard) {
  BatchPacket& copy = shards_[shard].emplace_back(packet);
  copy.packet.payload = Copy(packet.packet.payload);
  copy.server_name = Copy(packet.server_name);
  ++packets_;
}

std::string_view PacketBatch::Copy(std::string_view bytes) {
  if (bytes.empty()) return {};
  IOTPF_CHECK(bytes.size() <= kBlockBytes - used_);
  char* const place = bytes_.get() + used_;
  std::memcpy(place, bytes.data(), bytes.size());
  used_ += bytes.size();
  return {place, bytes.size()};
}

}  // namespace iotpf::runtime
