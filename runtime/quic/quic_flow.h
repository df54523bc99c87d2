// The hellos within the first packets of a QUIC connection, and what it carries
// where its secrets are known.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_FLOW_H_
#define IOTPF_RUNTIME_QUIC_QUIC_FLOW_H_

#include "runtime/protocols/datagram_decoder.h"
#include "runtime/quic/crypto_messages.h"
#include "runtime/quic/initial_protection.h"
#include "runtime/quic/quic_decryption.h"
#include "runtime/tls/tls_facts.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Opens Initial packets and reads the hellos in their CRYPTO frames, which may
// be out of order and spread over datagrams; the others where secrets may be
// known.
//
//   Cost     at most kMaxQuicInitials packets of a flow are opened without
//            secrets, and none after all that is needed is known.
//   Source   RFC 9000, RFC 9001, RFC 9369.
class QuicFlow final : public DatagramDecoder {
 public:
  QuicFlow(const TlsNeeds& needs, DecodeCounters& counters)
      : counters_(counters), facts_(needs, counters, TlsCarrier::Quic) {
    is_done_[IndexOf(Sender::Server)] = !needs.cipher;
  }

  // Reads what the connection carries, where `secrets` are its own.
  //   Requires  `secrets` outlive this object.
  void Decrypt(const TlsSecrets& secrets) {
    decryption_ = std::make_unique<QuicDecryption>(secrets, counters_, facts_);
  }

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override {}
  void OnEnd(bool complete) override;
  std::vector<HttpExchange> TakeExchanges() override;
  void WriteCarrier(Session& session) const override { facts_.Write(session); }
  bool is_carrier_settled() const override;
  bool is_settled() const override {
    return decryption_ == nullptr && IsDone();
  }
  void Write(Session& session) const override;

 private:
  struct Direction {
    std::optional<InitialProtection> keys;
    uint64_t next_number = 0;
    CryptoMessages handshake;
  };
  // What Initial packets are read with. Flows are many, and last longer.
  struct Opening {
    std::array<Direction, 2> directions;  // by Sender
    // What the keys come of: the id that the client chose, and the one by which
    // a Retry replaces it.
    std::string original_id;
    std::string retry_id;
    size_t opened = 0;  // packets that were tried
  };
  // A datagram that came before the client hello was complete.
  struct Waiting {
    Sender sender;
    std::string bytes;
    ByteOrigin origin;
  };

  bool IsDone() const { return is_done_[0] && is_done_[1]; }
  Direction& At(Sender sender) { return opening_->directions[IndexOf(sender)]; }
  void ReadInitials(Sender sender, std::string_view datagram);
  void OnInitial(Sender sender, const QuicPacket& packet);
  std::optional<std::string_view> Open(Sender sender, const QuicPacket& packet,
                                       std::string& buffer);
  std::optional<std::string_view> OpenByOwnId(const QuicPacket& packet,
                                              std::string& buffer);
  void OnFrames(Sender sender, std::string_view frames);
  bool OnMessage(Sender sender, const HandshakeMessage& message);
  void Decrypt(Sender sender, std::string_view bytes, const ByteOrigin& origin);
  void DecryptWaiting();

  DecodeCounters& counters_;
  TlsFacts facts_;
  std::array<bool, 2> is_done_{};  // by Sender: its hello is read, or none is
  std::unique_ptr<Opening> opening_;  // null: before, and once both are done
  std::unique_ptr<QuicDecryption> decryption_;  // null: no secrets at all
  std::vector<Waiting> waiting_;
  size_t waiting_bytes_ = 0;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_FLOW_H_
