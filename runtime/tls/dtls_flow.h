// The handshake of a DTLS association, and what it carries where its secrets
// are known.
#ifndef IOTPF_RUNTIME_TLS_DTLS_FLOW_H_
#define IOTPF_RUNTIME_TLS_DTLS_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/tls/byte_assembly.h"
#include "runtime/tls/dtls_decryption.h"
#include "runtime/tls/handshake_reader.h"
#include "runtime/tls/tls_facts.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

// Reads the handshake as far as it is sent in the clear; datagrams may be
// lost, doubled and out of order, and messages come in fragments.
//
//   Units    holds kMaxDtlsMessages messages of a direction.
//   Source   RFC 6347, 4.1 and 4.2; RFC 9147, 5 (hellos of DTLS 1.3).
class DtlsFlow final : public DatagramDecoder {
 public:
  DtlsFlow(const TlsNeeds& needs, DecodeCounters& counters)
      : counters_(counters), facts_(needs, counters, TlsCarrier::Datagrams) {}

  // Hands what the association carries to `plain`, where its secrets are known.
  //   Requires  both outlive this object.
  void Decrypt(TlsDecryptionContext& context, DatagramDecoder& plain) {
    decryption_ = std::make_unique<DtlsDecryption>(context, counters_, plain);
  }

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override {}
  void OnEnd(bool complete) override;
  void WriteCarrier(Session& session) const override { facts_.Write(session); }
  void Write(Session&) const override {}

 private:
  struct Message {
    HandshakeType type = HandshakeType::HelloRequest;
    uint32_t size = 0;  // of its body
    bool is_whole = false;
    ByteAssembly body;
  };
  struct Direction {
    std::map<uint16_t, Message> messages;  // by their numbers
    bool has_changed_cipher = false;
  };

  void OnHandshake(Sender sender, std::string_view content);
  void OnMessage(Sender sender, uint16_t number, const Message& message);
  void SettleCertificate();

  DecodeCounters& counters_;
  TlsFacts facts_;
  std::array<Direction, 2> directions_;         // by Sender
  std::optional<uint16_t> server_hello_;        // its number
  std::optional<uint16_t> hello_done_;          // the number of ServerHelloDone
  std::unique_ptr<DtlsDecryption> decryption_;  // null: no secrets at all
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_DTLS_FLOW_H_
