// Which packets belong together: the two endpoints and the transport.
#ifndef IOTPF_RUNTIME_CAPTURE_FLOW_KEY_H_
#define IOTPF_RUNTIME_CAPTURE_FLOW_KEY_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

#include "runtime/capture/ip_address.h"
#include "runtime/capture/packet.h"

namespace iotpf::runtime {

// The same for both directions.
struct FlowKey {
  Transport transport = Transport::Tcp;
  Endpoint low;  // the smaller endpoint
  Endpoint high;
  auto operator<=>(const FlowKey&) const = default;
};

// Whether the packet goes from `low` to `high` of its key.
inline bool IsFromLow(const DecodedPacket& packet) {
  return packet.source <= packet.destination;
}
inline FlowKey KeyOf(const DecodedPacket& packet, bool is_from_low) {
  return is_from_low
             ? FlowKey{packet.transport, packet.source, packet.destination}
             : FlowKey{packet.transport, packet.destination, packet.source};
}
inline FlowKey KeyOf(const DecodedPacket& packet) {
  return KeyOf(packet, IsFromLow(packet));
}

// The secret of a hash, one number for each word of a key and one more. Results
// never depend on it.
using FlowHashKey = std::array<uint64_t, 11>;

// Who does not know the secret cannot make keys collide: any two of them do
// with a chance of 2 ** -32.
//
//   Source   Lemire and Kaser, "Strongly universal string hashing is fast":
//            Multilinear; the last steps of Appleby's MurmurHash3.
uint32_t HashOf(const FlowKey& key, const FlowHashKey& secret);

// What the flows of a shard have in common.
enum class ShardBy : uint8_t {
  Flow,      // nothing: they are spread evenly
  Addresses  // all flows between two addresses are in one shard
};
// The shard, below kShardCount, that owns the packet's flow. Its secret is
// fixed, since results may depend on the shard through the caps.
size_t ShardOf(const DecodedPacket& packet, ShardBy by = ShardBy::Flow);

// Whether the sender of `first`, the first packet seen of a flow, is the
// client. A SYN tells; else a well-known port (server_ports.def) at one end
// makes it the server; else the first sender is the client.
bool SourceIsClient(const DecodedPacket& first);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_FLOW_KEY_H_
