// Protects the fields of client hellos.

#include "runtime/tls/client_hello.h"

#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Behind;
using tests::BigEndian;
using tests::ClientHelloBody;
using tests::TlsExtension;
using tests::TlsSni;

const std::string kAlpn = TlsExtension(16, Behind(2, "\x02h2\x08http/1.1"));
const std::string kVersions =
    TlsExtension(43, Behind(1, "\x5a\x5a\x03\x04\x03\x03\x7f\x1c"));
const std::string kWhole = ClientHelloBody(Behind(
    2,
    TlsExtension(0x1a1a, "") + TlsSni("Api.Example.com") + kAlpn + kVersions));

struct Case {
  std::string name;
  std::string body;
  std::optional<ClientHello> expected;
};

TEST_CASE("bodies of client hellos") {
  const auto with = [](const std::string& extensions) {
    return ClientHelloBody(Behind(2, extensions));
  };
  const std::vector<Case> cases = {
      {"whole", kWhole,
       ClientHello{"Api.Example.com", "\x02h2\x08http/1.1", 0x0304}},
      {"without extensions", ClientHelloBody(""), ClientHello{{}, {}, 0x0303}},
      {"empty extensions", with(""), ClientHello{{}, {}, 0x0303}},
      {"name of another type", with(TlsSni("x", 1)),
       ClientHello{{}, {}, 0x0303}},
      {"dot at the end", with(TlsSni("a.b.")), ClientHello{"a.b", {}, 0x0303}},
      {"GREASE versions alone", with(TlsExtension(43, Behind(1, "\x2a\x2a"))),
       ClientHello{{}, {}, 0x0303}},
      {"versions of DTLS count down",
       with(TlsExtension(43, Behind(1, "\xfe\xff\xfe\xfc\xfe\xfd"))),
       ClientHello{{}, {}, 0xfefc}},
      {"empty name", with(TlsSni("")), {}},
      {"name with a space", with(TlsSni("a b")), {}},
      {"name past its list",
       with(TlsExtension(0, BigEndian(0, 2).substr(1) + "\x05")),
       {}},
      {"bytes behind the extensions", with("") + "x", {}},
      {"extensions cut", ClientHelloBody(BigEndian(9, 2) + "abc"), {}},
      {"empty", "", {}},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    CHECK(ParseClientHello(test.body) == test.expected);
  }
}

TEST_CASE("bodies cut or mutated stay harmless") {
  for (size_t size = 0; size < kWhole.size(); ++size) {
    const auto hello = ParseClientHello(kWhole.substr(0, size));
    // A body may end before the extensions, and nowhere else.
    CHECK(hello.has_value() == (size == ClientHelloBody("").size()));
  }
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    ParseClientHello(tests::Mutate(kWhole, random));
  }
}

TEST_CASE("names of ALPN are taken off their list") {
  std::string_view names("\0\x02h2\0\0\x08http/1.1\0", 16);
  CHECK(TakeAlpn(names) == "h2");
  CHECK(TakeAlpn(names) == "http/1.1");
  CHECK(TakeAlpn(names).empty());
  CHECK(names.empty());
}

TEST_CASE("the first of two extensions of a kind counts") {
  const std::string body = ClientHelloBody(
      Behind(2, TlsSni("a.example") + kAlpn + TlsSni("b.example") +
                    TlsExtension(16, Behind(2, "\x02h3"))));
  CHECK(ParseClientHello(body) ==
        ClientHello{"a.example", "\x02h2\x08http/1.1", 0x0303});
  // It is read all the same.
  CHECK(!ParseClientHello(ClientHelloBody(
      Behind(2, kAlpn + TlsExtension(16, Behind(2, "\x09h3"))))));
}

TEST_CASE("a hello over datagrams has a cookie") {
  const std::string body =
      BigEndian(0xfefd, 2) + std::string(32, 'r') + Behind(1, "") +
      Behind(1, "cookie") + Behind(2, "\xc0\xa8") +
      Behind(1, std::string(1, '\0')) + Behind(2, TlsSni("coap.example"));
  CHECK(ParseClientHello(body, TlsCarrier::Datagrams) ==
        ClientHello{"coap.example", {}, 0xfefd});
  CHECK(ParseClientHello(body, TlsCarrier::Tcp) == std::nullopt);
}

TEST_CASE("values of GREASE") {
  for (const uint16_t value : std::vector<uint16_t>{0x0a0a, 0x5a5a, 0xfafa}) {
    CHECK(IsGrease(value));
  }
  for (const uint16_t value : std::vector<uint16_t>{0x0a1a, 0x0a0b, 0x1301}) {
    CHECK(!IsGrease(value));
  }
}

}  // namespace
}  // namespace iotpf::runtime
