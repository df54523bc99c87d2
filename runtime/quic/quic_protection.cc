// A bit under the mask of short headers turns with each update of keys. The
// mask stays the same, so a packet with the other bit is of the keys before or
// after; those after are made when the first such packet comes.
#include "runtime/quic/quic_protection.h"

#include "runtime/quic/quic_version.h"
#include "runtime/tls/key_schedule.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {
namespace {

bool HasShortHeader(const QuicPacket& packet) {
  return packet.type == QuicPacketType::OneRtt;
}

// Source: RFC 9001, 5.4.1: the key phase bit.
bool PhaseOf(std::string_view header) {
  return (static_cast<uint8_t>(header[0]) & 0x04) != 0;
}

}  // namespace

QuicProtection::QuicProtection(uint32_t version, const CipherSuite& suite,
                               std::string_view secret)
    : version_(version),
      suite_(suite),
      header_key_(HkdfExpandLabel(suite.prf, secret,
                                  std::string(QuicLabelPrefix(version)) + "hp",
                                  suite.bulk->key_bytes)),
      current_(KeysOf(std::string(secret))) {}

QuicProtection::Keys QuicProtection::KeysOf(std::string secret) const {
  const std::string prefix(QuicLabelPrefix(version_));
  const std::string key = HkdfExpandLabel(suite_.prf, secret, prefix + "key",
                                          suite_.bulk->key_bytes);
  std::string iv =
      HkdfExpandLabel(suite_.prf, secret, prefix + "iv", Aead::kNonceBytes);
  return {Aead(*suite_.bulk, key), std::move(iv), std::move(secret)};
}

std::optional<std::string> QuicProtection::Open(const QuicPacket& packet,
                                                uint64_t& next_number) {
  const auto unmasked = Unmask(packet, next_number);
  if (!unmasked) return std::nullopt;
  const bool is_updated =
      HasShortHeader(packet) && PhaseOf(unmasked->bytes) != phase_;
  auto frames =
      is_updated ? OpenUpdated(*unmasked) : OpenWith(current_, *unmasked);
  if (frames) next_number = std::max(next_number, unmasked->header.number + 1);
  return frames;
}

std::optional<QuicProtection::Unmasked> QuicProtection::Unmask(
    const QuicPacket& packet, uint64_t next_number) const {
  const std::string_view sample = QuicSample(packet);
  if (sample.empty()) return std::nullopt;
  const auto mask = suite_.bulk->mode == CipherMode::ChaCha
                        ? ChaChaBytes(header_key_, sample)
                        : EncryptBlock(header_key_, sample);
  if (!mask) return std::nullopt;
  Unmasked unmasked{std::string(packet.bytes), {}};
  unmasked.header =
      UnmaskQuicHeader(packet, *mask, next_number, unmasked.bytes.data());
  return unmasked;
}

std::optional<std::string> QuicProtection::OpenWith(Keys& keys,
                                                    const Unmasked& packet) {
  std::string nonce = keys.iv;
  MixQuicNumber(packet.header.number, nonce);
  const std::string_view all = packet.bytes;
  const size_t size = packet.header.size;
  return keys.aead.Open(nonce, all.substr(0, size), all.substr(size));
}

std::optional<std::string> QuicProtection::OpenUpdated(const Unmasked& packet) {
  if (previous_) {
    auto frames = OpenWith(*previous_, packet);
    if (frames) return frames;
  }
  if (!next_) {
    next_ =
        KeysOf(HkdfExpandLabel(suite_.prf, current_.secret,
                               std::string(QuicLabelPrefix(version_)) + "ku",
                               DigestBytes(suite_.prf)));
  }
  auto frames = OpenWith(*next_, packet);
  if (!frames) return std::nullopt;
  previous_ = std::exchange(current_, std::move(*next_));
  next_.reset();
  phase_ = !phase_;
  return frames;
}

}  // namespace iotpf::runtime
