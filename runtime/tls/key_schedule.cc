// All of these are HMACs over counters and labels, a few lines each; what is
// asked of OpenSSL is the HMAC.
#include "runtime/tls/key_schedule.h"

#include <algorithm>

namespace iotpf::runtime {
namespace {

// P_hash of RFC 5246, 5.
std::string Expand(Hash hash, std::string_view secret, std::string_view seed,
                   size_t size) {
  std::string bytes;
  std::string a(seed);
  while (bytes.size() < size) {
    a = Hmac(hash, secret, a);
    const std::string block = Hmac(hash, secret, a + std::string(seed));
    if (block.empty()) return std::string(size, '\0');
    bytes += block;
  }
  bytes.resize(size);
  return bytes;
}

bool IsBefore12(uint16_t version) {
  const bool is_datagram = version >> 8 == 0xfe;
  return is_datagram ? version > 0xfefd : version < 0x0303;
}

}  // namespace

std::string TlsPrf(uint16_t version, Hash hash, std::string_view secret,
                   std::string_view label, std::string_view seed, size_t size) {
  const std::string labelled = std::string(label) + std::string(seed);
  if (!IsBefore12(version)) return Expand(hash, secret, labelled, size);
  // The halves of the secret, which share a byte where its size is odd.
  const size_t half = (secret.size() + 1) / 2;
  std::string bytes = Expand(Hash::Md5, secret.substr(0, half), labelled, size);
  const std::string other =
      Expand(Hash::Sha1, secret.substr(secret.size() - half), labelled, size);
  std::transform(bytes.begin(), bytes.end(), other.begin(), bytes.begin(),
                 [](char a, char b) { return static_cast<char>(a ^ b); });
  return bytes;
}

std::string HkdfExpandLabel(Hash hash, std::string_view secret,
                            std::string_view label, size_t size) {
  constexpr std::string_view kPrefix = "tls13 ";
  std::string info;
  info += static_cast<char>(size >> 8 & 0xff);
  info += static_cast<char>(size & 0xff);
  info += static_cast<char>(kPrefix.size() + label.size());
  info += kPrefix;
  info += label;
  info += '\0';  // no context
  std::string bytes;
  std::string block;
  for (char i = 1; bytes.size() < size; ++i) {
    block = Hmac(hash, secret, block + info + i);
    if (block.empty()) return std::string(size, '\0');
    bytes += block;
  }
  bytes.resize(size);
  return bytes;
}

}  // namespace iotpf::runtime
