// What the number of a cipher suite stands for.
#ifndef IOTPF_RUNTIME_TLS_CIPHER_SUITE_H_
#define IOTPF_RUNTIME_TLS_CIPHER_SUITE_H_

#include "runtime/tls/digest.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace iotpf::runtime {

enum class CipherMode : uint8_t { None, Cbc, Gcm, Ccm, ChaCha };

// A cipher as suites name it.
struct BulkCipher {
  std::string_view name;  // `AES_128_GCM`
  const char* algorithm;  // as OpenSSL names it; null for CipherMode::None
  CipherMode mode;
  size_t key_bytes;
  size_t block_bytes;  // of CBC
  size_t tag_bytes;    // of the others

  bool is_aead() const {
    return mode != CipherMode::None && mode != CipherMode::Cbc;
  }
};

struct CipherSuite {
  const BulkCipher* bulk = nullptr;
  Hash mac = Hash::Sha256;  // of records, where the cipher has no tag
  Hash prf = Hash::Sha256;  // of the key schedule from TLS 1.2 on
  bool is_rsa = false;      // the client encrypts the secret to the RSA key
  bool is_psk = false;      // the secret is made of a shared key alone
};

// `TLS_AES_128_GCM_SHA256`; empty where the number has no name.
std::string_view CipherSuiteName(uint16_t number);

// What decryption needs to know; nullopt where it cannot undo the cipher.
std::optional<CipherSuite> FindCipherSuite(uint16_t number);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_CIPHER_SUITE_H_
