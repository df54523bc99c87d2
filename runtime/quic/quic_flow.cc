// Keys of Initial packets come of the connection id that the client chose for
// its server. It changes that id when the server has chosen its own, without a
// change of keys, and when the server sends a Retry, with one. So a packet of
// the client is tried with the keys that there are, then with keys of its own
// id, which are kept where they open it; those of a server with keys of either
// id. A server that goes on in another version keeps the id and changes the
// salt.
//
// What the others are sealed with is found by the client hello, so those that
// come before it is complete wait.
#include "runtime/quic/quic_flow.h"

#include "runtime/limits.h"
#include "runtime/quic/quic_frames.h"

#include <utility>

namespace iotpf::runtime {

bool QuicFlow::is_carrier_settled() const {
  const bool has_certificate =
      !facts_.needs().certificate || facts_.is_certificate_settled();
  return IsDone() && has_certificate;
}

void QuicFlow::OnDatagram(Sender sender, std::string_view bytes, bool,
                          const ByteOrigin& origin) {
  if (decryption_ == nullptr && IsDone()) return;
  if (!is_done_[IndexOf(sender)]) ReadInitials(sender, bytes);
  if (decryption_ == nullptr) return;
  if (decryption_->has_client_hello()) {
    DecryptWaiting();
    return Decrypt(sender, bytes, origin);
  }
  waiting_bytes_ += bytes.size();
  if (waiting_bytes_ > kMaxQuicWaitingBytes) return;
  waiting_.push_back({sender, std::string(bytes), origin});
}

void QuicFlow::OnEnd(bool complete) {
  if (decryption_) decryption_->OnEnd(complete);
}

std::vector<HttpExchange> QuicFlow::TakeExchanges() {
  return decryption_ == nullptr ? std::vector<HttpExchange>{}
                                : decryption_->TakeExchanges();
}

void QuicFlow::Write(Session& session) const {
  if (decryption_) decryption_->Write(session);
}

// ---- with secrets

void QuicFlow::DecryptWaiting() {
  for (const Waiting& one : std::exchange(waiting_, {})) {
    Decrypt(one.sender, one.bytes, one.origin);
  }
}

void QuicFlow::Decrypt(Sender sender, std::string_view bytes,
                       const ByteOrigin& origin) {
  while (const auto packet = TakeQuicPacket(bytes)) {
    decryption_->OnPacket(sender, *packet, origin);
  }
  if (IsShortQuicPacket(bytes)) {
    decryption_->OnShortPacket(sender, bytes, origin);
  }
}

// ---- Initial packets

void QuicFlow::ReadInitials(Sender sender, std::string_view datagram) {
  if (opening_ == nullptr) opening_ = std::make_unique<Opening>();
  while (!is_done_[IndexOf(sender)]) {
    const auto packet = TakeQuicPacket(datagram);
    if (!packet) break;
    if (packet->type == QuicPacketType::Initial) OnInitial(sender, *packet);
    // A client takes the first one alone: RFC 9000, 17.2.5.2.
    if (packet->type == QuicPacketType::Retry && sender == Sender::Server &&
        opening_->retry_id.empty()) {
      opening_->retry_id = packet->source_id;
    }
  }
  if (IsDone()) opening_.reset();
}

void QuicFlow::OnInitial(Sender sender, const QuicPacket& packet) {
  if (opening_->opened >= kMaxQuicInitials) return;
  ++opening_->opened;
  thread_local std::string buffer;  // as large as a datagram gets
  const auto frames = Open(sender, packet, buffer);
  if (frames) {
    OnFrames(sender, *frames);
  } else {
    ++counters_.quic_unopened_packets;
  }
}

std::optional<std::string_view> QuicFlow::Open(Sender sender,
                                               const QuicPacket& packet,
                                               std::string& buffer) {
  Direction& direction = At(sender);
  if (direction.keys) {
    const auto frames =
        direction.keys->Open(packet, direction.next_number, buffer);
    if (frames) return frames;
  }
  for (const std::string* id : {&opening_->original_id, &opening_->retry_id}) {
    if (id->empty()) continue;
    const auto keys =
        InitialProtection::Of(packet.version, *id, sender == Sender::Client);
    if (!keys) return std::nullopt;
    const auto frames = keys->Open(packet, direction.next_number, buffer);
    if (!frames) continue;
    direction.keys = keys;
    return frames;
  }
  return sender == Sender::Client ? OpenByOwnId(packet, buffer) : std::nullopt;
}

std::optional<std::string_view> QuicFlow::OpenByOwnId(const QuicPacket& packet,
                                                      std::string& buffer) {
  const auto keys =
      InitialProtection::Of(packet.version, packet.destination_id, true);
  if (!keys) return std::nullopt;
  uint64_t next_number = 0;
  const auto frames = keys->Open(packet, next_number, buffer);
  // What was cut does not open, yet the server's answer may.
  if (frames || opening_->original_id.empty()) {
    opening_->original_id = packet.destination_id;
  }
  if (!frames) return std::nullopt;
  At(Sender::Client).keys = keys;
  At(Sender::Client).next_number = next_number;
  return frames;
}

void QuicFlow::OnFrames(Sender sender, std::string_view frames) {
  CryptoMessages& handshake = At(sender).handshake;
  bool is_malformed = false;
  while (const auto frame = TakeQuicFrame(frames, is_malformed)) {
    if (frame->kind != QuicFrame::Kind::Crypto) continue;
    if (!handshake.Add(frame->offset, frame->bytes)) {
      ++counters_.tls_oversized_messages;
    }
  }
  const auto on_message = [&](const HandshakeMessage& message) {
    return OnMessage(sender, message);
  };
  if (!handshake.Read(on_message)) {
    ++counters_.tls_oversized_hellos;
    is_done_[IndexOf(sender)] = true;
  }
}

bool QuicFlow::OnMessage(Sender sender, const HandshakeMessage& message) {
  bool& is_done = is_done_[IndexOf(sender)];
  if (sender == Sender::Client) {
    if (message.type == HandshakeType::ClientHello) {
      facts_.OnClientHello(message.body);
      if (decryption_) decryption_->OnClientHello(message.body);
    }
    is_done = true;
  } else if (message.type == HandshakeType::ServerHello) {
    const auto hello = ParseServerHello(message.body);
    if (!hello) ++counters_.tls_malformed_server_hellos;
    if (hello && hello->is_retry) return true;
    if (hello) facts_.OnServerHello(*hello);
    is_done = true;
  }
  return !is_done;
}

}  // namespace iotpf::runtime
