// The client hello of a TLS connection.
#ifndef IOTPF_RUNTIME_PROTOCOLS_TLS_HELLO_H_
#define IOTPF_RUNTIME_PROTOCOLS_TLS_HELLO_H_

#include "runtime/protocols/stream_decoder.h"

#include <iotpf/session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

struct TlsHello {
  std::optional<std::string> sni;  // the name of type host_name; case as sent
  std::vector<std::string> alpn;   // in order of preference
  uint16_t version = 0;            // highest offered: 0x0303, 0x0304
  bool operator==(const TlsHello&) const = default;
};

// Parses the body of a ClientHello, after its four bytes of handshake header.
// nullopt where it is malformed.
//   Source   RFC 8446, 4.1.2; RFC 6066, 3; RFC 7301, 3.1; RFC 8701 (GREASE).
std::optional<TlsHello> ParseTlsHello(std::string_view body);

// Finds the client hello in the first records of the client.
//
//   Units    holds at most kMaxTlsHelloBytes of the handshake.
//   Source   RFC 8446, 5.1: a hello may span records.
class TlsHelloDecoder final : public StreamDecoder {
 public:
  explicit TlsHelloDecoder(DecodeCounters& counters) : counters_(counters) {}

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  void Write(Session& session) const override;

  // No further byte changes hello().
  bool done() const { return done_; }
  // The hello, or null: not yet, or never seen whole.
  const TlsHello* hello() const { return hello_ ? &*hello_ : nullptr; }

 private:
  void ReadRecordHeader();
  void ReadHandshake();
  void Malformed();
  void Finish();

  DecodeCounters& counters_;
  std::string record_header_;    // up to 5 bytes of a record not yet whole
  size_t record_remaining_ = 0;  // bytes of the current record to come
  std::string handshake_;        // contents of the records so far
  std::optional<TlsHello> hello_;
  bool done_ = false;
};

// Writes the record tls. With null the record is left unobserved.
//   Requires  `hello` stays where it is for as long as `session` is read.
void WriteTlsFields(const TlsHello* hello, Session& session);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_TLS_HELLO_H_
