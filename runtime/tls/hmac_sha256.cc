// Keys of QUIC are many HMACs over few bytes. In OpenSSL's interface for any
// digest, copying a context and asking it for the next step takes longer than
// to hash a block. So this is made of its functions for SHA-256 alone, whose
// state is plain: that behind the block of the key is kept, and each text goes
// on from there. OpenSSL calls them deprecated since they do not ask providers.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "runtime/tls/hmac_sha256.h"

#include "runtime/tls/digest.h"

#include <openssl/sha.h>

#include <algorithm>
#include <string>

namespace iotpf::runtime {
namespace {

constexpr size_t kBlockBytes = SHA256_CBLOCK;
using State = std::array<uint32_t, 8>;

// The state behind the block of the key under a mask.
State StateBehind(std::string_view key, unsigned char mask) {
  std::array<unsigned char, kBlockBytes> block;
  block.fill(mask);
  std::transform(key.begin(), key.end(), block.begin(), [mask](char byte) {
    return static_cast<unsigned char>(static_cast<unsigned char>(byte) ^ mask);
  });
  SHA256_CTX context;
  SHA256_Init(&context);
  SHA256_Transform(&context, block.data());
  State state;
  std::copy_n(context.h, state.size(), state.begin());
  return state;
}

// The digest of one block, which led to `state`, and `text`.
HmacSha256::Mac DigestFrom(const State& state, std::string_view text) {
  SHA256_CTX context = {};
  std::copy(state.begin(), state.end(), context.h);
  context.Nl = kBlockBytes * 8;  // bits so far
  context.md_len = SHA256_DIGEST_LENGTH;
  SHA256_Update(&context, text.data(), text.size());
  HmacSha256::Mac digest;
  SHA256_Final(reinterpret_cast<unsigned char*>(digest.data()), &context);
  return digest;
}

}  // namespace

HmacSha256::HmacSha256(std::string_view key) {
  std::string digest;
  if (key.size() > kBlockBytes) {
    digest = Digest(Hash::Sha256, key);
    key = digest;
  }
  inner_ = StateBehind(key, 0x36);
  outer_ = StateBehind(key, 0x5c);
}

HmacSha256::Mac HmacSha256::Of(std::string_view text) const {
  const Mac inner = DigestFrom(inner_, text);
  return DigestFrom(outer_, std::string_view(inner.data(), inner.size()));
}

void HmacSha256::ExpandLabel(std::string_view label,
                             std::span<char> bytes) const {
  constexpr std::string_view kPrefix = "tls13 ";
  constexpr size_t kMaxLabelBytes = 32;
  label = label.substr(0, kMaxLabelBytes);
  std::array<char, 3 + kPrefix.size() + kMaxLabelBytes + 2> info;
  char* end = info.data();
  *end++ = 0;
  *end++ = static_cast<char>(bytes.size());
  *end++ = static_cast<char>(kPrefix.size() + label.size());
  end = std::copy(kPrefix.begin(), kPrefix.end(), end);
  end = std::copy(label.begin(), label.end(), end);
  *end++ = 0;  // no context
  *end++ = 1;  // the number of the block
  const Mac block = Of({info.data(), static_cast<size_t>(end - info.data())});
  std::copy_n(block.begin(), std::min(bytes.size(), block.size()),
              bytes.begin());
}

}  // namespace iotpf::runtime
