// Keys of Initial packets come of the connection id that the client chose for
// its server. It changes that id when the server has chosen its own, without a
// change of keys, and when the server sends a Retry, with one. So a packet of
// the client is tried with the keys that there are, then with keys of its own
// id, which are kept where they open it.
#include "runtime/quic/quic_flow.h"

#include "runtime/limits.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

// Frames of Initial packets. Source: RFC 9000, 12.4 and 19.
constexpr uint64_t kPadding = 0;
constexpr uint64_t kPing = 1;
constexpr uint64_t kAck = 2;
constexpr uint64_t kAckWithCounts = 3;
constexpr uint64_t kCrypto = 6;

void SkipAck(ByteCursor& cursor, bool has_counts) {
  QuicNumber(cursor);  // largest
  QuicNumber(cursor);  // delay
  uint64_t ranges = QuicNumber(cursor);
  QuicNumber(cursor);  // first range
  for (; ranges > 0 && cursor.ok(); --ranges) {
    QuicNumber(cursor);
    QuicNumber(cursor);
  }
  for (int i = 0; has_counts && i < 3; ++i) QuicNumber(cursor);
}

}  // namespace

bool QuicFlow::IsDone() const {
  return directions_[IndexOf(Sender::Client)].is_done &&
         (directions_[IndexOf(Sender::Server)].is_done ||
          !facts_.needs().cipher);
}

void QuicFlow::OnDatagram(Sender sender, std::string_view bytes, bool,
                          const ByteOrigin&) {
  if (IsDone() || directions_[IndexOf(sender)].is_done) return;
  while (const auto packet = TakeQuicPacket(bytes)) {
    if (packet->type != QuicPacketType::Initial) continue;
    if (opened_ >= kMaxQuicInitials) return;
    ++opened_;
    const auto frames = Open(sender, *packet);
    if (frames) {
      OnFrames(sender, *frames);
    } else {
      ++counters_.quic_unopened_packets;
    }
  }
}

std::optional<std::string> QuicFlow::Open(Sender sender,
                                          const QuicPacket& packet) {
  std::optional<QuicInitialKeys>& keys = directions_[IndexOf(sender)].keys;
  if (keys) {
    auto frames = keys->Open(packet);
    if (frames) return frames;
  }
  if (sender == Sender::Server) return std::nullopt;
  auto own = QuicInitialKeys::Make(packet.version, packet.destination_id, true);
  if (!own) return std::nullopt;
  auto frames = own->Open(packet);
  if (!frames) return std::nullopt;
  keys = std::move(own);
  if (facts_.needs().cipher) {
    directions_[IndexOf(Sender::Server)].keys =
        QuicInitialKeys::Make(packet.version, packet.destination_id, false);
  }
  return frames;
}

void QuicFlow::OnFrames(Sender sender, std::string_view frames) {
  ByteCursor cursor(frames);
  while (cursor.ok() && !cursor.empty()) {
    // Padding fills most of a packet.
    cursor.Skip(
        std::min(cursor.rest().find_first_not_of('\0'), cursor.remaining()));
    if (cursor.empty()) break;
    const uint64_t type = QuicNumber(cursor);
    if (type == kPadding || type == kPing) continue;
    if (type == kAck || type == kAckWithCounts) {
      SkipAck(cursor, type == kAckWithCounts);
    } else if (type != kCrypto || !OnCrypto(sender, cursor)) {
      break;  // the connection is closed, or the frame is none
    }
  }
  ReadMessages(sender);
}

bool QuicFlow::OnCrypto(Sender sender, ByteCursor& cursor) {
  const uint64_t offset = QuicNumber(cursor);
  const std::string_view bytes = cursor.Take(QuicNumber(cursor));
  if (!cursor.ok()) return false;
  if (!directions_[IndexOf(sender)].crypto.Add(offset, bytes)) {
    ++counters_.tls_oversized_messages;
  }
  return true;
}

void QuicFlow::ReadMessages(Sender sender) {
  Direction& direction = directions_[IndexOf(sender)];
  const std::string_view content =
      direction.crypto.prefix().substr(direction.read);
  direction.read += content.size();
  const auto on_message = [&](const HandshakeMessage& message) {
    if (sender == Sender::Client) {
      if (message.type == HandshakeType::ClientHello) {
        facts_.OnClientHello(message.body);
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
  };
  if (direction.is_done || content.empty()) return;
  if (!direction.handshake.Add(content, on_message)) {
    ++counters_.tls_oversized_hellos;
    direction.is_done = true;
  }
}

}  // namespace iotpf::runtime
