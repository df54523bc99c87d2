// A suite is TLS_<key exchange>_WITH_<cipher>_<hash>, from TLS 1.3 on
// TLS_<cipher>_<hash>. So its name is taken apart instead of having a row of
// properties that could disagree with it.
#include "runtime/tls/cipher_suite.h"

#include <algorithm>
#include <array>
#include <utility>

namespace iotpf::runtime {
namespace {

struct SuiteRow {
  uint16_t number;
  std::string_view name;
};

constexpr auto kSuites = std::to_array<SuiteRow>({
#define IOTPF_CIPHER_SUITE(number, name) {number, name},
#include "runtime/tls/cipher_suites.def"
});

// Those whose name begins another one's stand behind it. Sources: RFC 5246,
// appendix C; RFC 5288, 6655, 7905, 5932, 6209, and 2246 (3DES).
constexpr auto kCiphers = std::to_array<BulkCipher>({
    {"AES_128_GCM", "AES-128-GCM", CipherMode::Gcm, 16, 0, 16},
    {"AES_256_GCM", "AES-256-GCM", CipherMode::Gcm, 32, 0, 16},
    {"AES_128_CCM_8", "AES-128-CCM", CipherMode::Ccm, 16, 0, 8},
    {"AES_256_CCM_8", "AES-256-CCM", CipherMode::Ccm, 32, 0, 8},
    {"AES_128_CCM", "AES-128-CCM", CipherMode::Ccm, 16, 0, 16},
    {"AES_256_CCM", "AES-256-CCM", CipherMode::Ccm, 32, 0, 16},
    {"CHACHA20_POLY1305", "ChaCha20-Poly1305", CipherMode::ChaCha, 32, 0, 16},
    {"ARIA_128_GCM", "ARIA-128-GCM", CipherMode::Gcm, 16, 0, 16},
    {"ARIA_256_GCM", "ARIA-256-GCM", CipherMode::Gcm, 32, 0, 16},
    {"AES_128_CBC", "AES-128-CBC", CipherMode::Cbc, 16, 16, 0},
    {"AES_256_CBC", "AES-256-CBC", CipherMode::Cbc, 32, 16, 0},
    {"CAMELLIA_128_CBC", "CAMELLIA-128-CBC", CipherMode::Cbc, 16, 16, 0},
    {"CAMELLIA_256_CBC", "CAMELLIA-256-CBC", CipherMode::Cbc, 32, 16, 0},
    {"ARIA_128_CBC", "ARIA-128-CBC", CipherMode::Cbc, 16, 16, 0},
    {"ARIA_256_CBC", "ARIA-256-CBC", CipherMode::Cbc, 32, 16, 0},
    {"3DES_EDE_CBC", "DES-EDE3-CBC", CipherMode::Cbc, 24, 8, 0},
    {"NULL", nullptr, CipherMode::None, 0, 0, 0},
});

// The rest of a name behind its cipher: `_SHA256`, or nothing.
std::optional<Hash> HashOf(std::string_view rest) {
  if (rest.empty()) return Hash::Sha256;  // CCM: RFC 6655, 3
  constexpr std::array<std::pair<std::string_view, Hash>, 4> kHashes = {
      {{"_MD5", Hash::Md5},
       {"_SHA", Hash::Sha1},
       {"_SHA256", Hash::Sha256},
       {"_SHA384", Hash::Sha384}}};
  for (const auto& [name, hash] : kHashes) {
    if (rest == name) return hash;
  }
  return std::nullopt;
}

}  // namespace

std::string_view CipherSuiteName(uint16_t number) {
  const auto* const row = std::find_if(
      kSuites.begin(), kSuites.end(),
      [&](const SuiteRow& suite) { return suite.number == number; });
  return row == kSuites.end() ? std::string_view() : row->name;
}

std::optional<CipherSuite> FindCipherSuite(uint16_t number) {
  std::string_view name = CipherSuiteName(number);
  CipherSuite suite;
  suite.is_rsa = name.starts_with("TLS_RSA_WITH_");
  suite.is_psk = name.starts_with("TLS_PSK_WITH_");
  constexpr std::string_view kWith = "_WITH_";
  const size_t with = name.find(kWith);
  if (with != std::string_view::npos) {
    name.remove_prefix(with + kWith.size());
  } else if (name.starts_with("TLS_")) {
    name.remove_prefix(4);
  }
  for (const BulkCipher& cipher : kCiphers) {
    if (!name.starts_with(cipher.name)) continue;
    const auto hash = HashOf(name.substr(cipher.name.size()));
    if (!hash) return std::nullopt;
    suite.bulk = &cipher;
    suite.mac = *hash;
    suite.prf = *hash == Hash::Sha384 ? Hash::Sha384 : Hash::Sha256;
    return suite;
  }
  return std::nullopt;
}

}  // namespace iotpf::runtime
