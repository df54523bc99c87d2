// Datagrams come in any order, so nothing is followed step by step: messages
// are noted as they become whole, and keys are made when a protected record
// comes. Each record says its own number, so one that is lost harms no other.
//
// A secret that is made of the messages hashes them as if none had been cut;
// the first client hello, which the server answers with a cookie, is left out.
#include "runtime/tls/dtls_decryption.h"

#include "runtime/limits.h"
#include "runtime/tls/client_hello.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {
namespace {

// OpenSSL's number of DTLS 1.0 before the specification was done.
constexpr uint16_t kBeforeDtls10 = 0x0100;
constexpr uint16_t kDtls10 = 0xfeff;
constexpr uint16_t kTls10 = 0x0301;

void AppendNumber(uint64_t value, int bytes, std::string& text) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    text += static_cast<char>(value >> shift & 0xff);
  }
}

}  // namespace

// ---- messages

void DtlsDecryption::OnMessage(Sender sender, uint16_t number,
                               HandshakeType type, std::string_view body) {
  Keep(sender, number, type, body);
  if (sender == Sender::Client && type == HandshakeType::ClientHello) {
    OnClientHello(number, body);
  } else if (sender == Sender::Server && type == HandshakeType::ServerHello) {
    OnServerHello(number, body);
  } else if (sender == Sender::Server &&
             type == HandshakeType::NewSessionTicket) {
    NoteTicket(body, handshake_);
    LearnSession();
  } else if (sender == Sender::Client &&
             type == HandshakeType::ClientKeyExchange) {
    handshake_.is_client_key_settled = true;
    ByteCursor cursor(body);
    // It had no length then, as in SSL 3.0.
    const bool is_bare = handshake_.client_version == kBeforeDtls10;
    const std::string_view encrypted =
        is_bare ? cursor.rest() : cursor.TakeBehindU16();
    if (cursor.ok()) handshake_.encrypted_premaster = encrypted;
  }
}

// The second one, with the cookie, counts where there are two.
void DtlsDecryption::OnClientHello(uint16_t number, std::string_view body) {
  const auto hello = SplitClientHello(body, TlsCarrier::Datagrams);
  if (!hello || (handshake_.has_client_hello && number < client_hello_)) return;
  handshake_.has_client_hello = true;
  handshake_.client_version = hello->legacy_version;
  handshake_.client_random = hello->random;
  NoteResumption(*hello, handshake_);
  client_hello_ = number;
}

void DtlsDecryption::OnServerHello(uint16_t number, std::string_view body) {
  auto hello = ParseServerHello(body);
  if (!hello || hello->is_retry || handshake_.server) return;
  if (hello->version == kBeforeDtls10) hello->version = kDtls10;
  handshake_.server = std::move(*hello);
  server_hello_ = number;
}

// As it is hashed: in one piece. Source: RFC 6347, 4.2.6.
void DtlsDecryption::Keep(Sender sender, uint16_t number, HandshakeType type,
                          std::string_view body) {
  if (!context_.secrets->needs_transcript()) return;
  kept_bytes_ += body.size();
  if (kept_bytes_ > kMaxTlsHandshakeBytes) return;
  std::string& message = messages_[IndexOf(sender)][number];
  message.clear();
  AppendNumber(static_cast<uint64_t>(type), 1, message);
  AppendNumber(body.size(), 3, message);
  AppendNumber(number, 2, message);
  AppendNumber(0, 3, message);
  AppendNumber(body.size(), 3, message);
  message += body;
}

void DtlsDecryption::GatherTranscript() {
  constexpr char kFinished = static_cast<char>(HandshakeType::Finished);
  constexpr char kTicket = static_cast<char>(HandshakeType::NewSessionTicket);
  constexpr char kClientKey =
      static_cast<char>(HandshakeType::ClientKeyExchange);
  handshake_.client_hello_message.clear();
  handshake_.client_messages.clear();
  handshake_.server_messages.clear();
  bool is_open = true;
  for (const auto& [number, message] : messages_[IndexOf(Sender::Client)]) {
    if (number < client_hello_ || !is_open) continue;
    if (number == client_hello_) {
      handshake_.client_hello_message = message;
    } else {
      handshake_.client_messages += message;
      is_open = message[0] != kClientKey;
    }
  }
  for (const auto& [number, message] : messages_[IndexOf(Sender::Server)]) {
    const bool is_late = message[0] == kFinished || message[0] == kTicket;
    if (number < server_hello_ || is_late) continue;
    handshake_.server_messages += message;
  }
}

// ---- records

void DtlsDecryption::OnRecord(Sender sender, uint64_t sequence,
                              const TlsRecord& record,
                              const ByteOrigin& origin) {
  if (!HasKeys()) return plain_.OnLost();
  RecordProtection& protection = *protection_[IndexOf(sender)];
  auto plain = protection.Open(sequence, record);
  if (!plain && record.version == kBeforeDtls10) {
    // The MAC of TLS 1.0, whose numbers know no epoch.
    constexpr uint64_t kWithoutEpoch = (uint64_t{1} << 48) - 1;
    TlsRecord as_tls = record;
    as_tls.version = kTls10;
    plain = protection.Open(sequence & kWithoutEpoch, as_tls);
  }
  if (!plain) {
    ++counters_.tls_undecryptable_records;
    return plain_.OnLost();
  }
  bool& is_opened = is_opened_[IndexOf(sender)];
  if (!is_opened) ++counters_.tls_decrypted_directions;
  is_opened = true;
  if (plain->type != RecordType::ApplicationData || plain->content.empty()) {
    return;
  }
  plain_.OnDatagram(sender, plain->content, false, origin);
}

bool DtlsDecryption::HasKeys() {
  if (protection_[0]) return true;
  if (is_hopeless_ || !handshake_.has_client_hello || !handshake_.server) {
    return false;
  }
  const auto suite = FindCipherSuite(handshake_.server->cipher);
  if (!suite || !IsClassicTls(handshake_.server->version) ||
      handshake_.server->compression != 0) {
    CountUndecrypted();
    is_hopeless_ = true;
    return false;
  }
  GatherTranscript();
  const std::string master = FindMaster(handshake_, *suite, context_);
  if (master.empty()) {
    // What is missing may only be late.
    is_hopeless_ = !NeedsClientKey(handshake_, *context_.secrets) ||
                   handshake_.is_client_key_settled;
    if (is_hopeless_) CountUndecrypted();
    return false;
  }
  const auto keys = ClassicKeys(handshake_, *suite, master);
  for (size_t i = 0; i < keys.size(); ++i) protection_[i].emplace(keys[i]);
  handshake_.master = master;
  LearnSession();
  return true;
}

// Its ticket may come behind the first protected record.
void DtlsDecryption::LearnSession() {
  if (!handshake_.master || !context_.secrets->needs_transcript()) return;
  counters_.tls_forgotten_sessions += context_.sessions.Learn(handshake_);
}

void DtlsDecryption::CountUndecrypted() {
  if (is_counted_ || !HasSecret(handshake_, *context_.secrets)) return;
  is_counted_ = true;
  ++context_
        .undecrypted[{handshake_.server->version, handshake_.server->cipher}];
}

}  // namespace iotpf::runtime
