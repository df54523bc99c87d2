// The handshake messages that decryption follows: both hellos, the client's
// key, and what changes keys. A handshake inside a protected connection is one
// more of the same kind, numbered on.
#include "runtime/limits.h"
#include "runtime/tls/client_hello.h"
#include "runtime/tls/key_schedule.h"
#include "runtime/tls/tls_decryption.h"

#include <iotpf/byte_cursor.h>

#include <fmt/format.h>

namespace iotpf::runtime {
namespace {

// What of a handshake is kept to make a master secret of.
constexpr size_t kMaxTranscriptBytes = kMaxTlsHandshakeBytes;

void Append(std::string_view message, std::string& messages) {
  if (messages.size() + message.size() > kMaxTranscriptBytes) return;
  messages += message;
}

}  // namespace

std::string UndecryptedName(uint16_t version, uint16_t cipher) {
  std::string_view name = CipherSuiteName(cipher);
  std::string text;
  switch (version) {
    case 0x0300:
      text = "SSL 3.0";
      break;
    case 0x0301:
      text = "TLS 1.0";
      break;
    case 0x0302:
      text = "TLS 1.1";
      break;
    case 0x0303:
      text = "TLS 1.2";
      break;
    case 0x0304:
      text = "TLS 1.3";
      break;
    case 0xfeff:
      text = "DTLS 1.0";
      break;
    case 0xfefd:
      text = "DTLS 1.2";
      break;
    case 0xfefc:
      text = "DTLS 1.3";
      break;
    default:
      text = fmt::format("TLS version {:#06x}", version);
      break;
  }
  return name.empty() ? fmt::format("{} cipher {:#06x}", text, cipher)
                      : fmt::format("{} {}", text, name);
}

std::string FindMaster(const TlsHandshake& handshake, const CipherSuite& suite,
                       const TlsDecryptionContext& context) {
  const std::string* const resumed = context.sessions.Resumed(handshake);
  return resumed != nullptr ? *resumed
                            : MasterSecret(handshake, suite, *context.secrets);
}

TlsHandshake* TlsDecryption::Current(Sender sender) {
  const size_t index = At(sender).handshakes;
  if (index >= kMaxTlsHandshakes) return nullptr;
  while (handshakes_.size() <= index) handshakes_.emplace_back();
  return &handshakes_[index];
}

void TlsDecryption::OnHandshake(Sender sender, std::string_view content) {
  const auto on_message = [&](const HandshakeMessage& message) {
    if (At(sender).epoch > Epoch::Clear &&
        message.type != HandshakeType::ClientHello) {
      return OnTls13Message(sender, message);
    }
    return sender == Sender::Client ? OnClientMessage(message)
                                    : OnServerMessage(message);
  };
  if (!At(sender).handshake.Add(content, on_message)) Stop(sender);
}

// What ends one handshake, when its keys are in use already, is no message of
// the next one.
bool TlsDecryption::OnClientMessage(const HandshakeMessage& message) {
  if (message.type == HandshakeType::Finished) return true;
  if (message.type == HandshakeType::ClientHello) {
    OnClientHello(message);
    return true;
  }
  TlsHandshake* const handshake = Current(Sender::Client);
  if (handshake == nullptr || handshake->is_client_key_settled) return true;
  if (context_.secrets->needs_transcript()) {
    Append(message.whole, handshake->client_messages);
  }
  if (message.type != HandshakeType::ClientKeyExchange) return true;
  handshake->is_client_key_settled = true;
  // RFC 5246, 7.4.7.1: behind its length.
  ByteCursor cursor(message.body);
  const std::string_view encrypted = cursor.TakeBehindU16();
  if (cursor.ok()) handshake->encrypted_premaster = encrypted;
  return true;
}

void TlsDecryption::OnClientHello(const HandshakeMessage& message) {
  TlsHandshake* const handshake = Current(Sender::Client);
  if (handshake == nullptr) return;
  const auto hello = SplitClientHello(message.body, TlsCarrier::Tcp);
  if (!hello) return;
  // A second hello, which the server asked for, offers none, and repeats all
  // that the server's bytes depend on: RFC 8446, 4.1.2. These may be here
  // before it, so what it says otherwise counts for nothing.
  handshake->offers_early_data = hello->Find(kEarlyDataExtension).has_value();
  if (handshake->has_client_hello) return;
  handshake->has_client_hello = true;
  handshake->client_version = hello->legacy_version;
  handshake->client_random = hello->random;
  if (!context_.secrets->needs_transcript()) return;
  handshake->client_hello_message = message.whole;
  NoteResumption(*hello, *handshake);
}

bool TlsDecryption::OnServerMessage(const HandshakeMessage& message) {
  if (message.type == HandshakeType::HelloRequest ||
      message.type == HandshakeType::Finished) {
    return true;
  }
  TlsHandshake* const handshake = Current(Sender::Server);
  if (handshake == nullptr) return true;
  if (context_.secrets->needs_transcript() && !handshake->is_server_done) {
    Append(message.whole, handshake->server_messages);
  }
  if (message.type == HandshakeType::ServerHelloDone) {
    handshake->is_server_done = true;
  }
  if (message.type == HandshakeType::NewSessionTicket) {
    NoteTicket(message.body, *handshake);
  }
  // The first one counts: the client's bytes may be read by it already.
  if (message.type != HandshakeType::ServerHello || handshake->server) {
    return true;
  }
  auto hello = ParseServerHello(message.body);
  if (!hello) return true;
  handshake->is_retried = hello->is_retry;
  if (!hello->is_retry) handshake->server = std::move(*hello);
  return true;
}

// Messages change keys for the records behind theirs, so what else is in their
// record is none: RFC 8446, 5.1.
bool TlsDecryption::OnTls13Message(Sender sender,
                                   const HandshakeMessage& message) {
  const bool is_server = sender == Sender::Server;
  switch (message.type) {
    case HandshakeType::EncryptedExtensions:
      if (is_server) OnEncryptedExtensions(message.body);
      return true;
    case HandshakeType::Certificate:
      if (is_server) facts_.OnCertificate(message.body, true);
      return true;
    case HandshakeType::CompressedCertificate:
      if (is_server) facts_.OnCompressedCertificate(message.body);
      return true;
    case HandshakeType::EndOfEarlyData:
      SetEpoch(sender, Epoch::Handshake);
      return false;
    case HandshakeType::Finished:
      // Later ones answer requests for the client's certificate.
      if (At(sender).epoch != Epoch::Handshake) return true;
      if (is_server) facts_.OnNoCertificate();
      SetEpoch(sender, Epoch::Application);
      return false;
    case HandshakeType::KeyUpdate: {
      Direction& direction = At(sender);
      if (direction.epoch != Epoch::Application) return true;
      direction.secret =
          HkdfExpandLabel(tls13_suite_.prf, direction.secret, "traffic upd",
                          DigestBytes(tls13_suite_.prf));
      direction.protection.emplace(TrafficKeys(tls13_suite_, direction.secret));
      direction.sequence = 0;
      return false;
    }
    default:
      return true;
  }
}

void TlsDecryption::OnEncryptedExtensions(std::string_view body) {
  if (early_data_accepted_) return;
  bool is_accepted = false;
  ByteCursor cursor(body);
  ByteCursor extensions(cursor.TakeBehindU16());
  while (extensions.ok() && !extensions.empty()) {
    is_accepted = extensions.U16() == kEarlyDataExtension || is_accepted;
    extensions.TakeBehindU16();
  }
  early_data_accepted_ = is_accepted;
}

}  // namespace iotpf::runtime
