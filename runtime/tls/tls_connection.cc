// Each direction is read on its own: the client's up to its hello, the server's
// up to its certificate, or to the point where none can come any more.
//
//   server, up to TLS 1.2    hello, certificate, ..., done
//   the same, resumed        hello, change cipher spec
//   server, TLS 1.3          hello; all else is encrypted
#include "runtime/tls/tls_connection.h"

namespace iotpf::runtime {
namespace {

constexpr uint16_t kTls13 = 0x0304;
constexpr char kWarning = 1;  // the level of an alert: RFC 5246, 7.2

}  // namespace

void TlsConnection::OnBytes(Sender sender, std::string_view bytes,
                            const ByteOrigin& origin) {
  ReadHandshake(sender, bytes);
  if (decryption_) decryption_->OnBytes(sender, bytes, origin);
}

void TlsConnection::ReadHandshake(Sender sender, std::string_view bytes) {
  Direction& direction = directions_[IndexOf(sender)];
  while (!direction.is_done) {
    const auto record = direction.records.Next(bytes, false);
    if (record) {
      OnRecord(sender, *record);
      continue;
    }
    if (!direction.records.is_broken()) return;
    const bool is_hello =
        sender == Sender::Client && !direction.records.is_alien();
    if (is_hello) ++counters_.tls_malformed_hellos;
    Finish(sender);
  }
}

void TlsConnection::OnGap(Sender sender, uint64_t size) {
  if (size > 0) Finish(sender);
  if (decryption_) decryption_->OnGap(sender, size);
}

void TlsConnection::OnEnd(Sender sender, bool clean) {
  Finish(sender);
  if (decryption_) decryption_->OnEnd(sender, clean);
}

void TlsConnection::Finish(Sender sender) {
  Direction& direction = directions_[IndexOf(sender)];
  direction.is_done = true;
  direction.handshake.Clear();
}

void TlsConnection::OnRecord(Sender sender, const TlsRecord& record) {
  if (record.type != RecordType::Handshake) {
    const bool goes_on = sender == Sender::Server && OnServerRecord(record);
    return goes_on ? void() : Finish(sender);
  }
  HandshakeReader& handshake = directions_[IndexOf(sender)].handshake;
  const auto on_message = [&](const HandshakeMessage& message) {
    return sender == Sender::Client ? OnClientMessage(message)
                                    : OnServerMessage(message);
  };
  if (!handshake.Add(record.content, on_message)) return OnOversized(sender);
  const bool is_alien = sender == Sender::Client && handshake.has_begun() &&
                        handshake.begun() != HandshakeType::ClientHello;
  if (is_alien) Finish(sender);
}

void TlsConnection::OnOversized(Sender sender) {
  const HandshakeType type = directions_[IndexOf(sender)].handshake.begun();
  if (type == HandshakeType::ClientHello) {
    ++counters_.tls_oversized_hellos;
  } else if (sender == Sender::Server) {
    ++counters_.tls_oversized_messages;
  }
  Finish(sender);
}

bool TlsConnection::OnClientMessage(const HandshakeMessage& message) {
  if (message.type == HandshakeType::ClientHello) {
    facts_.OnClientHello(message.body);
  }
  directions_[IndexOf(Sender::Client)].is_done = true;
  return false;
}

bool TlsConnection::OnServerMessage(const HandshakeMessage& message) {
  bool is_done = false;
  if (message.type == HandshakeType::ServerHello && version_ == 0) {
    const auto hello = ParseServerHello(message.body);
    if (!hello) ++counters_.tls_malformed_server_hellos;
    if (hello && hello->is_retry) return is_retried_ = true;
    if (hello) {
      version_ = hello->version;
      facts_.OnServerHello(*hello);
    }
    is_done = !hello || version_ >= kTls13 || !facts_.needs().certificate;
  } else if (message.type == HandshakeType::Certificate) {
    facts_.OnCertificate(message.body, false);
    is_done = true;
  } else if (message.type == HandshakeType::ServerHelloDone) {
    if (version_ != 0) facts_.OnNoCertificate();
    is_done = true;
  }
  directions_[IndexOf(Sender::Server)].is_done = is_done;
  return !is_done;
}

bool TlsConnection::OnServerRecord(const TlsRecord& record) {
  if (record.type == RecordType::Alert) {
    if (record.content.starts_with(kWarning)) return true;
    if (version_ == 0 && from_start_) facts_.OnRefused();
    return false;
  }
  if (record.type != RecordType::ChangeCipherSpec) return false;
  if (version_ != 0) facts_.OnNoCertificate();  // the session is resumed
  // Behind a request for another hello it means nothing: RFC 8446, D.4.
  return is_retried_ && version_ == 0;
}

}  // namespace iotpf::runtime
