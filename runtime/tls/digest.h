// Digests, as fingerprints and key schedules need them.
#ifndef IOTPF_RUNTIME_TLS_DIGEST_H_
#define IOTPF_RUNTIME_TLS_DIGEST_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::runtime {

enum class Hash : uint8_t { Md5, Sha1, Sha256, Sha384 };

// Bytes of a digest.
size_t DigestBytes(Hash hash);

// The digest of `bytes`. Empty where the library has no such hash (MD5 in a
// machine that allows none).
std::string Digest(Hash hash, std::string_view bytes);

// The same with a key. Source: RFC 2104.
std::string Hmac(Hash hash, std::string_view key, std::string_view bytes);

// Bytes as lower-case hex digits.
std::string Hex(std::string_view bytes);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_DIGEST_H_
