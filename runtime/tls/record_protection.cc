// Four ways to protect a record, and each says on its own whether the keys are
// right:
//
//   TLS 1.3            AEAD; the nonce is the number of the record
//   GCM, CCM, ChaCha   AEAD; GCM and CCM send a part of the nonce
//   CBC                IV, then text, MAC and padding together
//   CBC, MAC outside   IV and text, then the MAC of both
#include "runtime/tls/record_protection.h"

#include <utility>

namespace iotpf::runtime {
namespace {

constexpr size_t kExplicitNonceBytes = 8;  // RFC 5288, 3; RFC 6655, 3
constexpr uint16_t kTls11 = 0x0302;

std::string BigEndian(uint64_t value, size_t size) {
  std::string bytes(size, '\0');
  for (size_t i = size; i > 0; --i, value >>= 8) {
    bytes[i - 1] = static_cast<char>(value & 0xff);
  }
  return bytes;
}

// The number of a record in the last bytes of the nonce: RFC 8446, 5.3.
std::string Mask(std::string nonce, uint64_t sequence) {
  const std::string number = BigEndian(sequence, nonce.size());
  for (size_t i = 0; i < nonce.size(); ++i) {
    nonce[i] = static_cast<char>(nonce[i] ^ number[i]);
  }
  return nonce;
}

// What MACs and tags cover beside the content: RFC 5246, 6.2.3.1.
std::string Additional(uint64_t sequence, const TlsRecord& record,
                       size_t size) {
  return BigEndian(sequence, 8) +
         BigEndian(static_cast<uint64_t>(record.type), 1) +
         BigEndian(record.version, 2) + BigEndian(size, 2);
}

// Whether the padding of the last block is as it should be; then drops it.
bool DropPadding(std::string& plain) {
  if (plain.empty()) return false;
  const size_t padding = static_cast<uint8_t>(plain.back());
  if (padding + 1 > plain.size()) return false;
  plain.resize(plain.size() - padding - 1);
  return true;
}

}  // namespace

RecordProtection::RecordProtection(RecordKeys keys) : keys_(std::move(keys)) {
  if (keys_.suite.bulk->is_aead()) {
    aead_.emplace(*keys_.suite.bulk, keys_.key);
  }
}

bool RecordProtection::HasExplicitIv() const {
  return keys_.version >> 8 == 0xfe || keys_.version >= kTls11;
}

std::optional<PlainRecord> RecordProtection::Open(uint64_t sequence,
                                                  const TlsRecord& record) {
  std::optional<std::string> plain;
  switch (keys_.suite.bulk->mode) {
    case CipherMode::None:
      plain = CheckMac(sequence, record, record.content);
      break;
    case CipherMode::Cbc:
      plain = OpenCbcRecord(sequence, record);
      break;
    default:
      plain = OpenAead(sequence, record);
      break;
  }
  if (!plain) return std::nullopt;
  if (!IsTls13()) return PlainRecord{record.type, std::move(*plain)};
  // The type stands behind the content, before zeros: RFC 8446, 5.4.
  const size_t type = plain->find_last_not_of('\0');
  if (type == std::string::npos) return std::nullopt;
  const auto inner = static_cast<RecordType>((*plain)[type]);
  plain->resize(type);
  return PlainRecord{inner, std::move(*plain)};
}

std::optional<std::string> RecordProtection::OpenAead(uint64_t sequence,
                                                      const TlsRecord& record) {
  std::string_view sealed = record.content;
  if (IsTls13()) {
    const std::string header =
        Additional(0, record, sealed.size()).substr(8);  // without the number
    return aead_->Open(Mask(keys_.iv, sequence), header, sealed);
  }
  std::string nonce;
  if (keys_.suite.bulk->mode == CipherMode::ChaCha) {
    nonce = Mask(keys_.iv, sequence);
  } else {
    if (sealed.size() < kExplicitNonceBytes) return std::nullopt;
    nonce = keys_.iv + std::string(sealed.substr(0, kExplicitNonceBytes));
    sealed.remove_prefix(kExplicitNonceBytes);
  }
  const size_t tag = keys_.suite.bulk->tag_bytes;
  if (sealed.size() < tag) return std::nullopt;
  return aead_->Open(nonce, Additional(sequence, record, sealed.size() - tag),
                     sealed);
}

std::optional<std::string> RecordProtection::OpenCbcRecord(
    uint64_t sequence, const TlsRecord& record) {
  const BulkCipher& cipher = *keys_.suite.bulk;
  std::string_view sealed = record.content;
  if (keys_.encrypt_then_mac) {
    const size_t mac_bytes = DigestBytes(keys_.suite.mac);
    if (sealed.size() < mac_bytes) return std::nullopt;
    if (!CheckMac(sequence, record, sealed)) return std::nullopt;
    sealed.remove_suffix(mac_bytes);
  }
  std::string iv = keys_.iv;
  if (HasExplicitIv()) {
    if (sealed.size() < cipher.block_bytes) return std::nullopt;
    iv = sealed.substr(0, cipher.block_bytes);
    sealed.remove_prefix(cipher.block_bytes);
  }
  std::optional<std::string> plain = OpenCbc(cipher, keys_.key, iv, sealed);
  if (!plain || !DropPadding(*plain)) return std::nullopt;
  if (!HasExplicitIv()) {  // the chain goes on: RFC 2246, 6.2.3.2
    keys_.iv = sealed.substr(sealed.size() - cipher.block_bytes);
  }
  if (keys_.encrypt_then_mac) return plain;
  return CheckMac(sequence, record, *plain);
}

std::optional<std::string> RecordProtection::CheckMac(
    uint64_t sequence, const TlsRecord& record,
    std::string_view content_and_mac) const {
  const size_t mac_bytes = DigestBytes(keys_.suite.mac);
  if (content_and_mac.size() < mac_bytes) return std::nullopt;
  const size_t size = content_and_mac.size() - mac_bytes;
  const std::string content(content_and_mac.substr(0, size));
  const std::string mac = Hmac(keys_.suite.mac, keys_.mac_key,
                               Additional(sequence, record, size) + content);
  if (mac != content_and_mac.substr(size)) return std::nullopt;
  return content;
}

}  // namespace iotpf::runtime
