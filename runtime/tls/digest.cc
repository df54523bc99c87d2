// OpenSSL looks an algorithm up by its name each time it is asked to, which
// takes longer than the digest of a short text. So each is fetched once, when
// the first flow needs it, and kept for the life of the program.
//
// Its one-shot HMAC looks itself up all the same, twenty times the work of the
// digests: the keys of a QUIC flow are five HMACs. So an HMAC is made here of
// two digests, with a context that a thread keeps.
#include "runtime/tls/digest.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace iotpf::runtime {
namespace {

constexpr size_t kHashes = 4;

const EVP_MD* AlgorithmOf(Hash hash) {
  static const std::array<const EVP_MD*, kHashes> fetched = {
      EVP_MD_fetch(nullptr, "MD5", nullptr),
      EVP_MD_fetch(nullptr, "SHA1", nullptr),
      EVP_MD_fetch(nullptr, "SHA2-256", nullptr),
      EVP_MD_fetch(nullptr, "SHA2-384", nullptr)};
  return fetched[static_cast<size_t>(hash)];
}

// The block of the hashes here: RFC 1321, FIPS 180-4.
size_t BlockBytes(Hash hash) { return hash == Hash::Sha384 ? 128 : 64; }

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// The digest of two texts behind each other; empty where OpenSSL fails.
std::string DigestOf(const EVP_MD* algorithm, std::string_view first,
                     std::string_view second) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(
      EVP_MD_CTX_new());
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (context == nullptr ||
      EVP_DigestInit_ex2(context.get(), algorithm, nullptr) != 1 ||
      EVP_DigestUpdate(context.get(), first.data(), first.size()) != 1 ||
      EVP_DigestUpdate(context.get(), second.data(), second.size()) != 1 ||
      EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1) {
    return {};
  }
  return {reinterpret_cast<const char*>(digest.data()), size};
}

}  // namespace

size_t DigestBytes(Hash hash) {
  constexpr std::array<size_t, kHashes> kBytes = {16, 20, 32, 48};
  return kBytes[static_cast<size_t>(hash)];
}

std::string Digest(Hash hash, std::string_view bytes) {
  const EVP_MD* const algorithm = AlgorithmOf(hash);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (algorithm == nullptr ||
      EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, algorithm,
                 nullptr) != 1) {
    return {};
  }
  return {reinterpret_cast<const char*>(digest.data()), size};
}

// Source: RFC 2104, section 2.
std::string Hmac(Hash hash, std::string_view key, std::string_view bytes) {
  const EVP_MD* const algorithm = AlgorithmOf(hash);
  if (algorithm == nullptr) return {};
  const size_t block = BlockBytes(hash);
  std::string short_key;
  if (key.size() > block) {
    short_key = Digest(hash, key);
    key = short_key;
  }
  std::array<char, 128> pad;
  const std::string_view padded(pad.data(), block);
  const auto mask_key = [&](unsigned char mask) {
    pad.fill(static_cast<char>(mask));
    std::transform(key.begin(), key.end(), pad.begin(), [mask](char byte) {
      return static_cast<char>(static_cast<unsigned char>(byte) ^ mask);
    });
  };
  mask_key(0x36);
  const std::string inner = DigestOf(algorithm, padded, bytes);
  mask_key(0x5c);
  return inner.empty() ? inner : DigestOf(algorithm, padded, inner);
}

std::string Hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace iotpf::runtime
