// Which packets belong together: the two endpoints and the transport.
#ifndef IOTPF_RUNTIME_CAPTURE_FLOW_KEY_H_
#define IOTPF_RUNTIME_CAPTURE_FLOW_KEY_H_

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
inline FlowKey KeyOf(const DecodedPacket& packet) {
  return IsFromLow(packet)
             ? FlowKey{packet.transport, packet.source, packet.destination}
             : FlowKey{packet.transport, packet.destination, packet.source};
}

// The secret of a hash: who does not know it cannot make keys collide.
struct FlowHashKey {
  uint64_t first = 0;
  uint64_t second = 0;
};
// A key nobody can foresee. Results never depend on it.
FlowHashKey RandomFlowHashKey();

// SipHash-1-3 of the key.
//
//   Source   Aumasson and Bernstein, "SipHash: a fast short-input PRF".
uint64_t HashOf(const FlowKey& key, const FlowHashKey& secret);

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
