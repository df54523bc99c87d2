// The datagrams of one flow to records.
#ifndef IOTPF_RUNTIME_SCAN_UDP_FLOW_H_
#define IOTPF_RUNTIME_SCAN_UDP_FLOW_H_

#include "runtime/limits.h"
#include "runtime/scan/datagram_records.h"
#include "runtime/scan/flow_decoder.h"

#include <array>
#include <cstdint>
#include <string>

namespace iotpf::runtime {

// Keeps the first kPayloadDatagrams of each direction where rules read them, at
// most kPayloadBytes of each, and hands them all to what identifies and decodes
// them.
class UdpFlow final : public FlowDecoder {
 public:
  UdpFlow(ShardContext& shard, DatagramPorts ports)
      : shard_(shard), memory_(shard.memory), records_(shard, ports) {}

  bool Add(const DecodedPacket& packet, bool from_client) override;
  void Finish(bool is_complete) override;
  bool is_carrier_settled() const override;
  bool is_settled() const override {
    return records_.is_settled() && IsPayloadSettled();
  }
  void Release() override;
  std::vector<HttpExchange> TakeExchanges() override {
    return records_.TakeExchanges();
  }
  void WriteRecords(Session& session) const override {
    records_.Write(session);
  }

 protected:
  Protocol protocol() const override { return records_.protocol(); }
  bool is_seen_from_start() const override {
    return records_.is_seen_from_start();
  }
  bool MayHoldRecord(Record record, bool) const override {
    return records_.MayHoldRecord(record);
  }
  void WritePayload(Session& session) const override;
  void WriteTls(Session& session, bool) const override {
    records_.WriteCarrier(session);
  }

 private:
  struct Direction {
    uint8_t count = 0;         // of kept datagrams
    bool is_over_cap = false;  // a datagram was not kept for want of memory
  };
  // Stands before each datagram in `kept_`.
  struct KeptHead {
    uint16_t size;
    bool is_cut;  // there were more bytes
    bool from_client;
  };
  static_assert(kPayloadBytes <= UINT16_MAX);

  bool IsPayloadSettled() const;
  void Keep(const DecodedPacket& packet, bool from_client);
  bool IsWhole(const Direction& direction) const;
  void WriteDirection(bool from_client, Field field, Session& session) const;

  ShardContext& shard_;
  MemoryCharge memory_;
  std::array<Direction, 2> directions_;  // from the server, from the client
  std::string kept_;  // datagrams of both, each behind its KeptHead
  bool is_complete_ = false;
  DatagramRecords records_;
  bool is_released_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_UDP_FLOW_H_
