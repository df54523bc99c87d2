// The digest of a source says which rules a verdict came from, long after the
// files have changed. OpenSSL computes it.

#include "compiler/source/digest.h"

#include <iotpf/check.h>
#include <openssl/evp.h>

namespace iotpf {

std::array<uint8_t, 32> Sha256(std::string_view bytes) {
  std::array<uint8_t, 32> digest{};
  unsigned size = 0;
  const int ok = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size,
                            EVP_sha256(), nullptr);
  IOTPF_CHECK(ok == 1 && size == digest.size());
  return digest;
}

}  // namespace iotpf
