// The secrets of a connection are found by the random of its client hello.
// Which cipher they are for is tried: a secret fits the hash of two or three
// suites, and a packet opens with the right one alone. So neither the server's
// hello is needed nor, for early data, the connection before.
//
// A packet with a short header names its connection by an id whose size is not
// in it. The sizes of the ids that the other side gave out are known, so they
// are tried too; nearly always there is one.
#include "runtime/quic/quic_decryption.h"

#include "runtime/limits.h"
#include "runtime/protocols/dns_streams.h"
#include "runtime/protocols/http3_connection.h"
#include "runtime/quic/quic_frames.h"
#include "runtime/tls/client_hello.h"

#include <iotpf/byte_cursor.h>

#include <array>

namespace iotpf::runtime {
namespace {

// Those of QUIC: RFC 9001, 5.3.
constexpr auto kSuites =
    std::to_array<uint16_t>({0x1301, 0x1302, 0x1303, 0x1304});

// The one protocol in an ALPN extension of a server. Source: RFC 7301, 3.1.
std::string_view ChosenProtocol(std::string_view extensions_block) {
  ByteCursor cursor(extensions_block);
  ByteCursor extensions(cursor.TakeBehindU16());
  while (extensions.ok() && !extensions.empty()) {
    const HelloExtension extension = TakeHelloExtension(extensions);
    if (extension.type != kAlpnExtension) continue;
    ByteCursor content(extension.content);
    ByteCursor names(content.TakeBehindU16());
    return names.TakeBehindU8();
  }
  return {};
}

}  // namespace

void QuicDecryption::OnClientHello(std::string_view body) {
  const auto parts = SplitClientHello(body, TlsCarrier::Quic);
  if (!parts || has_client_hello()) return;
  client_random_ = parts->random;
  const auto hello = ParseClientHello(body, TlsCarrier::Quic);
  std::string_view names = hello ? hello->alpn : std::string_view();
  offered_ = TakeAlpn(names);
}

// ---- packets

// Each side chooses the ids that the other one names in its packets.
void QuicDecryption::NoteIds(Sender sender, const QuicPacket& packet) {
  At(Other(sender)).id_sizes.set(packet.source_id.size());
  if (packet.type == QuicPacketType::Handshake) {
    At(sender).id_sizes.set(packet.destination_id.size());
  }
  // A server may answer in another version: RFC 9368, 2.3.
  if (version_ == 0 || sender == Sender::Server) version_ = packet.version;
}

void QuicDecryption::OnPacket(Sender sender, const QuicPacket& packet,
                              const ByteOrigin& origin) {
  NoteIds(sender, packet);
  if (packet.type == QuicPacketType::Initial ||
      packet.type == QuicPacketType::Retry) {
    return;
  }
  const Phase phase =
      packet.type == QuicPacketType::ZeroRtt ? Phase::Early : Phase::Handshake;
  const auto frames = Open(sender, phase, packet);
  if (!frames) return NoteUnopened(sender, phase);
  OnFrames(sender, phase, *frames, origin);
}

void QuicDecryption::OnShortPacket(Sender sender, std::string_view bytes,
                                   const ByteOrigin& origin) {
  const Direction& direction = At(sender);
  if (direction.unopened >= kMaxQuicUnopened) return;
  for (size_t size = 0; size <= kMaxQuicIdBytes; ++size) {
    if (!direction.id_sizes.test(size)) continue;
    const auto frames =
        Open(sender, Phase::Application, ShortQuicPacket(bytes, size));
    if (frames) return OnFrames(sender, Phase::Application, *frames, origin);
  }
  NoteUnopened(sender, Phase::Application);
}

std::optional<std::string> QuicDecryption::Open(Sender sender, Phase phase,
                                                const QuicPacket& packet) {
  Direction& direction = At(sender);
  if (direction.unopened >= kMaxQuicUnopened) return std::nullopt;
  const auto index = static_cast<size_t>(phase);
  std::optional<QuicProtection>& keys = direction.keys[index];
  auto frames = keys ? keys->Open(packet, direction.next_numbers[index])
                     : OpenFirst(sender, phase, packet);
  if (!frames) return std::nullopt;
  direction.unopened = 0;
  if (!direction.is_counted && phase != Phase::Handshake) {
    direction.is_counted = true;
    ++counters_.quic_decrypted_directions;
  }
  return frames;
}

// Keeps the keys that open the packet.
std::optional<std::string> QuicDecryption::OpenFirst(Sender sender, Phase phase,
                                                     const QuicPacket& packet) {
  const std::string* const secret = SecretOf(sender, phase);
  if (secret == nullptr) return std::nullopt;
  const auto index = static_cast<size_t>(phase);
  for (const uint16_t number : kSuites) {
    const auto suite = FindCipherSuite(number);
    if (!suite || DigestBytes(suite->prf) != secret->size()) continue;
    QuicProtection keys(version_, *suite, *secret);
    uint64_t next_number = 0;
    auto frames = keys.Open(packet, next_number);
    if (!frames) continue;
    At(sender).keys[index].emplace(std::move(keys));
    At(sender).next_numbers[index] = next_number;
    return frames;
  }
  return std::nullopt;
}

const std::string* QuicDecryption::SecretOf(Sender sender, Phase phase) const {
  const bool is_client = sender == Sender::Client;
  switch (phase) {
    case Phase::Early:
      return is_client ? secrets_.Find(SecretKind::ClientEarly, client_random_)
                       : nullptr;
    case Phase::Handshake:
      return secrets_.Find(
          is_client ? SecretKind::ClientHandshake : SecretKind::ServerHandshake,
          client_random_);
    case Phase::Application:
      return secrets_.Find(
          is_client ? SecretKind::ClientTraffic : SecretKind::ServerTraffic,
          client_random_);
  }
  return nullptr;
}

void QuicDecryption::NoteUnopened(Sender sender, Phase phase) {
  if (!has_client_hello() || SecretOf(sender, phase) == nullptr) return;
  ++counters_.quic_undecryptable_packets;
  ++At(sender).unopened;
}

// ---- frames

void QuicDecryption::OnFrames(Sender sender, Phase phase,
                              std::string_view frames,
                              const ByteOrigin& origin) {
  bool is_malformed = false;
  while (const auto frame = TakeQuicFrame(frames, is_malformed)) {
    switch (frame->kind) {
      case QuicFrame::Kind::Crypto:
        // Behind the handshake come tickets alone.
        if (phase != Phase::Handshake) break;
        if (!At(sender).handshake.Add(frame->offset, frame->bytes)) {
          ++counters_.tls_oversized_messages;
        }
        break;
      case QuicFrame::Kind::NewId:
        if (frame->id_bytes <= kMaxQuicIdBytes) {
          At(Other(sender)).id_sizes.set(frame->id_bytes);
        }
        break;
      case QuicFrame::Kind::Stream:
      case QuicFrame::Kind::Reset: {
        QuicStreams* const streams =
            phase == Phase::Handshake ? nullptr : Streams();
        if (streams != nullptr) streams->OnFrame(sender, *frame, origin);
        break;
      }
    }
  }
  if (is_malformed) ++counters_.quic_malformed_packets;
  if (phase == Phase::Handshake) ReadHandshake(sender);
}

void QuicDecryption::ReadHandshake(Sender sender) {
  const auto on_message = [&](const HandshakeMessage& message) {
    if (sender == Sender::Client) return false;
    if (message.type == HandshakeType::EncryptedExtensions) {
      chosen_ = ChosenProtocol(message.body);
    } else if (message.type == HandshakeType::Certificate) {
      facts_.OnCertificate(message.body, true);
    } else if (message.type == HandshakeType::CompressedCertificate) {
      facts_.OnCompressedCertificate(message.body);
    } else if (message.type == HandshakeType::Finished) {
      facts_.OnNoCertificate();
    }
    return true;
  };
  if (!At(sender).handshake.Read(on_message)) {
    ++counters_.tls_oversized_messages;
  }
}

// Null where nothing reads the protocol. What the server chose is not seen
// where secrets of the handshake are missing; then it is what its client likes
// best.
QuicStreams* QuicDecryption::Streams() {
  if (streams_ != nullptr || is_unread_) return streams_.get();
  const std::string_view protocol = chosen_.empty() ? offered_ : chosen_;
  if (protocol == "h3" || protocol.starts_with("h3-")) {
    decoder_ = std::make_unique<Http3Connection>(counters_);
  } else if (protocol.starts_with("doq")) {
    decoder_ = std::make_unique<DnsStreams>(counters_);
  } else {
    is_unread_ = true;
    ++counters_.quic_unread_connections;
    return nullptr;
  }
  streams_ = std::make_unique<QuicStreams>(counters_, *decoder_);
  return streams_.get();
}

// ---- records out

void QuicDecryption::OnEnd(bool complete) {
  if (decoder_ != nullptr) decoder_->OnEnd(complete);
}

std::vector<HttpExchange> QuicDecryption::TakeExchanges() {
  return decoder_ == nullptr ? std::vector<HttpExchange>{}
                             : decoder_->TakeExchanges();
}

void QuicDecryption::Write(Session& session) const {
  if (decoder_ != nullptr) decoder_->Write(session);
}

}  // namespace iotpf::runtime
