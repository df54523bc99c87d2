// The streams of an HTTP/3 connection to its exchanges.
#ifndef IOTPF_RUNTIME_PROTOCOLS_HTTP3_CONNECTION_H_
#define IOTPF_RUNTIME_PROTOCOLS_HTTP3_CONNECTION_H_

#include "runtime/protocols/http3_frames.h"
#include "runtime/protocols/http_stream.h"
#include "runtime/protocols/qpack.h"
#include "runtime/protocols/streams_decoder.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Gathers the messages of each stream of requests. A pushed response answers
// the request that its promise holds.
//
//   Output   exchanges as both of their messages end; the others at the end of
//            the connection, in the order of their streams. Interim responses
//            and trailers are passed over.
//   Units    streams of requests at once: kMaxHttp3Streams; above it the oldest
//            is given out as it is. Of streams of one direction
//            kMaxHttp3OneWayStreams are read, of pushes kMaxHttp3Pushes. Behind
//            a block that waits for its table, kMaxHttp3HeldBytes of a
//            direction are held.
//   Errors   a block that does not decode, or a gap that is not within DATA,
//            ends the decoding of its direction of the stream.
//   Source   RFC 9114, 4, 6 and 7; RFC 9204.
class Http3Connection final : public StreamsDecoder {
 public:
  explicit Http3Connection(DecodeCounters& counters) : counters_(counters) {}

  void OnBytes(uint64_t stream, Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(uint64_t stream, Sender sender, uint64_t size) override;
  void OnLast(uint64_t stream, Sender sender) override;
  void OnReset(uint64_t stream, Sender sender) override;
  void OnEnd(bool complete) override;
  std::vector<HttpExchange> TakeExchanges() override;

 private:
  // What a stream of one direction is for. Source: RFC 9114, 6.2; RFC
  // 9204, 4.2.
  enum class Use : uint8_t { Unknown, Control, Push, Instructions, Ignored };
  // Where messages of a direction go: a stream of requests, or a push.
  using Exchanges = std::map<uint64_t, HttpStream>;
  struct Target {
    Exchanges* exchanges = nullptr;  // null: settings alone
    uint64_t id = 0;                 // in `exchanges`
  };
  // One direction of a stream.
  struct Half {
    Sender sender = Sender::Client;
    Http3FrameReader frames;
    ByteOrigin frame_origin;  // of the first byte of the frame
    Target target;
    bool is_stopped = false;  // nothing more of it is read
    // A block that waits for its table, and what is behind it.
    bool is_blocked = false;
    Http3FrameType blocked_type = Http3FrameType::Headers;
    std::string blocked;
    std::string held;
    ByteOrigin held_origin;
    bool has_last = false;  // behind `held`
    bool is_over = false;   // no byte follows
  };
  using TwoWay = std::array<Half, 2>;  // by Sender
  struct OneWay {
    Use use = Use::Unknown;
    std::string head;  // what it is for, so far
    Half half;
  };

  HttpStream* Find(const Half& half);
  Half* FindHalf(uint64_t stream, Sender sender);
  Half* FindMessages(uint64_t stream, Sender sender);
  OneWay* FindOneWay(uint64_t stream, Sender sender);
  void Drive(Half& half, std::string_view bytes, const ByteOrigin& origin);
  void Hold(Half& half, std::string_view bytes, const ByteOrigin& origin);
  void OnContent(Half& half);
  void OnFrame(Half& half, Http3FrameType type, std::string_view payload);
  void OnOversized(Half& half);
  void OnSettings(const Half& half, std::string_view payload);
  void OnBlock(Half& half, Http3FrameType type, std::string_view payload);
  void OnPromise(Half& half, uint64_t push, bool is_oversized,
                 std::vector<HttpHeader> fields);
  void OnHead(Half& half, bool is_oversized, std::vector<HttpHeader> fields);
  void EndHalf(Half& half, bool is_whole);
  void ForgetIfOver(uint64_t stream);
  void Stop(Half& half);
  void OnOneWayBytes(OneWay& one_way, std::string_view bytes,
                     const ByteOrigin& origin);
  void ReadUse(OneWay& one_way, std::string_view& bytes);
  void Retry(Sender sender);
  void Resume(Half& half);
  void GiveOutIfDone(const Target& target);
  void GiveOut(Exchanges& exchanges, Exchanges::iterator exchange);

  DecodeCounters& counters_;
  std::array<QpackDecoder, 2> qpack_;  // by sender of the blocks
  std::map<uint64_t, TwoWay> two_way_;
  uint64_t next_two_way_ = 0;  // streams below it that are not there are over
  std::map<uint64_t, OneWay> one_way_;
  Exchanges requests_;      // by their streams
  Exchanges pushes_;        // by their own numbers
  uint64_t next_push_ = 0;  // pushes below it are given out
  std::vector<HttpExchange> done_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_HTTP3_CONNECTION_H_
