// What every decoder of the streams of one connection looks like.
#ifndef IOTPF_RUNTIME_PROTOCOLS_STREAMS_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_STREAMS_DECODER_H_

#include "runtime/protocols/byte_origin.h"
#include "runtime/protocols/http_message.h"
#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// The number of a stream of QUIC says who opened it and who sends on it.
//   Source   RFC 9000, 2.1.
constexpr bool IsTwoWay(uint64_t stream) { return (stream & 2) == 0; }
constexpr Sender OpenerOf(uint64_t stream) {
  return (stream & 1) == 0 ? Sender::Client : Sender::Server;
}

// Decodes the streams that a connection carries side by side.
//
//   Requires  of each direction of a stream the bytes in order, from its first
//             byte, however cut; the streams interleaved in any way. Nothing
//             more of a direction behind its OnLast() or OnReset().
//   Errors    none: bytes are hostile, and what they are not is counted.
//   Threads   one thread at a time.
class StreamsDecoder {
 public:
  virtual ~StreamsDecoder() = default;
  StreamsDecoder() = default;
  StreamsDecoder(const StreamsDecoder&) = delete;
  StreamsDecoder& operator=(const StreamsDecoder&) = delete;

  virtual void OnBytes(uint64_t stream, Sender sender, std::string_view bytes,
                       const ByteOrigin& origin) = 0;
  // `size` bytes of the direction were never seen.
  virtual void OnGap(uint64_t stream, Sender sender, uint64_t size) = 0;
  // The direction ended where it should.
  virtual void OnLast(uint64_t stream, Sender sender) = 0;
  // It ended before, or is read no further.
  virtual void OnReset(uint64_t stream, Sender sender) = 0;
  // Nothing more of any stream. Complete: the connection fell silent.
  virtual void OnEnd(bool complete) = 0;

  // The HTTP exchanges that became complete since the last call.
  virtual std::vector<HttpExchange> TakeExchanges() { return {}; }
  // Writes the other records; call it after OnEnd().
  //   Requires  this object stays where it is for as long as `session` is read.
  virtual void Write(Session& session) const { static_cast<void>(session); }
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_STREAMS_DECODER_H_
