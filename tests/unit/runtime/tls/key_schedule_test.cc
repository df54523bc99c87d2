// Protects the derivation of keys against published traces.

#include "runtime/tls/key_schedule.h"

#include "runtime/tls/digest.h"
#include "runtime/tls/tls_handshake.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>

namespace iotpf::runtime {
namespace {

using tests::FromHex;

struct TrafficCase {
  std::string secret;
  std::string key;
  std::string iv;
};

// Source: RFC 8448, section 3.
TEST_CASE("traffic secrets of TLS 1.3 to keys") {
  const TrafficCase cases[] = {
      {"b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
       "3fce516009c21727d0f2e4e86ee403bc", "5d313eb2671276ee13000b30"},
      {"b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
       "dbfaa693d1762c5b666af5d950258d01", "5bd3c71b836e0b76bb73265f"},
      {"9e40646ce79a7f9dc05af8889bce6552875afa0b06df0087f792ebb7c17504a5",
       "17422dda596ed5d9acd890e3c63f5051", "5b78923dee08579033e523d9"},
  };
  const auto suite = FindCipherSuite(0x1301);
  REQUIRE(suite.has_value());
  for (const TrafficCase& test : cases) {
    const RecordKeys keys = TrafficKeys(*suite, FromHex(test.secret));
    CHECK(Hex(keys.key) == test.key);
    CHECK(Hex(keys.iv) == test.iv);
  }
}

// Source: RFC 9001, A.1.
TEST_CASE("initial secrets of QUIC") {
  const std::string initial =
      Hmac(Hash::Sha256, FromHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a"),
           FromHex("8394c8f03e515708"));
  const std::string secret =
      HkdfExpandLabel(Hash::Sha256, initial, "client in", 32);
  CHECK(Hex(secret) ==
        "c00cf151ca5be075ed0ebfb5c80323c42d6b7db67881289af4008f1f6c357aea");
  CHECK(Hex(HkdfExpandLabel(Hash::Sha256, secret, "quic key", 16)) ==
        "1f369613dd76d5467730efcbe3b1a22d");
}

TEST_CASE("what suites stand for") {
  const auto gcm = FindCipherSuite(0x009d);
  REQUIRE(gcm.has_value());
  CHECK(gcm->bulk->name == "AES_256_GCM");
  CHECK(gcm->prf == Hash::Sha384);
  CHECK(gcm->is_rsa);
  const auto ccm = FindCipherSuite(0xc0ae);
  REQUIRE(ccm.has_value());
  CHECK(ccm->bulk->tag_bytes == 8);
  CHECK(!ccm->is_rsa);
  CHECK(FindCipherSuite(0x0035)->mac == Hash::Sha1);
  CHECK(!FindCipherSuite(0x0005));  // RC4
  CHECK(!FindCipherSuite(0xfefe));
  CHECK(CipherSuiteName(0x1301) == "TLS_AES_128_GCM_SHA256");
  CHECK(CipherSuiteName(0xfefe).empty());
}

}  // namespace
}  // namespace iotpf::runtime
