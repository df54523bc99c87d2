// What a QUIC connection carries, where its secrets are known.
#ifndef IOTPF_RUNTIME_QUIC_QUIC_DECRYPTION_H_
#define IOTPF_RUNTIME_QUIC_QUIC_DECRYPTION_H_

#include "runtime/protocols/decode_counters.h"
#include "runtime/protocols/streams_decoder.h"
#include "runtime/quic/crypto_messages.h"
#include "runtime/quic/quic_packet.h"
#include "runtime/quic/quic_protection.h"
#include "runtime/quic/quic_streams.h"
#include "runtime/tls/tls_facts.h"
#include "runtime/tls/tls_secrets.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {

// Opens packets of the handshake, early data and application data, and hands
// the streams in them to the decoder of the protocol that both sides agreed on.
// Updates of keys are followed.
//
//   Errors   a packet that does not open is passed over; behind
//            kMaxQuicUnopened of them in a row the direction is given up.
//   Source   RFC 9000, RFC 9001, RFC 9369.
class QuicDecryption {
 public:
  //   Requires  all of these outlive it.
  QuicDecryption(const TlsSecrets& secrets, DecodeCounters& counters,
                 TlsFacts& facts)
      : secrets_(secrets), counters_(counters), facts_(facts) {}

  // The body of the client hello, which names the secrets.
  void OnClientHello(std::string_view body);
  bool has_client_hello() const { return !client_random_.empty(); }
  // A packet with a long header: its ids are noted, and it is opened unless it
  // is an Initial one.
  void OnPacket(Sender sender, const QuicPacket& packet,
                const ByteOrigin& origin);
  // A packet with a short header.
  void OnShortPacket(Sender sender, std::string_view bytes,
                     const ByteOrigin& origin);
  void OnEnd(bool complete);

  std::vector<HttpExchange> TakeExchanges();
  void Write(Session& session) const;

 private:
  // Phases that have secrets of their own. 0-RTT and 1-RTT packets share their
  // numbers.
  enum class Phase : uint8_t { Early, Handshake, Application };
  struct Direction {
    std::array<std::optional<QuicProtection>, 3> keys;  // by Phase
    std::array<uint64_t, 3> next_numbers{};             // by Phase
    // Sizes of ids that packets of the direction may name.
    std::bitset<kMaxQuicIdBytes + 1> id_sizes;
    CryptoMessages handshake;
    size_t unopened = 0;  // packets in a row
    bool is_counted = false;
  };

  Direction& At(Sender sender) { return directions_[IndexOf(sender)]; }
  void NoteIds(Sender sender, const QuicPacket& packet);
  std::optional<std::string> Open(Sender sender, Phase phase,
                                  const QuicPacket& packet);
  std::optional<std::string> OpenFirst(Sender sender, Phase phase,
                                       const QuicPacket& packet);
  const std::string* SecretOf(Sender sender, Phase phase) const;
  void NoteUnopened(Sender sender, Phase phase);
  void OnFrames(Sender sender, Phase phase, std::string_view frames,
                const ByteOrigin& origin);
  void ReadHandshake(Sender sender);
  QuicStreams* Streams();

  const TlsSecrets& secrets_;
  DecodeCounters& counters_;
  TlsFacts& facts_;
  std::string client_random_;
  std::string offered_;                  // the first protocol of the client
  std::string chosen_;                   // by the server; empty: not known
  uint32_t version_ = 0;                 // of the packets behind the first ones
  std::array<Direction, 2> directions_;  // by Sender
  bool is_unread_ = false;               // the protocol is none that is read
  std::unique_ptr<StreamsDecoder> decoder_;  // null: nothing was carried so far
  std::unique_ptr<QuicStreams> streams_;     // feeds `decoder_`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_QUIC_QUIC_DECRYPTION_H_
