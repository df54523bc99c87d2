// Protects handshakes over datagrams: fragments, in any order, lost or doubled.

#include "runtime/tls/dtls_flow.h"

#include "tests/support/dtls_bytes.h"
#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Behind;
using tests::BigEndian;
using tests::DtlsFragment;
using tests::DtlsHello;
using tests::DtlsRecord;

const std::string kVerify = BigEndian(0xfeff, 2) + Behind(1, "cookie");
const std::string kServerHello = tests::ServerHelloBody(0xc0a8);
const std::string kNone = Behind(3, "");  // a list without certificates

struct Sent {
  Sender sender;
  std::string datagram;
};

std::string Run(const std::vector<Sent>& sent) {
  DecodeCounters counters;
  DtlsFlow flow({.ja4 = true, .cipher = true, .certificate = true}, counters);
  for (const Sent& one : sent)
    flow.OnDatagram(one.sender, one.datagram, false, {});
  flow.OnEnd(true);
  Session session;
  flow.WriteCarrier(session);
  const bool is_absent =
      session[Field::TlsCertSubject].presence == Presence::Absent;
  return fmt::format("{} {} {:x} {}", session.Text(Field::TlsSni).value_or("?"),
                     session.Text(Field::TlsJa4).value_or("?").substr(0, 6),
                     session.Number(Field::TlsCipher).value_or(0),
                     is_absent ? "no certificate" : "?");
}

std::vector<Sent> WholeHandshake() {
  return {{Sender::Client, DtlsFragment(1, 0, DtlsHello(""))},
          {Sender::Server, DtlsFragment(3, 0, kVerify)},
          {Sender::Client, DtlsFragment(1, 1, DtlsHello("cookie"), 0, 30)},
          {Sender::Client, DtlsFragment(1, 1, DtlsHello("cookie"), 30)},
          {Sender::Server, DtlsFragment(2, 1, kServerHello, 0, 20)},
          {Sender::Server, DtlsFragment(2, 1, kServerHello, 10)},
          {Sender::Server, DtlsFragment(12, 2, "keys")},
          {Sender::Server, DtlsFragment(14, 3, "")}};
}

TEST_CASE("a handshake in any order") {
  std::vector<Sent> sent = WholeHandshake();
  const std::string expected = "lamp.example dd2d01 c0a8 no certificate";
  CHECK(Run(sent) == expected);
  std::mt19937 random(5);
  for (int i = 0; i < 200; ++i) {
    std::shuffle(sent.begin(), sent.end(), random);
    REQUIRE(Run(sent) == expected);
  }
  for (Sent& one : sent) one.datagram += one.datagram;  // sent again
  CHECK(Run(sent) == expected);
}

TEST_CASE("certificates over datagrams") {
  const Sent hello = {Sender::Client, DtlsFragment(1, 0, DtlsHello(""))};
  const Sent server = {Sender::Server, DtlsFragment(2, 0, kServerHello)};
  const Sent done = {Sender::Server, DtlsFragment(14, 2, "")};
  const Sent change = {Sender::Server, DtlsRecord(20, 0, "\x01")};
  CHECK(Run({hello, server, {Sender::Server, DtlsFragment(11, 1, kNone)}}) ==
        "lamp.example dd2d01 c0a8 no certificate");
  // The message between was lost: it could be one.
  CHECK(Run({hello, server, done}) == "lamp.example dd2d01 c0a8 ?");
  CHECK(Run({hello, server, change}) ==
        "lamp.example dd2d01 c0a8 no certificate");
  CHECK(Run({hello, server}) == "lamp.example dd2d01 c0a8 ?");
}

TEST_CASE("damaged datagrams stay harmless") {
  std::mt19937 random(11);
  for (int i = 0; i < 5000; ++i) {
    std::vector<Sent> sent = WholeHandshake();
    for (Sent& one : sent) one.datagram = tests::Mutate(one.datagram, random);
    Run(sent);
  }
}

}  // namespace
}  // namespace iotpf::runtime
