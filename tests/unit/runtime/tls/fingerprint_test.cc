// Protects JA3 and JA4 against the examples of those who defined them.

#include "runtime/tls/fingerprint.h"

#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Behind;
using tests::BigEndian;
using tests::FromHex;
using tests::TlsExtension;
using tests::TlsSni;
using Numbers = std::vector<uint16_t>;

std::string Words(const Numbers& numbers) {
  std::string bytes;
  for (const uint16_t number : numbers) bytes += BigEndian(number, 2);
  return bytes;
}

std::string Body(uint16_t version, const Numbers& ciphers,
                 const std::string& extensions) {
  return BigEndian(version, 2) + std::string(32, 'r') + Behind(1, "") +
         Behind(2, Words(ciphers)) + Behind(1, std::string(1, '\0')) +
         Behind(2, extensions);
}

std::string Groups(const Numbers& numbers) {
  return TlsExtension(10, Behind(2, Words(numbers)));
}

struct Ja3Case {
  std::string body;
  std::string text;
  std::string digest;
};

// Source of texts and digests: https://github.com/salesforce/ja3, README.
TEST_CASE("JA3 of the examples") {
  const std::string point_formats =
      TlsExtension(11, Behind(1, std::string(1, '\0')));
  const std::vector<Ja3Case> cases = {
      {Body(769, {47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4},
            TlsSni("a.example") + Groups({23, 24, 25}) + point_formats),
       "769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0",
       "ada70206e40642a3e4461f35503241d5"},
      {Body(769, {4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99}, ""),
       "769,4-5-10-9-100-98-3-6-19-18-99,,,",
       "de350869b8c85de67a350c8d186f11e6"},
  };
  for (const Ja3Case& test : cases) {
    const auto hello = SplitClientHello(test.body, TlsCarrier::Tcp);
    REQUIRE(hello.has_value());
    CHECK(Ja3Text(*hello) == test.text);
    CHECK(Ja3(*hello) == test.digest);
  }
}

TEST_CASE("JA3 leaves GREASE out") {
  const std::string body = Body(
      771, {0x1a1a, 0x1301}, TlsExtension(0x2a2a, "") + Groups({0x3a3a, 29}));
  const auto hello = SplitClientHello(body, TlsCarrier::Tcp);
  REQUIRE(hello.has_value());
  CHECK(Ja3Text(*hello) == "771,4865,10,29,");
}

// The hello of the example of https://github.com/FoxIO-LLC/ja4, JA4.md, with
// GREASE where browsers put it.
std::string ChromeBody(const std::string& alpn) {
  const auto with = [](uint16_t type) { return TlsExtension(type, ""); };
  return Body(
      0x0303,
      {0x5a5a, 0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9,
       0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f, 0x0035},
      with(0xaaaa) + with(0x001b) + TlsSni("a.example") + with(0x0033) +
          TlsExtension(16, Behind(2, Behind(1, alpn))) + with(0x4469) +
          with(0x0017) + with(0x002d) +
          TlsExtension(13, Behind(2, Words({0x0403, 0x0804, 0x0401, 0x0503,
                                            0x0805, 0x0501, 0x0806, 0x0601}))) +
          with(0x0005) + with(0x0023) + with(0x0012) +
          TlsExtension(43, Behind(1, Words({0x7a7a, 0x0304, 0x0303}))) +
          with(0xff01) + with(0x000b) + Groups({29}) + with(0x0015));
}

struct Ja4Case {
  std::string name;
  std::string body;
  TlsCarrier carrier;
  std::string expected;
};

TEST_CASE("JA4 of the example and of its corners") {
  const std::string hashes = "_8daaf6152771_e5627efa2ab1";
  const std::vector<Ja4Case> cases = {
      {"the example", ChromeBody("h2"), TlsCarrier::Tcp, "t13d1516h2" + hashes},
      {"over QUIC", ChromeBody("h3"), TlsCarrier::Quic, "q13d1516h3" + hashes},
      {"one letter", ChromeBody("h"), TlsCarrier::Tcp, "t13d1516hh" + hashes},
      {"bytes that are no letters", ChromeBody("\xab\xcd"), TlsCarrier::Tcp,
       "t13d1516ad" + hashes},
      {"a last byte that is none", ChromeBody("0\xab"), TlsCarrier::Tcp,
       "t13d15163b" + hashes},
      {"nothing at all", Body(0x0301, {}, ""), TlsCarrier::Tcp,
       "t10i000000_000000000000_000000000000"},
  };
  for (const Ja4Case& test : cases) {
    CAPTURE(test.name);
    const auto hello = SplitClientHello(test.body, test.carrier);
    REQUIRE(hello.has_value());
    CHECK(Ja4(*hello, test.carrier) == test.expected);
  }
}

TEST_CASE("JA4 over datagrams names the version of DTLS") {
  std::string body = Body(0xfefd, {0xc0a8}, "");
  body.insert(2 + 32 + 1, Behind(1, ""));  // no cookie
  const auto hello = SplitClientHello(body, TlsCarrier::Datagrams);
  REQUIRE(hello.has_value());
  CHECK(Ja4(*hello, TlsCarrier::Datagrams).substr(0, 10) == "dd2i010000");
}

}  // namespace
}  // namespace iotpf::runtime
