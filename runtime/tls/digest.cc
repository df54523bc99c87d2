// OpenSSL looks an algorithm up by its name each time it is asked to, which
// takes longer than the digest of a short text. So each is fetched once, when
// the first flow needs it, and kept for the life of the program.
#include "runtime/tls/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

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

const unsigned char* Data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
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

std::string Hmac(Hash hash, std::string_view key, std::string_view bytes) {
  const EVP_MD* const algorithm = AlgorithmOf(hash);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned size = 0;
  if (algorithm == nullptr ||
      HMAC(algorithm, key.data(), static_cast<int>(key.size()), Data(bytes),
           bytes.size(), digest.data(), &size) == nullptr) {
    return {};
  }
  return {reinterpret_cast<const char*>(digest.data()), size};
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
