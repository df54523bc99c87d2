// Protects the fields of server hellos.

#include "runtime/tls/server_hello.h"

#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::ServerHelloBody;
using tests::TlsExtension;

TEST_CASE("versions and extensions of server hellos") {
  const auto old = ParseServerHello(ServerHelloBody(0xc02f));
  REQUIRE(old.has_value());
  CHECK(old->version == 0x0303);
  CHECK(old->cipher == 0xc02f);
  CHECK(old->random == std::string(32, 's'));
  CHECK(!old->is_retry);

  const auto latest = ParseServerHello(
      ServerHelloBody(0x1301, TlsExtension(43, BigEndian(0x0304, 2)) +
                                  TlsExtension(22, "") + TlsExtension(23, "")));
  REQUIRE(latest.has_value());
  CHECK(latest->version == 0x0304);
  CHECK(latest->encrypt_then_mac);
  CHECK(latest->extended_master_secret);
}

TEST_CASE("a request for another hello is told by its random") {
  // SHA-256 of "HelloRetryRequest": RFC 8446, 4.1.3.
  const std::string random = tests::FromHex(
      "CF21AD74E59A6111BE1D8C021E65B891C2A211167ABB8C5E079E09E2C8A8339C");
  const auto hello = ParseServerHello(ServerHelloBody(0x1301, {}, random));
  REQUIRE(hello.has_value());
  CHECK(hello->is_retry);
}

TEST_CASE("damaged server hellos") {
  const std::string body =
      ServerHelloBody(0x1301, TlsExtension(43, BigEndian(0x0304, 2)));
  CHECK(!ParseServerHello(body.substr(0, 30)));
  CHECK(!ParseServerHello(body + "x"));
  CHECK(!ParseServerHello(ServerHelloBody(0x1301, TlsExtension(43, "\x03"))));
  std::mt19937 random(3);
  for (int i = 0; i < 5000; ++i) ParseServerHello(tests::Mutate(body, random));
}

}  // namespace
}  // namespace iotpf::runtime
