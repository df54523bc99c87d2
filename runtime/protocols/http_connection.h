// Both directions of an HTTP/1.x connection to its exchanges.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_CONNECTION_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_CONNECTION_H_

#include "runtime/protocols/http_message.h"
#include "runtime/protocols/http_reader.h"
#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"
#include "runtime/protocols/stream_pieces.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Pairs the n-th final response of a connection with its n-th request.
//
//   Output   exchanges in order of the connection, each as soon as both its
//            messages are complete or can be observed no further. All are out
//            after OnEnd() of both directions.
//   Units    kept of a message: kMaxHttpHeadBytes and kMaxHttpBodyBytes; held
//            of a direction until the other one says what the bytes are:
//            kMaxHttpHeldBytes, also of the budget of `nested`; exchanges not
//            yet out: kMaxHttpPendingExchanges.
//   Source   RFC 9112, 6.3 and 9.3; RFC 9110, 7.8 (Upgrade), 9.3.6 (CONNECT),
//            15.2 (interim responses, which are passed over).
//
// What follows a change of protocol, or a CONNECT that was granted, goes to a
// decoder of its own; its exchanges follow those before it.
class HttpConnection final : public StreamDecoder {
 public:
  // `unseen_requests` were sent before the first byte that was seen of the
  // client (a flow seen from the middle): as many responses have no request.
  // `nested`: who decodes what the connection carries later; null: nobody.
  explicit HttpConnection(DecodeCounters& counters,
                          uint32_t unseen_requests = 0,
                          NestedStreams* nested = nullptr);

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;

  // The exchanges that became complete since the last call.
  std::vector<HttpExchange> TakeExchanges() override;
  bool MayCarry(Record record) const override;
  void WriteTunnelled(Session& session) const override;
  void Write(Session& session) const override;

 private:
  // The n-th exchange while one of its messages may still come.
  struct Pending {
    HttpExchange exchange;
    std::string method;         // of the request, once its head is known
    std::optional<int> status;  // of the response, once its head is known
  };

  Pending& At(uint64_t index);
  bool HeadIsKnown(uint64_t index) const;
  bool Waits(Sender sender) const;
  void OnPiece(Sender sender, StreamPieceView piece);
  void Process(Sender sender, StreamPieceView& piece);
  void Hold(Sender sender, const StreamPieceView& piece);
  bool ProcessHeld(Sender sender);
  // Charges for what is held now. False: too much.
  bool Charge() { return memory_.Set(held_[0].size() + held_[1].size()); }
  void GiveUp(Sender sender);
  void Advance();
  void AdvanceClient();
  void AdvanceServer();
  void SettleTunnel();
  void OpenTunnel(Pending& pending);
  void Forward(Sender sender, StreamPieceView& piece);
  void Deliver();

  DecodeCounters& counters_;
  HttpReader<HttpRequest> client_;
  HttpReader<HttpResponse> server_;
  std::array<StreamPieces, 2> held_;  // by Sender: it waits for the other
  // Exchanges first_, first_ + 1, ...; numbered from 0 on the connection.
  std::vector<Pending> pending_;
  uint64_t first_ = 0;
  uint64_t requests_ = 0;   // whole, cut for good, or unseen
  uint64_t responses_ = 0;  // final ones, whole or cut for good
  // The last whole request, where its response decides whether the client
  // goes on in HTTP.
  std::optional<uint64_t> tunnel_request_;
  std::vector<HttpExchange> done_;

  NestedStreams* nested_;
  MemoryCharge memory_;  // of what is held
  bool has_tunnel_ = false;
  std::array<bool, 2> is_in_tunnel_{};     // by Sender: has left HTTP/1
  std::unique_ptr<StreamDecoder> tunnel_;  // null: what it is, is not decoded
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_CONNECTION_H_
