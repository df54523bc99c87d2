// Both directions of an HTTP/2 connection to its exchanges.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP2_CONNECTION_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP2_CONNECTION_H_

#include "runtime/protocols/hpack.h"
#include "runtime/protocols/http2_frames.h"
#include "runtime/protocols/http2_tunnels.h"
#include "runtime/protocols/http_message.h"
#include "runtime/protocols/http_stream.h"
#include "runtime/protocols/nested_streams.h"
#include "runtime/protocols/stream_decoder.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Gathers the messages of each stream. A pushed response answers the request
// that its promise holds.
//
//   Output   exchanges in the order in which the server ends its responses,
//            each once its request can be observed no further; those of which
//            the server never ended a response at the end of both directions,
//            in the order of their streams. What a stream of CONNECT carries
//            goes to a decoder of its own, whose exchanges follow that of the
//            CONNECT. Interim responses and trailers are passed over.
//   Units    streams at once: kMaxHttp2Streams; above it the oldest is given
//            out as it is. Kept of a message: kMaxHttpHeadBytes and
//            kMaxHttpBodyBytes.
//   Errors   a malformed frame, a broken header block, or a gap that is not
//            within DATA ends the decoding of its direction.
//   Source   RFC 9113, 3.4, 5.1, 6 and 8; RFC 7540, 3.2 (upgrade); RFC 8441.
class Http2Connection final : public StreamDecoder {
 public:
  // `nested`: who decodes what streams of CONNECT carry; null: nobody.
  explicit Http2Connection(DecodeCounters& counters,
                           NestedStreams* nested = nullptr)
      : counters_(counters), tunnels_(counters, nested, done_) {}
  // A connection that a request of HTTP/1.1 asked for: its first stream answers
  // `upgraded`.
  Http2Connection(DecodeCounters& counters, HttpRequest upgraded,
                  NestedStreams* nested = nullptr);

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  std::vector<HttpExchange> TakeExchanges() override;
  bool MayCarry(Record record) const override {
    return tunnels_.MayCarry(record);
  }
  void Write(Session& session) const override { tunnels_.Write(session); }

 private:
  using Streams = std::map<uint32_t, HttpStream>;

  struct Direction {
    Http2FrameReader frames;
    HpackDecoder hpack;
    ByteOrigin origin;  // of the bytes that are being read
    ByteOrigin frame_origin;
    ByteOrigin block_origin;  // of the first frame of the header block
    Http2Frame block;         // that frame
    size_t preface = 0;       // bytes of the preface seen; the client's alone
    uint32_t highest = 0;     // stream that the direction has opened
    bool is_stopped = false;  // nothing more of it can be read
  };

  Direction& Of(Sender sender) { return directions_[IndexOf(sender)]; }
  bool TakePreface(std::string_view& bytes);
  void Drive(Sender sender, std::string_view bytes, const ByteOrigin& origin);
  void OnStep(Sender sender, Http2FrameReader::Step step);
  void NoteGap(Sender sender, uint32_t id, uint64_t size);
  void OnContent(Sender sender);
  void OnFrameEnd(Sender sender);
  void OnHeaders(Sender sender);
  void OnRequestHead(std::vector<HttpHeader> fields, bool is_oversized);
  void OnResponseHead(std::vector<HttpHeader> fields, bool is_oversized);
  void OnPromise(std::vector<HttpHeader> fields, bool is_oversized);
  void SettleTunnel(uint32_t id, const HttpStream& stream);
  void EndSide(Sender sender, uint32_t id, bool is_whole);
  void PassOver(uint32_t highest, uint32_t next);
  HttpStream* Find(Sender sender, uint32_t id);
  HttpStream* FindOrExpect(uint32_t id);
  HttpStream& Open(uint32_t id);
  void Stop(Sender sender);
  void Deliver();
  void GiveOut(Streams::iterator stream);

  DecodeCounters& counters_;
  std::array<Direction, 2> directions_;  // by Sender
  Streams streams_;
  std::deque<uint32_t> answered_;  // streams whose response has ended
  std::vector<HttpExchange> done_;
  Http2Tunnels tunnels_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP2_CONNECTION_H_
