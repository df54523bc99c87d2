// Each fragment of a message says which message it is of and where it belongs,
// so messages are put together on their own, in whatever order they come. Only
// what is not there needs their order: a certificate is missing when all the
// messages between the server's hello and the end of its part were seen.
#include "runtime/tls/dtls_flow.h"

#include "runtime/limits.h"
#include "runtime/tls/record_reader.h"

#include <iotpf/byte_cursor.h>

namespace iotpf::runtime {

void DtlsFlow::OnDatagram(Sender sender, std::string_view bytes, bool,
                          const ByteOrigin& origin) {
  // Others share the ports: RFC 7983, 7.
  constexpr char kFirstByte = 20;
  constexpr char kLastByte = 63;
  if (bytes.empty() || bytes[0] < kFirstByte || bytes[0] > kLastByte) return;
  ByteCursor cursor(bytes);
  while (!cursor.empty()) {
    const auto type = static_cast<RecordType>(cursor.U8());
    const uint16_t version = cursor.U16();
    const int major = version >> 8;
    const uint64_t sequence = cursor.U64();  // the epoch in its first 16 bits
    const std::string_view content = cursor.TakeBehindU16();
    if (!cursor.ok() || (major != 0xfe && major != 0x01)) return;
    if (sequence >> 48 != 0) {  // protected
      if (decryption_ == nullptr) return;
      decryption_->OnRecord(sender, sequence, {type, version, content, true},
                            origin);
      continue;
    }
    if (type == RecordType::Handshake) OnHandshake(sender, content);
    if (type == RecordType::ChangeCipherSpec) {
      directions_[IndexOf(sender)].has_changed_cipher = true;
    }
  }
}

void DtlsFlow::OnHandshake(Sender sender, std::string_view content) {
  const bool is_needed = sender == Sender::Client || facts_.needs().server();
  if (!is_needed && decryption_ == nullptr) return;
  auto& messages = directions_[IndexOf(sender)].messages;
  ByteCursor cursor(content);
  while (!cursor.empty()) {
    const auto type = static_cast<HandshakeType>(cursor.U8());
    const uint32_t size = cursor.U24();
    const uint16_t number = cursor.U16();
    const uint32_t offset = cursor.U24();
    const std::string_view fragment = cursor.TakeBehindU24();
    if (!cursor.ok() || offset + fragment.size() > size) return;
    const bool is_known = messages.contains(number);
    if (size > kMaxTlsHandshakeBytes ||
        (!is_known && messages.size() >= kMaxDtlsMessages)) {
      ++counters_.tls_oversized_messages;
      continue;
    }
    Message& message = messages[number];
    if (!is_known) {
      message.type = type;
      message.size = size;
    }
    if (message.is_whole || message.size != size || message.type != type) {
      continue;
    }
    if (!message.body.Add(offset, fragment)) ++counters_.tls_oversized_messages;
    if (message.body.prefix().size() < size) continue;
    message.is_whole = true;
    OnMessage(sender, number, message);
  }
}

void DtlsFlow::OnMessage(Sender sender, uint16_t number,
                         const Message& message) {
  const std::string_view body = message.body.prefix();
  if (decryption_) decryption_->OnMessage(sender, number, message.type, body);
  if (sender == Sender::Client) {
    if (message.type == HandshakeType::ClientHello) facts_.OnClientHello(body);
    return;
  }
  if (message.type == HandshakeType::ServerHello) {
    const auto hello = ParseServerHello(body);
    if (!hello) ++counters_.tls_malformed_server_hellos;
    if (!hello || hello->is_retry) return;
    facts_.OnServerHello(*hello);
    server_hello_ = number;
  } else if (message.type == HandshakeType::Certificate) {
    facts_.OnCertificate(body, false);
  } else if (message.type == HandshakeType::ServerHelloDone) {
    hello_done_ = number;
  }
  SettleCertificate();
}

// Nothing between the server's hello and the end of its part is a certificate.
void DtlsFlow::SettleCertificate() {
  if (!server_hello_ || !hello_done_ || facts_.is_certificate_settled()) return;
  const auto& messages = directions_[IndexOf(Sender::Server)].messages;
  for (uint16_t i = *server_hello_; i < *hello_done_; ++i) {
    const auto found = messages.find(i);
    if (found == messages.end() || !found->second.is_whole ||
        found->second.type == HandshakeType::Certificate) {
      return;
    }
  }
  facts_.OnNoCertificate();
}

// A session is resumed where the server's hello is the last of its messages.
void DtlsFlow::OnEnd(bool) {
  const Direction& server = directions_[IndexOf(Sender::Server)];
  if (!server_hello_ || !server.has_changed_cipher) return;
  if (server.messages.rbegin()->first == *server_hello_) {
    facts_.OnNoCertificate();
  }
}

}  // namespace iotpf::runtime
