// Both directions of an HTTP/1.x connection to its exchanges.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP_CONNECTION_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP_CONNECTION_H_

#include "runtime/protocols/http_message.h"
#include "runtime/protocols/http_reader.h"
#include "runtime/protocols/stream_decoder.h"

#include <cstdint>
#include <deque>
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
//            kMaxHttpHeldBytes; exchanges not yet out:
//            kMaxHttpPendingExchanges.
//   Source   RFC 9112, 6.3 and 9.3; RFC 9110, 7.8 (Upgrade), 9.3.6 (CONNECT),
//            15.2 (interim responses, which are passed over).
class HttpConnection final : public StreamDecoder {
 public:
  // `unseen_requests` were sent before the first byte that was seen of the
  // client (a flow seen from the middle): as many responses have no request.
  explicit HttpConnection(DecodeCounters& counters,
                          uint32_t unseen_requests = 0);

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;

  // The exchanges that became complete since the last call.
  std::vector<HttpExchange> TakeExchanges();

 private:
  struct Event {
    enum class Kind : uint8_t { Bytes, Gap, CleanEnd, UncleanEnd };
    Kind kind = Kind::Bytes;
    std::string bytes;
    uint64_t gap_size = 0;
    ByteOrigin origin;
  };
  // What came of a direction that waits for the other.
  struct Held {
    std::deque<Event> events;
    size_t size = 0;  // bytes held, with the cost of the events
  };
  // The n-th exchange while one of its messages may still come.
  struct Pending {
    HttpExchange exchange;
    std::string method;         // once the head of the request is known
    bool may_tunnel = false;    // CONNECT, or the request asks for an upgrade
    std::optional<int> status;  // once the head of the response is known
  };

  Pending& At(uint64_t index);
  bool ClientWaits() const;
  bool ServerWaits() const;
  void OnEvent(Sender sender, Event event);
  void Hold(Sender sender, Event event);
  void Pump();
  bool PumpHeld(Sender sender);
  void Process(Sender sender, const Event& event);
  void ReadClient(const Event& event);
  void ReadServer(const Event& event);
  void AdvanceClient();
  void AdvanceServer();
  void Tunnel();
  void Deliver();

  DecodeCounters& counters_;
  HttpReader<HttpRequest> client_;
  HttpReader<HttpResponse> server_;
  Held held_[2];
  // Exchanges first_, first_ + 1, ...; numbered from 0 on the connection.
  std::deque<Pending> pending_;
  uint64_t first_ = 0;
  uint64_t requests_ = 0;   // whole, cut for good, or unseen
  uint64_t responses_ = 0;  // final ones, whole or cut for good
  std::vector<HttpExchange> done_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP_CONNECTION_H_
