// What every decoder of a TCP stream looks like to the scanner.
#ifndef IOTPF_RUNTIME_PROTOCOLS_STREAM_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_STREAM_DECODER_H_

#include "runtime/protocols/decode_counters.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace iotpf::runtime {

// Which side of a flow sent the bytes.
enum class Sender : uint8_t { Client, Server };

constexpr size_t IndexOf(Sender sender) { return static_cast<size_t>(sender); }
constexpr Sender Other(Sender sender) {
  return sender == Sender::Client ? Sender::Server : Sender::Client;
}

// Where bytes come from. Decoders only hand it on.
struct ByteOrigin {
  int64_t time_ns = 0;  // nanoseconds since 1970 UTC
  uint64_t packet = 0;  // number of the packet in its input
  bool operator==(const ByteOrigin&) const = default;
};

// Decodes both directions of one TCP flow.
//
//   Requires  the bytes of a direction in order, from its first byte, however
//             cut; the directions interleaved in any way. After OnEnd() of a
//             direction nothing more of it.
//   Output    records that depend on the bytes, gaps and ends of the two
//             directions alone, not on cuts or interleaving.
//   Errors    none: bytes are hostile, and what they are not is counted.
//   Threads   one thread at a time.
class StreamDecoder {
 public:
  virtual ~StreamDecoder() = default;
  StreamDecoder() = default;
  StreamDecoder(const StreamDecoder&) = delete;
  StreamDecoder& operator=(const StreamDecoder&) = delete;

  virtual void OnBytes(Sender sender, std::string_view bytes,
                       const ByteOrigin& origin) = 0;
  // `size` bytes of the direction were never seen.
  virtual void OnGap(Sender sender, uint64_t size) = 0;
  // No more bytes of the direction. Clean: FIN or RST was seen. Otherwise the
  // capture ended, or the flow timed out.
  virtual void OnEnd(Sender sender, bool clean) = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_STREAM_DECODER_H_
