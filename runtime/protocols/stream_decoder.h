// What every decoder of a two-way stream looks like to the scanner.
#ifndef IOTPF_RUNTIME_PROTOCOLS_STREAM_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_STREAM_DECODER_H_

#include "runtime/protocols/byte_origin.h"
#include "runtime/protocols/decode_counters.h"
#include "runtime/protocols/http_message.h"

#include <iotpf/field.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace iotpf {
class Session;
}

namespace iotpf::runtime {

// Decodes both directions of one stream: a TCP connection, or what another
// protocol carries. A decoder of such a protocol hands what it carries to a
// StreamDecoder in turn.
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

  // No further byte or end changes what is written, and no exchange follows.
  virtual bool is_settled() const { return false; }
  // The HTTP exchanges that became complete since the last call.
  virtual std::vector<HttpExchange> TakeExchanges() { return {}; }
  // Writes what exchanges of the stream see of what carries them: the record
  // tls. Settled when an exchange is complete.
  //   Requires  as Write().
  virtual void WriteCarrier(Session& session) const {
    static_cast<void>(session);
  }
  // The same of TLS that tunnels of the stream carry, for the exchanges in it,
  // where none around them shows the record.
  //   Requires  as Write().
  virtual void WriteTunnelled(Session& session) const {
    static_cast<void>(session);
  }
  // Whether what the stream carries may hold the record, though its protocol
  // does not: then it is not absent.
  virtual bool MayCarry(Record record) const {
    static_cast<void>(record);
    return false;
  }
  // Writes the other records; call when the stream has ended.
  //   Requires  this decoder stays as it is for as long as `session` is read.
  virtual void Write(Session& session) const { static_cast<void>(session); }
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_STREAM_DECODER_H_
