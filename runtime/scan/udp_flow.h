// The datagrams of one flow to records.
#ifndef IOTPF_RUNTIME_SCAN_UDP_FLOW_H_
#define IOTPF_RUNTIME_SCAN_UDP_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/scan/flow_decoder.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace iotpf::runtime {

// Keeps the first kPayloadDatagrams of each direction where rules read them, at
// most kPayloadBytes of each, and feeds the decoder of the protocol.
class UdpFlow final : public FlowDecoder {
 public:
  explicit UdpFlow(ShardContext& shard)
      : shard_(shard), memory_(shard.memory) {}

  void Add(const DecodedPacket& packet, bool from_client) override;
  void Finish(bool is_complete) override;
  bool is_carrier_settled() const override { return false; }
  void WriteRecords(Session& session) const override;

 protected:
  Protocol protocol() const override { return protocol_; }
  bool is_seen_from_start() const override { return unidentified_ == 0; }
  void WritePayload(Session& session) const override;
  void WriteTls(Session&) const override {}

 private:
  struct Datagram {
    std::string bytes;
    bool is_cut = false;  // there were more bytes
  };
  struct Direction {
    std::vector<Datagram> datagrams;
    bool is_over_cap = false;  // a datagram was not kept for want of memory
  };

  void Identify(const DecodedPacket& packet, bool from_client);
  std::unique_ptr<DatagramDecoder> MakeDecoder() const;
  void Keep(const DecodedPacket& packet, Direction& direction);
  void WriteDirection(const Direction& direction, Field field,
                      Session& session) const;

  ShardContext& shard_;
  MemoryCharge memory_;
  std::array<Direction, 2> directions_;  // from the server, from the client
  Protocol protocol_ = Protocol::Unknown;
  size_t unidentified_ = 0;  // datagrams before the one that told it
  bool is_complete_ = false;
  std::unique_ptr<DatagramDecoder> decoder_;  // null: nobody reads its record
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_UDP_FLOW_H_
