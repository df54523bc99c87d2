// Opens what is sealed with a key: ciphers of OpenSSL.
#ifndef IOTPF_RUNTIME_TLS_AEAD_H_
#define IOTPF_RUNTIME_TLS_AEAD_H_

#include "runtime/tls/cipher_suite.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::runtime {

// One key of a cipher that has a tag.
//   Source   RFC 5116.
class Aead {
 public:
  static constexpr size_t kNonceBytes = 12;

  //   Requires  `cipher` is an AEAD, and the key is of its size.
  Aead(const BulkCipher& cipher, std::string_view key);
  ~Aead();
  Aead(Aead&&) noexcept;
  Aead& operator=(Aead&&) noexcept;

  // What was sealed, or nullopt: the key, the nonce or the bytes are others.
  std::optional<std::string> Open(std::string_view nonce,
                                  std::string_view additional,
                                  std::string_view sealed);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Opens what AES-128 in GCM sealed, to `plain`, which has room for all but the
// tag and may be where `sealed` is. The key is used once, and nothing is kept
// of it. False: as nullopt above, and nothing is said of what is in `plain`.
bool OpenAes128Gcm(std::string_view key, std::string_view nonce,
                   std::string_view additional, std::string_view sealed,
                   char* plain);

// One key of a block cipher in CBC mode, without its padding undone. nullopt
// where the bytes are no whole blocks.
std::optional<std::string> OpenCbc(const BulkCipher& cipher,
                                   std::string_view key, std::string_view iv,
                                   std::string_view sealed);

using CipherBlock = std::array<char, 16>;

// One block of AES, as QUIC masks headers with it, under a key of 16 or 32
// bytes. nullopt where it cannot be made.
std::optional<CipherBlock> EncryptBlock(std::string_view key,
                                        std::string_view block);

// The first bytes that ChaCha20 makes, which QUIC masks headers with: `start`
// is the number of the block and the nonce, 16 bytes. nullopt where they cannot
// be made.
std::optional<CipherBlock> ChaChaBytes(std::string_view key,
                                       std::string_view start);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_AEAD_H_
