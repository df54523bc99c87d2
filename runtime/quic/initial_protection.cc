// Each flow has keys of its own, which open one packet or two, so making them
// is most of what a flow of QUIC costs. The cipher is always the same: keys are
// a few bytes, and the contexts that OpenSSL works in are those of the thread.
#include "runtime/quic/initial_protection.h"

#include "runtime/quic/quic_header.h"
#include "runtime/quic/quic_version.h"
#include "runtime/tls/aead.h"
#include "runtime/tls/hmac_sha256.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

// The words that labels of keys end with, behind what the version begins them
// with. Source: RFC 9001, 5.1; RFC 9369, 3.3.2.
struct Labels {
  std::string_view header_key;
  std::string_view key;
  std::string_view iv;
};
constexpr Labels kLabels = {"quic hp", "quic key", "quic iv"};
constexpr Labels kLabels2 = {"quicv2 hp", "quicv2 key", "quicv2 iv"};

template <size_t kSize>
std::string_view Bytes(const std::array<char, kSize>& bytes) {
  return {bytes.data(), bytes.size()};
}

// Few versions are spoken, so what a salt alone leads to is kept for the next
// flow.
const HmacSha256& KeyOfSalt(std::string_view salt) {
  struct Kept {
    std::string_view salt;
    HmacSha256 key;
  };
  thread_local Kept kept = {salt, HmacSha256(salt)};
  if (kept.salt != salt) kept = {salt, HmacSha256(salt)};
  return kept.key;
}

}  // namespace

std::optional<InitialProtection> InitialProtection::Of(
    uint32_t version, std::string_view destination_id, bool is_client) {
  const std::string_view salt = QuicSalt(version);
  if (salt.empty()) return std::nullopt;
  const HmacSha256 initial(KeyOfSalt(salt).Of(destination_id));
  HmacSha256::Mac secret;
  initial.ExpandLabel(is_client ? "client in" : "server in", secret);
  const HmacSha256 keys(secret);
  const Labels& labels = IsQuicVersion2(version) ? kLabels2 : kLabels;
  InitialProtection made;
  keys.ExpandLabel(labels.header_key, made.header_key_);
  keys.ExpandLabel(labels.key, made.key_);
  keys.ExpandLabel(labels.iv, made.iv_);
  return made;
}

std::optional<std::string_view> InitialProtection::Open(
    const QuicPacket& packet, uint64_t& next_number,
    std::string& buffer) const {
  const std::string_view sample = QuicSample(packet);
  if (sample.empty()) return std::nullopt;
  const auto mask = EncryptBlock(Bytes(header_key_), sample);
  if (!mask) return std::nullopt;
  buffer.assign(packet.bytes);
  const QuicHeader header =
      UnmaskQuicHeader(packet, *mask, next_number, buffer.data());
  std::array<char, 12> nonce = iv_;
  MixQuicNumber(header.number, nonce);
  const std::string_view all = buffer;
  const std::string_view sealed = all.substr(header.size);
  const bool is_open =
      OpenAes128Gcm(Bytes(key_), Bytes(nonce), all.substr(0, header.size),
                    sealed, buffer.data() + header.size);
  if (!is_open) return std::nullopt;
  next_number = std::max(next_number, header.number + 1);
  return sealed.substr(0, sealed.size() - 16);
}

}  // namespace iotpf::runtime
