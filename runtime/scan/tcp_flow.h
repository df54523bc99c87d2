// The two streams of a connection to records.
#ifndef IOTPF_RUNTIME_SCAN_TCP_FLOW_H_
#define IOTPF_RUNTIME_SCAN_TCP_FLOW_H_

#include "runtime/capture/tcp_stream.h"
#include "runtime/protocols/dns_flow.h"
#include "runtime/protocols/http_connection.h"
#include "runtime/protocols/mqtt.h"
#include "runtime/protocols/stream_decoder.h"
#include "runtime/protocols/tls_hello.h"
#include "runtime/scan/flow_decoder.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Identifies the protocol from the first bytes, then feeds its decoder from
// byte 0. Until then bytes wait, at most kMaxUnidentifiedBytes of a flow.
//
// A connection seen from the middle is identified only by messages that say
// what they are wherever they stand.
class TcpFlow final : public FlowDecoder {
 public:
  TcpFlow(ShardContext& shard, uint16_t server_port);

  void Add(const DecodedPacket& packet, bool from_client) override;
  void Finish(bool is_complete) override;
  bool is_finished() const override { return connection_.finished(); }
  bool is_carrier_settled() const override;
  std::vector<HttpExchange> TakeExchanges() override;
  void WriteRecords(Session& session) const override;

 protected:
  Protocol protocol() const override { return protocol_; }
  bool is_seen_from_start() const override { return is_seen_from_start_; }
  void WritePayload(Session& session) const override;

 private:
  // A part of a stream that waits for its decoder.
  struct Piece {
    Sender sender;
    ByteOrigin origin;
    std::string bytes;
    uint64_t gap = 0;  // bytes missing instead
  };
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
  void KeepStart(Side& side, std::string_view bytes);
  void Wait(Piece piece);
  void Identify(bool is_last_chance);
  void Decide(Protocol protocol);
  StreamDecoder* MakeDecoder();
  uint32_t UnseenRequests() const;
  void EndDecoder(Sender sender);
  bool IsWhole(const Side& side) const;
  void WriteSide(const Side& side, const TcpStream& stream, Field field,
                 Session& session) const;

  ShardContext& shard_;
  const uint16_t server_port_;
  TcpConnection connection_;
  Sink client_sink_;
  Sink server_sink_;
  std::array<Side, 2> sides_;  // by Sender
  ByteOrigin origin_;          // of the packet that is being added

  std::vector<Piece> waiting_;
  size_t waiting_bytes_ = 0;
  MemoryCharge waiting_memory_;
  MemoryCharge start_memory_;
  std::optional<Sender> first_sender_;

  bool is_identified_ = false;
  bool is_seen_from_start_ = false;
  Protocol protocol_ = Protocol::Unknown;
  // At most one of these; `decoder_` is that one or null.
  std::unique_ptr<HttpConnection> http_;
  std::unique_ptr<TlsHelloDecoder> tls_;
  std::unique_ptr<MqttDecoder> mqtt_;
  std::unique_ptr<DnsStreamDecoder> dns_;
  StreamDecoder* decoder_ = nullptr;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_TCP_FLOW_H_
