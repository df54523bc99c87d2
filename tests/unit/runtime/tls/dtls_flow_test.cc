// Protects handshakes over datagrams: fragments, in any order, lost or doubled.

#include "runtime/tls/dtls_flow.h"

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

std::string Record(char type, uint16_t epoch, const std::string& content) {
  return type + std::string("\xfe\xfd") + BigEndian(epoch, 2) +
         std::string(6, '\0') + Behind(2, content);
}

// A fragment of a handshake message.
std::string Fragment(char type, uint16_t number, const std::string& body,
                     size_t offset = 0, size_t size = 9999) {
  return Record(22, 0,
                type + BigEndian(body.size(), 3) + BigEndian(number, 2) +
                    BigEndian(offset, 3) +
                    Behind(3, body.substr(offset, size)));
}

std::string Hello(const std::string& cookie) {
  return BigEndian(0xfefd, 2) + std::string(32, 'r') + Behind(1, "") +
         Behind(1, cookie) + Behind(2, "\xc0\xa8") +
         Behind(1, std::string(1, '\0')) +
         Behind(2, tests::TlsSni("lamp.example"));
}

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
  return {{Sender::Client, Fragment(1, 0, Hello(""))},
          {Sender::Server, Fragment(3, 0, kVerify)},
          {Sender::Client, Fragment(1, 1, Hello("cookie"), 0, 30)},
          {Sender::Client, Fragment(1, 1, Hello("cookie"), 30)},
          {Sender::Server, Fragment(2, 1, kServerHello, 0, 20)},
          {Sender::Server, Fragment(2, 1, kServerHello, 10)},
          {Sender::Server, Fragment(12, 2, "keys")},
          {Sender::Server, Fragment(14, 3, "")}};
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
  const Sent hello = {Sender::Client, Fragment(1, 0, Hello(""))};
  const Sent server = {Sender::Server, Fragment(2, 0, kServerHello)};
  const Sent done = {Sender::Server, Fragment(14, 2, "")};
  const Sent change = {Sender::Server, Record(20, 0, "\x01")};
  CHECK(Run({hello, server, {Sender::Server, Fragment(11, 1, kNone)}}) ==
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
