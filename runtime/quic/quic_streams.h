// The streams of a QUIC connection, in order.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_STREAMS_H_
#define IOTPF_RUNTIME_QUIC_QUIC_STREAMS_H_

#include "runtime/protocols/decode_counters.h"
#include "runtime/protocols/streams_decoder.h"
#include "runtime/quic/quic_frames.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace iotpf::runtime {

// Puts the bytes of each stream in order and hands them on. Where frames
// overlap, the bytes that came first count.
//
//   Units    holds kMaxQuicHeldBytes behind holes in all streams; above that
//   the
//            hole of the stream that grows counts as lost. kMaxQuicStreams of
//            each kind are known; above it the oldest is forgotten, and reset
//            where it is open.
//   Source   RFC 9000, 2 and 3.
class QuicStreams {
 public:
  //   Requires  `counters` and `streams` outlive it.
  QuicStreams(DecodeCounters& counters, StreamsDecoder& streams)
      : counters_(counters), decoder_(streams) {}

  // A frame of the kind Stream or Reset.
  void OnFrame(Sender sender, const QuicFrame& frame, const ByteOrigin& origin);

 private:
  struct Piece {
    std::string bytes;
    ByteOrigin origin;
  };
  // One direction of a stream.
  struct Half {
    uint64_t next = 0;               // offset of the byte to hand on
    std::map<uint64_t, Piece> held;  // behind a hole, by offset
    std::optional<uint64_t> size;    // once it is known
    bool is_over = false;            // ended or reset
  };
  using Stream = std::array<Half, 2>;  // by Sender
  // Streams of one kind: who opened them, whether they go one way.
  struct Kind {
    std::map<uint64_t, Stream> streams;  // open, or over and remembered
    uint64_t floor = 0;  // streams below it that are not there are over
  };

  Stream* Find(uint64_t id);
  void Evict(Kind& kind);
  void Add(uint64_t id, Sender sender, Half& half, const QuicFrame& frame,
           const ByteOrigin& origin);
  void Hold(uint64_t id, Sender sender, Half& half, const QuicFrame& frame,
            const ByteOrigin& origin);
  void Release(uint64_t id, Sender sender, Half& half);
  void Drop(Half& half);

  DecodeCounters& counters_;
  StreamsDecoder& decoder_;
  std::array<Kind, 4> kinds_;  // by the last two bits of their ids
  size_t held_ = 0;            // what all `held` cost
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_STREAMS_H_
