// What every decoder of the datagrams of a flow looks like to the scanner.
#ifndef IOTPF_RUNTIME_PROTOCOLS_DATAGRAM_DECODER_H_
#define IOTPF_RUNTIME_PROTOCOLS_DATAGRAM_DECODER_H_

#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Decodes the datagrams of one UDP flow.
//
//   Requires  the datagrams in the order of the capture.
//   Errors    none: bytes are hostile, and what they are not is counted.
//   Threads   one thread at a time.
class DatagramDecoder {
 public:
  virtual ~DatagramDecoder() = default;
  DatagramDecoder() = default;
  DatagramDecoder(const DatagramDecoder&) = delete;
  DatagramDecoder& operator=(const DatagramDecoder&) = delete;

  // `is_cut`: the capture lacks the last bytes of the datagram.
  virtual void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                          const ByteOrigin& origin) = 0;
  // Datagrams of the flow were not understood: values may be missing.
  virtual void OnLost() = 0;
  // No datagram follows. Complete: the flow fell silent for its timeout, so
  // that there was none either. Otherwise the capture or a cap ended it.
  virtual void OnEnd(bool complete) = 0;

  // The HTTP exchanges that became complete since the last call.
  virtual std::vector<HttpExchange> TakeExchanges() { return {}; }
  // Writes what exchanges of the flow see of what carries them: the record tls.
  //   Requires  as Write().
  virtual void WriteCarrier(Session& session) const {
    static_cast<void>(session);
  }
  // No datagram changes what WriteCarrier() writes.
  virtual bool is_carrier_settled() const { return false; }
  // No further datagram or end changes what is written, and no exchange
  // follows.
  virtual bool is_settled() const { return false; }
  // Writes the other records; call it after OnEnd().
  //   Requires  this object stays where it is for as long as `session` is read.
  virtual void Write(Session& session) const = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_DATAGRAM_DECODER_H_
