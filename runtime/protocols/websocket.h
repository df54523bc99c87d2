// WebSocket: the stream that its messages make.
#ifndef IOTPF_RUNTIME_PROTOCOLS_WEBSOCKET_H_
#define IOTPF_RUNTIME_PROTOCOLS_WEBSOCKET_H_

#include "runtime/compress/decompressor.h"
#include "runtime/protocols/stream_decoder.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::runtime {

// How the messages of a connection are compressed, as its handshake agreed.
struct WebSocketDeflate {
  // Each message of the sender is compressed for itself.
  bool client_restarts = false;
  bool server_restarts = false;
  bool operator==(const WebSocketDeflate&) const = default;
};

// Hands the content of data messages, joined, to the decoder of what they
// carry: protocols such as MQTT do not keep their packets to messages. Masks
// and compression are undone, control frames passed over.
//
//   Units    at most kMaxWebSocketUnpackedBytes are unpacked of a direction.
//   Errors   a malformed frame, broken compression, or a gap that is not within
//            the content of a frame ends the decoding of its direction; what is
//            carried then has a gap.
//   Source   RFC 6455, 5; RFC 7692, 7.
class WebSocketDecoder final : public StreamDecoder {
 public:
  // `deflate`: permessage-deflate was agreed. `carried` is never null.
  WebSocketDecoder(DecodeCounters& counters,
                   const std::optional<WebSocketDeflate>& deflate,
                   std::unique_ptr<StreamDecoder> carried)
      : counters_(counters), deflate_(deflate), carried_(std::move(carried)) {}

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  std::vector<HttpExchange> TakeExchanges() override {
    return carried_->TakeExchanges();
  }
  bool MayCarry(Record record) const override {
    return carried_->MayCarry(record);
  }
  void WriteCarrier(Session& session) const override {
    carried_->WriteCarrier(session);
  }
  void WriteTunnelled(Session& session) const override {
    carried_->WriteTunnelled(session);
  }
  void Write(Session& session) const override { carried_->Write(session); }

 private:
  struct Frame {
    uint8_t opcode = 0;
    bool is_final = false;
    bool is_packed = false;  // RSV1
    bool is_masked = false;
    std::array<uint8_t, 4> mask{};
    uint64_t remaining = 0;  // bytes of the payload to come
    uint64_t taken = 0;      // bytes of the payload before them
    bool is_data() const { return opcode < 8; }
  };
  struct Direction {
    std::string head;  // of a frame, so far
    std::optional<Frame> frame;
    bool in_message = false;  // a message goes on in the next data frame
    bool is_packed = false;   // that message is compressed
    bool is_stopped = false;
    std::unique_ptr<Decompressor> unpacker;
    uint64_t unpacked = 0;  // bytes
  };

  Direction& Of(Sender sender) { return directions_[IndexOf(sender)]; }
  void ReadHead(Sender sender, std::string_view& bytes);
  void ReadPayload(Sender sender, std::string_view& bytes,
                   const ByteOrigin& origin);
  bool Begin(Direction& direction, const Frame& frame);
  void EndFrame(Sender sender, const ByteOrigin& origin);
  bool Unpack(Sender sender, std::string_view bytes, const ByteOrigin& origin);
  void Malformed(Sender sender);
  void Stop(Sender sender);

  DecodeCounters& counters_;
  const std::optional<WebSocketDeflate> deflate_;
  std::unique_ptr<StreamDecoder> carried_;
  std::array<Direction, 2> directions_;  // by Sender
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_WEBSOCKET_H_
