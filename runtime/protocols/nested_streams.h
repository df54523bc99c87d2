// Streams that a protocol carries for another one.
#ifndef IOTPF_RUNTIME_PROTOCOLS_NESTED_STREAMS_H_
#define IOTPF_RUNTIME_PROTOCOLS_NESTED_STREAMS_H_

#include "runtime/protocols/memory_budget.h"
#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <cstdint>
#include <memory>

namespace iotpf::runtime {

// Where a decoder of a tunnel hands over what it carries. It need not know
// which protocol that is. Outlives the decoder.
class NestedStreams {
 public:
  virtual ~NestedStreams() = default;
  // A decoder of a stream whose first bytes tell its protocol, with the port of
  // its server where one is known, else 0. Null: too deep.
  virtual std::unique_ptr<StreamDecoder> OpenNested(uint16_t server_port) = 0;
  // What decoders that wait may hold.
  virtual MemoryBudget& memory() = 0;
};

// Writes what carries exchanges wherever they are in a stream. Of TLS within
// TLS the outer one is shown.
inline void WriteCarriers(const StreamDecoder& stream, Session& session) {
  stream.WriteCarrier(session);
  const bool has_tls = session.presence(Record::Tls) == Presence::Present;
  if (!has_tls) stream.WriteTunnelled(session);
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_NESTED_STREAMS_H_
