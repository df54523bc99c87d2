// The two streams of a connection to records.
#ifndef IOTPF_RUNTIME_SCAN_TCP_FLOW_H_
#define IOTPF_RUNTIME_SCAN_TCP_FLOW_H_

#include "runtime/capture/tcp_stream.h"
#include "runtime/scan/flow_decoder.h"
#include "runtime/scan/stream_records.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Keeps the first kPayloadBytes of each direction where rules read them, and
// hands the streams to what identifies and decodes them.
class TcpFlow final : public FlowDecoder {
 public:
  TcpFlow(ShardContext& shard, uint16_t server_port);

  bool Add(const DecodedPacket& packet, bool from_client) override;
  void Finish(bool is_complete) override;
  bool is_finished() const override { return connection_.finished(); }
  bool is_carrier_settled() const override;
  bool is_settled() const override;
  void Release() override;
  std::vector<HttpExchange> TakeExchanges() override;
  void WriteRecords(Session& session) const override;

 protected:
  Protocol protocol() const override { return records_.protocol(); }
  bool is_seen_from_start() const override {
    return records_.is_seen_from_start();
  }
  bool MayHoldRecord(Record record, bool with_tunnels) const override {
    return records_.MayHoldRecord(record, with_tunnels);
  }
  void WritePayload(Session& session) const override;
  void WriteTls(Session& session, bool with_tunnels) const override {
    if (with_tunnels) return WriteCarriers(records_, session);
    records_.WriteCarrier(session);
  }

 private:
  // What rules see of the payload of a direction.
  struct Side {
    std::string start;      // the first bytes, at most kPayloadBytes
    bool is_cut = false;    // a gap or a cap ended `start`
    bool has_data = false;  // bytes or a gap came
    bool from_start = false;
    std::optional<TcpEnd> end;
  };
  // Hands the bytes of one sender to the flow.
  class Sink final : public TcpSink {
   public:
    Sink(TcpFlow& flow, Sender sender) : flow_(flow), sender_(sender) {}
    void OnBytes(std::string_view bytes, bool from_start) override;
    void OnGap(uint64_t size, bool from_start) override;
    void OnEnd(TcpEnd end) override;

   private:
    TcpFlow& flow_;
    Sender sender_;
  };

  Side& SideOf(Sender sender) { return sides_[IndexOf(sender)]; }
  const Side& SideOf(Sender sender) const { return sides_[IndexOf(sender)]; }
  bool HasEnded() const {
    return connection_.client().ended() && connection_.server().ended();
  }
  void FinishRecords();
  void NoteData(Sender sender, bool from_start);
  void KeepStart(Side& side, std::string_view bytes);
  bool IsWhole(const Side& side) const;
  void WriteSide(const Side& side, const TcpStream& stream, Field field,
                 Session& session) const;

  ShardContext& shard_;
  TcpConnection connection_;
  std::array<Side, 2> sides_;  // by Sender
  ByteOrigin origin_;          // of the packet that is being added
  MemoryCharge start_memory_;
  StreamRecords records_;
  bool has_news_ = false;      // bytes, a gap or an end came with the packet
  bool has_finished_ = false;  // `records_`
  bool is_released_ = false;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_TCP_FLOW_H_
