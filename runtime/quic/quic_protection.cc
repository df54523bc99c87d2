// The length of a packet number, and the number itself, are masked with a block
// made from the bytes behind them; the number then is the nonce of the rest.
//
//   flags ids ... | number | sealed frames
//   `-- as is ---'  `-- unmask, then open with all before as additional data
//
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

constexpr size_t kSampleBytes = 16;
constexpr size_t kSampleOffset = 4;         // behind the longest number
constexpr uint16_t kInitialSuite = 0x1301;  // RFC 9001, 5

// Source: RFC 9000, A.3.
uint64_t FullNumber(uint64_t next, uint64_t low, size_t bytes) {
  const uint64_t window = uint64_t{1} << (8 * bytes);
  const uint64_t candidate = (next & ~(window - 1)) | low;
  if (candidate + window / 2 <= next) return candidate + window;
  if (candidate > next + window / 2 && candidate >= window) {
    return candidate - window;
  }
  return candidate;
}

std::string Nonce(std::string iv, uint64_t number) {
  for (size_t i = iv.size(); i > iv.size() - 8; --i, number >>= 8) {
    iv[i - 1] = static_cast<char>(iv[i - 1] ^ static_cast<char>(number & 0xff));
  }
  return iv;
}

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

std::optional<QuicProtection> QuicProtection::Initial(
    uint32_t version, std::string_view destination_id, bool is_client) {
  const std::string_view salt = QuicSalt(version);
  static const auto suite = FindCipherSuite(kInitialSuite);
  if (salt.empty() || !suite) return std::nullopt;
  const std::string initial = HkdfExtract(suite->prf, salt, destination_id);
  return QuicProtection(version, *suite,
                        HkdfExpandLabel(suite->prf, initial,
                                        is_client ? "client in" : "server in",
                                        DigestBytes(suite->prf)));
}

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
  const auto header = Unmask(packet, next_number);
  if (!header) return std::nullopt;
  const bool is_updated =
      HasShortHeader(packet) && PhaseOf(header->bytes) != phase_;
  auto frames = is_updated ? OpenUpdated(*header, packet)
                           : OpenWith(current_, *header, packet);
  if (frames) next_number = std::max(next_number, header->number + 1);
  return frames;
}

std::optional<QuicProtection::Header> QuicProtection::Unmask(
    const QuicPacket& packet, uint64_t next_number) const {
  const size_t offset = packet.number_offset;
  const size_t sample = offset + kSampleOffset;
  if (packet.bytes.size() < sample + kSampleBytes) return std::nullopt;
  const std::string_view sampled = packet.bytes.substr(sample, kSampleBytes);
  const std::string mask = suite_.bulk->mode == CipherMode::ChaCha
                               ? ChaChaBytes(header_key_, sampled)
                               : EncryptBlock(header_key_, sampled);
  if (mask.empty()) return std::nullopt;
  Header header{std::string(packet.bytes.substr(0, sample)), 0};
  const int masked = HasShortHeader(packet) ? 0x1f : 0x0f;
  header.bytes[0] = static_cast<char>(header.bytes[0] ^ (mask[0] & masked));
  const size_t number_bytes = (header.bytes[0] & 3u) + 1;
  uint64_t low = 0;
  for (size_t i = 0; i < number_bytes; ++i) {
    char& byte = header.bytes[offset + i];
    byte = static_cast<char>(byte ^ mask[1 + i]);
    low = low << 8 | static_cast<uint8_t>(byte);
  }
  header.bytes.resize(offset + number_bytes);
  header.number = FullNumber(next_number, low, number_bytes);
  return header;
}

std::optional<std::string> QuicProtection::OpenWith(Keys& keys,
                                                    const Header& header,
                                                    const QuicPacket& packet) {
  return keys.aead.Open(Nonce(keys.iv, header.number), header.bytes,
                        packet.bytes.substr(header.bytes.size()));
}

std::optional<std::string> QuicProtection::OpenUpdated(
    const Header& header, const QuicPacket& packet) {
  if (previous_) {
    auto frames = OpenWith(*previous_, header, packet);
    if (frames) return frames;
  }
  if (!next_) {
    next_ =
        KeysOf(HkdfExpandLabel(suite_.prf, current_.secret,
                               std::string(QuicLabelPrefix(version_)) + "ku",
                               DigestBytes(suite_.prf)));
  }
  auto frames = OpenWith(*next_, header, packet);
  if (!frames) return std::nullopt;
  previous_ = std::exchange(current_, std::move(*next_));
  next_.reset();
  phase_ = !phase_;
  return frames;
}

}  // namespace iotpf::runtime
