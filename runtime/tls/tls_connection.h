// Both directions of a TLS connection.
#ifndef IOTPF_RUNTIME_TLS_TLS_CONNECTION_H_
#define IOTPF_RUNTIME_TLS_TLS_CONNECTION_H_

#include "runtime/protocols/stream_decoder.h"
#include "runtime/tls/handshake_reader.h"
#include "runtime/tls/record_reader.h"
#include "runtime/tls/tls_decryption.h"
#include "runtime/tls/tls_facts.h"

#include <array>
#include <memory>
#include <string_view>

namespace iotpf::runtime {

// Reads the handshake as far as it is sent in the clear, and all else where
// secrets may be known.
//
//   Cost     a direction is read until all that is needed of it is known; bytes
//            after that cost a call.
//   Source   RFC 8446, RFC 5246, RFC 4346, RFC 2246.
class TlsConnection final : public StreamDecoder {
 public:
  // `from_start`: no record was sent before the first one seen.
  TlsConnection(const TlsNeeds& needs, DecodeCounters& counters,
                bool from_start)
      : counters_(counters),
        facts_(needs, counters, TlsCarrier::Tcp),
        from_start_(from_start) {
    directions_[IndexOf(Sender::Server)].is_done = !needs.server();
  }

  // Hands what the connection carries to `plain`, where its secrets are known.
  //   Requires  both outlive this object.
  void Decrypt(TlsDecryptionContext& context, StreamDecoder& plain) {
    decryption_ =
        std::make_unique<TlsDecryption>(context, counters_, facts_, plain);
  }

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;
  bool is_settled() const override {
    return decryption_ == nullptr && is_done(Sender::Client) &&
           is_done(Sender::Server);
  }
  void WriteCarrier(Session& session) const override { facts_.Write(session); }

  // No further byte of the direction changes anything.
  bool is_done(Sender sender) const {
    return directions_[IndexOf(sender)].is_done;
  }

 private:
  struct Direction {
    TlsRecordReader records;
    HandshakeReader handshake;
    bool is_done = false;
  };

  void ReadHandshake(Sender sender, std::string_view bytes);
  void OnRecord(Sender sender, const TlsRecord& record);
  bool OnClientMessage(const HandshakeMessage& message);
  bool OnServerMessage(const HandshakeMessage& message);
  // Whether the handshake may go on behind it.
  bool OnServerRecord(const TlsRecord& record);
  void OnOversized(Sender sender);
  void Finish(Sender sender);

  DecodeCounters& counters_;
  TlsFacts facts_;
  const bool from_start_;
  std::array<Direction, 2> directions_;  // by Sender
  uint16_t version_ = 0;                 // that the server chose; 0: not yet
  std::unique_ptr<TlsDecryption> decryption_;  // null: no secrets at all
  bool is_retried_ = false;  // it asked for another client hello
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_TLS_CONNECTION_H_
