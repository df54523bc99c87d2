// Protects HMACs against published examples, and against the ones that OpenSSL
// makes in its own way.

#include "runtime/tls/hmac_sha256.h"

#include "runtime/tls/key_schedule.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf::runtime {
namespace {

using tests::FromHex;

std::string MacOf(const std::string& key, const std::string& text) {
  const HmacSha256::Mac mac = HmacSha256(key).Of(text);
  return {mac.data(), mac.size()};
}

// Source: RFC 4231, 4.2, 4.3 and 4.7.
TEST_CASE("the examples of the specification") {
  CHECK(Hex(MacOf(std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(Hex(MacOf("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(Hex(MacOf(std::string(131, '\xaa'),
                  "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("keys and texts of all sizes") {
  for (const size_t key_size : {0, 1, 32, 63, 64, 65, 200}) {
    for (const size_t size : {0, 1, 55, 56, 64, 119, 120, 1000}) {
      CAPTURE(key_size);
      CAPTURE(size);
      const std::string key(key_size, 'k');
      const std::string text(size, 't');
      CHECK(MacOf(key, text) == Hmac(Hash::Sha256, key, text));
    }
  }
}

TEST_CASE("labels expand as by the key schedule") {
  const std::string secret(32, 's');
  for (const size_t size : {12, 16, 32}) {
    for (const std::string label : {"", "quicv2 key", "client in"}) {
      CAPTURE(size);
      CAPTURE(label);
      std::string bytes(size, '\0');
      HmacSha256(secret).ExpandLabel(label, bytes);
      CHECK(bytes == HkdfExpandLabel(Hash::Sha256, secret, label, size));
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
