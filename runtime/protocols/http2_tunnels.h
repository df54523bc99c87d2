// The streams of an HTTP/2 connection that carry other streams.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP2_TUNNELS_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP2_TUNNELS_H_

#include "runtime/protocols/http_message.h"
#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"
#include "runtime/protocols/stream_pieces.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Hands the DATA of a stream to a decoder of its own once its CONNECT is
// granted. What comes before both heads are known waits.
//
//   Output   the exchanges that a stream carries wait until it is given out.
//            They go to `done`, behind its own, so that those of streams
//            beside each other do not mix by chance.
//   Units    kMaxHttp2Tunnels at a time; kMaxHttpHeldBytes of
//            all of them wait, also of the budget of `nested`;
//            kMaxHttp2CarriedExchanges wait, also of that budget: those of
//            their stream are done before its end.
//   Source   RFC 9113, 8.5; RFC 8441.
class Http2Tunnels {
 public:
  // `nested`: who decodes what streams carry; null: nobody.
  Http2Tunnels(DecodeCounters& counters, NestedStreams* nested,
               std::vector<HttpExchange>& done)
      : counters_(counters),
        nested_(nested),
        done_(done),
        memory_(nested == nullptr ? nullptr : &nested->memory()),
        carried_memory_(nested == nullptr ? nullptr : &nested->memory()) {}

  // The server answers on a stream whose request may still come.
  void Expect(uint32_t id);
  // The request of the stream is a CONNECT; `protocol` if it is extended.
  // `is_answered`: the server's head was there before.
  void Ask(uint32_t id, std::string_view protocol, bool is_answered);
  // Its CONNECT, and the response that grants it.
  void Open(uint32_t id, const HttpRequest& request,
            const HttpResponse& response);
  // The stream carries nothing.
  void Drop(uint32_t id);
  // No request comes any more.
  void DropUnasked();

  // Whether the stream is, or may become, one of these.
  bool Has(uint32_t id) const { return tunnels_.contains(id); }
  // Each does nothing for other streams.
  void OnBytes(Sender sender, uint32_t id, std::string_view bytes,
               const ByteOrigin& origin);
  void OnGap(Sender sender, uint32_t id, uint64_t size);
  void OnEnd(Sender sender, uint32_t id, bool clean);
  // One side resets the stream: the other one need not end it.
  void OnReset(Sender sender, uint32_t id);
  // Nothing more of the direction, on any stream.
  void OnEndOfAll(Sender sender, bool clean);

  // The exchange of the stream is done: what it carries follows.
  void GiveOut(uint32_t id);

  // As StreamDecoder. Of records that several streams show, those of the first
  // stream count.
  bool MayCarry(Record record) const;
  void Write(Session& session) const;

 private:
  struct Tunnel {
    std::optional<std::string> protocol;  // nullopt: the request is to come
    bool is_open = false;
    bool is_lost = false;             // what came before its request is gone
    std::array<bool, 2> has_ended{};  // by Sender
    std::array<StreamPieces, 2> waiting;     // by Sender; until it is open
    std::unique_ptr<StreamDecoder> carried;  // null, and open: not decoded
    std::vector<HttpExchange> exchanges;     // of that, which wait
    size_t exchanges_cost = 0;               // charged for them
    bool is_given_out = false;               // the exchange of the stream is
    bool is_reset = false;

    // Nothing more is expected of it.
    bool is_over() const { return is_reset || (has_ended[0] && has_ended[1]); }
  };

  // Null: too many.
  Tunnel* Begin(uint32_t id);
  static bool IsEarly(const Tunnel& tunnel, Sender sender);
  // What waited is more than is held.
  void Lose(uint32_t id);
  // Charges for what waits now. False: too much.
  bool Charge();
  void Hold(Sender sender, uint32_t id, const StreamPieceView& piece);
  void OnPiece(Sender sender, uint32_t id, const StreamPieceView& piece);
  void Collect(Tunnel& tunnel);
  void Release(Tunnel& tunnel);
  void Prune();

  DecodeCounters& counters_;
  NestedStreams* nested_;
  std::vector<HttpExchange>& done_;
  MemoryCharge memory_;          // of what waits for a head
  MemoryCharge carried_memory_;  // of exchanges that wait
  size_t carried_exchanges_ = 0;
  std::map<uint32_t, Tunnel> tunnels_;
  bool has_lost_ = false;  // a stream that may carry something is not decoded
  // By those that are erased.
  std::array<bool, kRecordCount> may_have_carried_{};
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP2_TUNNELS_H_
