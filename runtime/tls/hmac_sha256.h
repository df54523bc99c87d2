// HMAC with SHA-256, one key over many texts.
#ifndef IOTPF_RUNTIME_TLS_HMAC_SHA256_H_
#define IOTPF_RUNTIME_TLS_HMAC_SHA256_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace iotpf::runtime {

// A key, of which all is hashed that does not depend on a text.
//
//   Cost     of a short text two blocks of SHA-256; nothing is allocated.
//   Source   RFC 2104; FIPS 180-4.
class HmacSha256 {
 public:
  static constexpr size_t kBytes = 32;
  using Mac = std::array<char, kBytes>;

  explicit HmacSha256(std::string_view key);
  explicit HmacSha256(const Mac& key)
      : HmacSha256(std::string_view(key.data(), key.size())) {}

  Mac Of(std::string_view text) const;

  // The first bytes of what this key, a secret, expands to with an empty
  // context, as HkdfExpandLabel() says, but from what is hashed already.
  // `label` without its prefix `tls13 `.
  //   Requires  at most kBytes, and a label of at most 32 bytes.
  //   Source    RFC 8446, 7.1; RFC 5869, 2.3.
  void ExpandLabel(std::string_view label, std::span<char> bytes) const;

 private:
  using State = std::array<uint32_t, 8>;  // behind a block

  State inner_;
  State outer_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_TLS_HMAC_SHA256_H_
