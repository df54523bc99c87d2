// What a DTLS association carries, where its secrets are known.
#ifndef IOTPF_RUNTIME_TLS_DTLS_DECRYPTION_H_
#define IOTPF_RUNTIME_TLS_DTLS_DECRYPTION_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/tls/handshake_reader.h"
#include "runtime/tls/record_protection.h"
#include "runtime/tls/tls_decryption.h"
#include "runtime/tls/tls_handshake.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// Opens the records behind the first handshake of DTLS 1.0 and 1.2, and hands
// what they carry to another decoder, each as a datagram.
//
//   Units    of messages kept to make a master secret of,
//   kMaxTlsHandshakeBytes. Errors   a record that does not open is passed over:
//   the next has a number
//            of its own.
//   Source   RFC 6347, 4.1 and 4.2; RFC 5246, 6.2.3.
class DtlsDecryption {
 public:
  //   Requires  all of these outlive it; `context` has secrets.
  DtlsDecryption(TlsDecryptionContext& context, DecodeCounters& counters,
                 DatagramDecoder& plain)
      : context_(context), counters_(counters), plain_(plain) {}

  // A whole handshake message that was sent in the clear.
  void OnMessage(Sender sender, uint16_t number, HandshakeType type,
                 std::string_view body);
  // A protected record. `sequence`: its number, the epoch before it.
  void OnRecord(Sender sender, uint64_t sequence, const TlsRecord& record,
                const ByteOrigin& origin);

 private:
  void OnClientHello(uint16_t number, std::string_view body);
  void OnServerHello(uint16_t number, std::string_view body);
  void Keep(Sender sender, uint16_t number, HandshakeType type,
            std::string_view body);
  void GatherTranscript();
  bool HasKeys();
  void LearnSession();
  void CountUndecrypted();

  TlsDecryptionContext& context_;
  DecodeCounters& counters_;
  DatagramDecoder& plain_;
  TlsHandshake handshake_;
  uint16_t client_hello_ = 0;  // their numbers
  uint16_t server_hello_ = 0;
  // Messages by their numbers, by Sender, where a secret is made of them.
  std::array<std::map<uint16_t, std::string>, 2> messages_;
  size_t kept_bytes_ = 0;
  std::array<std::optional<RecordProtection>, 2> protection_;  // by Sender
  std::array<bool, 2> is_opened_{};  // a record was; by Sender
  bool is_hopeless_ = false;         // there are no keys, whatever comes
  bool is_counted_ = false;          // in `undecrypted`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_DTLS_DECRYPTION_H_
