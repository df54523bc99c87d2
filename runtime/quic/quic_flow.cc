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

bool QuicFlow::IsDone() const {
  return directions_[IndexOf(Sender::Client)].is_done &&
         directions_[IndexOf(Sender::Server)].is_done;
}

bool QuicFlow::is_carrier_settled() const {
  const bool has_certificate =
      !facts_.needs().certificate || facts_.is_certificate_settled();
  return IsDone() && has_certificate;
}

void QuicFlow::OnDatagram(Sender sender, std::string_view bytes, bool,
                          const ByteOrigin& origin) {
  if (decryption_ == nullptr && IsDone()) return;
  std::string_view rest = bytes;
  while (!directions_[IndexOf(sender)].is_done) {
    const auto packet = TakeQuicPacket(rest);
    if (!packet) break;
    if (packet->type == QuicPacketType::Initial) OnInitial(sender, *packet);
    // A client takes the first one alone: RFC 9000, 17.2.5.2.
    if (packet->type == QuicPacketType::Retry && sender == Sender::Server &&
        retry_id_.empty()) {
      retry_id_ = packet->source_id;
    }
  }
  if (decryption_ == nullptr) {
    if (IsDone()) FreeHandshake();
    return;
  }
  if (decryption_->has_client_hello()) {
    DecryptWaiting();
    return Decrypt(sender, bytes, origin);
  }
  waiting_bytes_ += bytes.size();
  if (waiting_bytes_ > kMaxQuicWaitingBytes) return;
  waiting_.push_back({sender, std::string(bytes), origin});
}

// Flows are many, and last longer than their first packets.
void QuicFlow::FreeHandshake() {
  for (Direction& direction : directions_) {
    direction.keys.reset();
    direction.handshake = CryptoMessages();
  }
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

void QuicFlow::OnInitial(Sender sender, const QuicPacket& packet) {
  if (opened_ >= kMaxQuicInitials) return;
  ++opened_;
  const auto frames = Open(sender, packet);
  if (frames) {
    OnFrames(sender, *frames);
  } else {
    ++counters_.quic_unopened_packets;
  }
}

std::optional<std::string> QuicFlow::Open(Sender sender,
                                          const QuicPacket& packet) {
  Direction& direction = directions_[IndexOf(sender)];
  if (direction.keys) {
    auto frames = direction.keys->Open(packet, direction.next_number);
    if (frames) return frames;
  }
  for (const std::string* id : {&original_id_, &retry_id_}) {
    if (id->empty()) continue;
    auto keys =
        QuicProtection::Initial(packet.version, *id, sender == Sender::Client);
    auto frames = keys ? keys->Open(packet, direction.next_number)
                       : std::optional<std::string>();
    if (frames) {
      direction.keys = std::move(keys);
      return frames;
    }
  }
  return sender == Sender::Client ? OpenByOwnId(packet) : std::nullopt;
}

std::optional<std::string> QuicFlow::OpenByOwnId(const QuicPacket& packet) {
  auto keys =
      QuicProtection::Initial(packet.version, packet.destination_id, true);
  uint64_t next_number = 0;
  if (!keys) return std::nullopt;
  auto frames = keys->Open(packet, next_number);
  // What was cut does not open, yet the server's answer may.
  if (frames || original_id_.empty()) original_id_ = packet.destination_id;
  if (!frames) return std::nullopt;
  Direction& client = directions_[IndexOf(Sender::Client)];
  client.keys = std::move(keys);
  client.next_number = next_number;
  if (facts_.needs().cipher) {
    directions_[IndexOf(Sender::Server)].keys =
        QuicProtection::Initial(packet.version, packet.destination_id, false);
  }
  return frames;
}

void QuicFlow::OnFrames(Sender sender, std::string_view frames) {
  bool is_malformed = false;
  while (const auto frame = TakeQuicFrame(frames, is_malformed)) {
    if (frame->kind != QuicFrame::Kind::Crypto) continue;
    CryptoMessages& handshake = directions_[IndexOf(sender)].handshake;
    if (!handshake.Add(frame->offset, frame->bytes)) {
      ++counters_.tls_oversized_messages;
    }
  }
  ReadMessages(sender);
}

void QuicFlow::ReadMessages(Sender sender) {
  Direction& direction = directions_[IndexOf(sender)];
  if (direction.is_done) return;
  const auto on_message = [&](const HandshakeMessage& message) {
    return OnMessage(sender, message);
  };
  if (!direction.handshake.Read(on_message)) {
    ++counters_.tls_oversized_hellos;
    direction.is_done = true;
  }
}

bool QuicFlow::OnMessage(Sender sender, const HandshakeMessage& message) {
  Direction& direction = directions_[IndexOf(sender)];
  if (sender == Sender::Client) {
    if (message.type == HandshakeType::ClientHello) {
      facts_.OnClientHello(message.body);
      if (decryption_) decryption_->OnClientHello(message.body);
    }
    direction.is_done = true;
  } else if (message.type == HandshakeType::ServerHello) {
    const auto hello = ParseServerHello(message.body);
    if (!hello) ++counters_.tls_malformed_server_hellos;
    if (hello && hello->is_retry) return true;
    if (hello) facts_.OnServerHello(*hello);
    direction.is_done = true;
  }
  return !direction.is_done;
}

}  // namespace iotpf::runtime
