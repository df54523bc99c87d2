// What a TLS connection carries, where its secrets are known.
#ifndef IOTPF_RUNTIME_TLS_TLS_DECRYPTION_H_
#define IOTPF_RUNTIME_TLS_TLS_DECRYPTION_H_

#include "runtime/protocols/stream_decoder.h"
#include "runtime/tls/handshake_reader.h"
#include "runtime/tls/record_protection.h"
#include "runtime/tls/record_reader.h"
#include "runtime/tls/tls_facts.h"
#include "runtime/tls/tls_handshake.h"
#include "runtime/tls/tls_secrets.h"
#include "runtime/tls/tls_sessions.h"

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::runtime {

// Connections whose secrets are known but whose cipher is not undone here: how
// many, by version and cipher suite.
using UndecryptedCiphers = std::map<std::pair<uint16_t, uint16_t>, uint64_t>;

// How people call such a cipher: `TLS 1.2 TLS_RSA_WITH_RC4_128_SHA`.
std::string UndecryptedName(uint16_t version, uint16_t cipher);

// What decryption shares with others.
struct TlsDecryptionContext {
  const TlsSecrets* secrets = nullptr;  // null: nothing is decrypted
  UndecryptedCiphers undecrypted;
  TlsSessions sessions;  // where master secrets are made of handshakes
};

// The master secret of a handshake, as MasterSecret(), or that of the session
// which it resumes.
std::string FindMaster(const TlsHandshake& handshake, const CipherSuite& suite,
                       const TlsDecryptionContext& context);

// Opens the records of both directions and hands what they carry to another
// decoder: TLS 1.0 to 1.3, resumed or not, with renegotiation, early data and
// updates of keys.
//
//   Units    of a direction that waits for the other to say what its bytes
//            are, kMaxTlsHeldBytes; kMaxTlsHandshakes handshakes.
//   Errors   a record that does not open, or a gap, ends its direction.
class TlsDecryption final : public StreamDecoder {
 public:
  //   Requires  all of these outlive it; `context` has secrets.
  TlsDecryption(TlsDecryptionContext& context, DecodeCounters& counters,
                TlsFacts& facts, StreamDecoder& plain)
      : context_(context), counters_(counters), facts_(facts), plain_(plain) {}

  void OnBytes(Sender sender, std::string_view bytes,
               const ByteOrigin& origin) override;
  void OnGap(Sender sender, uint64_t size) override;
  void OnEnd(Sender sender, bool clean) override;

 private:
  // A record, or the end of a direction.
  struct Event {
    bool is_end = false;
    bool is_clean = false;
    RecordType type = RecordType::Handshake;
    uint16_t version = 0;
    std::string_view content;
    ByteOrigin origin;
  };
  struct HeldEvent {
    Event event;  // without its content
    std::string content;
  };
  // Phases of TLS 1.3, each with a secret of its own.
  enum class Epoch : uint8_t { Clear, Early, Handshake, Application };
  struct Direction {
    TlsRecordReader records;
    HandshakeReader handshake;
    std::deque<HeldEvent> held;
    size_t held_bytes = 0;
    bool has_ended = false;   // no byte is read any more
    bool is_stopped = false;  // no record is opened any more
    size_t handshakes = 0;    // complete: whose keys are in use
    std::optional<RecordProtection> protection;
    uint64_t sequence = 0;  // of the next record
    Epoch epoch = Epoch::Clear;
    std::string secret;  // that the keys of TLS 1.3 were made from
  };

  // ---- order: records that wait for the other direction
  void OnEvent(Sender sender, const Event& event);
  void Hold(Sender sender, const Event& event);
  // Whether some of it could go on.
  bool ReleaseHeld(Sender sender);
  void Stop(Sender sender, bool clean = false);
  // False where the other direction must say more before.
  bool IsReady(Sender sender, const Event& event);
  bool IsServerSettled() const;
  bool IsClientSettled() const;
  bool IsEarlyDataSettled() const;

  // ---- records
  void Handle(Sender sender, const Event& event);
  void HandleClassic(Sender sender, const Event& event);
  void HandleTls13(Sender sender, const Event& event);
  std::optional<PlainRecord> OpenTls13(Sender sender, const TlsRecord& record);
  void OnPlain(Sender sender, RecordType type, std::string_view content,
               const ByteOrigin& origin);
  void ChangeKeys(Sender sender);
  void StartTls13(Sender sender);
  void SetEpoch(Sender sender, Epoch epoch);

  // ---- messages
  void OnHandshake(Sender sender, std::string_view content);
  bool OnClientMessage(const HandshakeMessage& message);
  void OnClientHello(const HandshakeMessage& message);
  bool OnServerMessage(const HandshakeMessage& message);
  void OnEncryptedExtensions(std::string_view body);
  bool OnTls13Message(Sender sender, const HandshakeMessage& message);

  Direction& At(Sender sender) { return directions_[IndexOf(sender)]; }
  const Direction& At(Sender sender) const {
    return directions_[IndexOf(sender)];
  }
  // The handshake that a direction is in, or null above the cap.
  TlsHandshake* Current(Sender sender);
  bool IsTls13() const {
    return !handshakes_.empty() && handshakes_.front().server &&
           handshakes_.front().server->version == 0x0304;
  }
  void CountUndecrypted(const TlsHandshake& handshake);
  const std::string* SecretOf(Sender sender, Epoch epoch) const;

  TlsDecryptionContext& context_;
  DecodeCounters& counters_;
  TlsFacts& facts_;
  StreamDecoder& plain_;
  std::array<Direction, 2> directions_;  // by Sender
  std::deque<TlsHandshake> handshakes_;
  std::optional<bool> early_data_accepted_;
  CipherSuite tls13_suite_;  // once StartTls13() was called
  bool is_counted_ = false;  // in `undecrypted`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_TLS_DECRYPTION_H_
