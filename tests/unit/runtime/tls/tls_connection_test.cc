// Protects what is shown of handshakes, in any cut into records and segments.

#include "runtime/tls/tls_connection.h"

#include "tests/support/describe_counters.h"
#include "tests/support/stream_script.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Behind;
using tests::BigEndian;
using tests::Bytes;
using tests::ClientHelloBody;
using tests::Cut;
using tests::Fin;
using tests::Gap;
using tests::ServerHelloBody;
using tests::TlsExtension;
using tests::TlsMessage;
using tests::TlsRecords;
using tests::TlsSni;

std::string StateOf(const Session& session, Field field) {
  switch (session[field].presence) {
    case Presence::Unobserved:
      return "?";
    case Presence::Absent:
      return "-";
    case Presence::Present:
      break;
  }
  const auto number = session.Number(field);
  return number ? fmt::format("{:x}", *number)
                : std::string(*session.Text(field));
}

std::string RunWith(const tests::Feed& feed, bool from_start) {
  DecodeCounters counters;
  TlsConnection connection(
      {.ja3 = true, .ja4 = true, .cipher = true, .certificate = true}, counters,
      from_start);
  feed(connection);
  Session session;
  connection.WriteCarrier(session);
  std::string text = fmt::format("{} {} {}", StateOf(session, Field::TlsSni),
                                 StateOf(session, Field::TlsCipher),
                                 StateOf(session, Field::TlsCertSan));
  return text + tests::Describe(counters, " ", "");
}

std::string Run(const tests::Feed& feed) { return RunWith(feed, true); }

const std::string kHello =
    TlsMessage(1, ClientHelloBody(Behind(2, TlsSni("Api.Example.com") +
                                                TlsExtension(13, "\0\2\4\3"))));
const std::string kServerHello = TlsMessage(2, ServerHelloBody(0xc02f));
const std::string kTls13Hello = TlsMessage(
    2, ServerHelloBody(0x1301, TlsExtension(43, BigEndian(0x0304, 2))));
const std::string kRetry = TlsMessage(
    2, ServerHelloBody(0x1301, TlsExtension(43, BigEndian(0x0304, 2)),
                       tests::FromHex("CF21AD74E59A6111BE1D8C021E65B891"
                                      "C2A211167ABB8C5E079E09E2C8A8339C")));
const std::string kDone = TlsMessage(14, "");
const std::string kChange = TlsRecords("\1", 1, 20);

struct StreamCase {
  std::string name;
  tests::StreamSteps client;
  tests::StreamSteps server;
  std::string expected;
};

std::vector<StreamCase> ClientCases() {
  const std::string large = TlsMessage(
      1, ClientHelloBody(Behind(
             2, TlsSni("a.b") + TlsExtension(21, std::string(40000, 'p')))));
  return {
      {"one record", {Bytes(TlsRecords(kHello))}, {}, "Api.Example.com ? ?"},
      {"records of one byte",
       {Bytes(TlsRecords(kHello, 1)), Fin()},
       {},
       "Api.Example.com ? ?"},
      {"bytes behind it",
       {Bytes(TlsRecords(kHello, 50) + "garbage"), Cut()},
       {},
       "Api.Example.com ? ?"},
      {"several large records",
       {Bytes(TlsRecords(large)), Cut()},
       {},
       "a.b ? ?"},
      {"in a record that is cut behind it",
       {Bytes(std::string("\x16\3\1\x3f\xff", 5) + kHello), Cut()},
       {},
       "Api.Example.com ? ?"},
      {"cut",
       {Bytes(TlsRecords(kHello, 40).substr(0, 60)), Fin()},
       {},
       "? ? ?"},
      {"gap",
       {Bytes(TlsRecords(kHello, 40).substr(0, 60)), Gap(3),
        Bytes(TlsRecords(kHello, 40).substr(63))},
       {},
       "? ? ?"},
      {"another protocol", {Bytes("GET / HTTP/1.1\r\n")}, {}, "? ? ?"},
      {"an alert", {Bytes(TlsRecords("\2\x28", 2, 21))}, {}, "? ? ?"},
      {"an empty record",
       {Bytes(std::string("\x16\x03\x01\0\0", 5))},
       {},
       "? ? ? tls_malformed_hellos=1"},
      {"a server hello from the client",
       {Bytes(TlsRecords(kServerHello))},
       {},
       "? ? ?"},
      {"a huge length",
       {Bytes(TlsRecords("\x01\xff\xff\xff"))},
       {},
       "? ? ? tls_oversized_hellos=1"},
  };
}

std::vector<StreamCase> ServerCases() {
  const auto hello = [] { return Bytes(TlsRecords(kHello)); };
  const std::string none = TlsMessage(11, Behind(3, ""));
  const std::string broken = TlsMessage(11, Behind(3, Behind(3, "no DER")));
  return {
      {"without a certificate",
       {hello()},
       {Bytes(TlsRecords(kServerHello + kDone, 11)), Cut()},
       "Api.Example.com c02f -"},
      {"with an empty list of them",
       {hello()},
       {Bytes(TlsRecords(kServerHello + none)), Cut()},
       "Api.Example.com c02f -"},
      {"with one that is none",
       {hello()},
       {Bytes(TlsRecords(kServerHello + broken)), Cut()},
       "Api.Example.com c02f ? tls_malformed_certificates=1"},
      {"resumed",
       {hello()},
       {Bytes(TlsRecords(kServerHello) + kChange), Cut()},
       "Api.Example.com c02f -"},
      {"cut before the certificate",
       {hello()},
       {Bytes(TlsRecords(kServerHello)), Cut()},
       "Api.Example.com c02f ?"},
      {"a gap before the certificate",
       {hello()},
       {Bytes(TlsRecords(kServerHello)), Gap(9), Bytes(kChange)},
       "Api.Example.com c02f ?"},
      {"TLS 1.3 encrypts it",
       {hello()},
       {Bytes(TlsRecords(kTls13Hello) + kChange + TlsRecords("x", 1, 23))},
       "Api.Example.com 1301 ?"},
      {"asked again",
       {Bytes(TlsRecords(kHello + kHello))},
       {Bytes(TlsRecords(kRetry) + kChange + TlsRecords(kTls13Hello))},
       "Api.Example.com 1301 ?"},
      {"refused",
       {hello()},
       {Bytes(TlsRecords("\2\x28", 2, 21)), Fin()},
       "Api.Example.com - -"},
      {"warned of the name",
       {hello()},
       {Bytes(TlsRecords("\1\x70", 2, 21) + TlsRecords(kServerHello + kDone))},
       "Api.Example.com c02f -"},
      {"seen without its client",
       {Fin()},
       {Bytes(TlsRecords(kServerHello + kDone))},
       "? c02f -"},
      {"a hello that is malformed",
       {hello()},
       {Bytes(TlsRecords(TlsMessage(2, "short")))},
       "Api.Example.com ? ? tls_malformed_server_hellos=1"},
      {"a huge certificate",
       {hello()},
       {Bytes(TlsRecords(kServerHello + "\x0b\xff\xff\xff"))},
       "Api.Example.com c02f ? tls_oversized_messages=1"},
      {"no TLS",
       {hello()},
       {Bytes("HTTP/1.1 400 Bad Request\r\n")},
       "Api.Example.com ? ?"},
  };
}

TEST_CASE("handshakes do not depend on cuts") {
  for (const auto& cases : {ClientCases(), ServerCases()}) {
    for (const StreamCase& test : cases) {
      CAPTURE(test.name);
      CHECK(tests::RunInAllCuts({test.client, test.server}, Run) ==
            test.expected);
    }
  }
}

TEST_CASE("mutated streams stay harmless") {
  for (const auto& cases : {ClientCases(), ServerCases()}) {
    for (const StreamCase& test : cases) {
      CAPTURE(test.name);
      tests::RunMutants({test.client, test.server}, Run, 100);
    }
  }
}

TEST_CASE("an alert in the middle of a connection refuses nothing") {
  const auto feed = [](StreamDecoder& decoder) {
    decoder.OnBytes(Sender::Client, TlsRecords(kHello), {});
    decoder.OnBytes(Sender::Server, TlsRecords("\2\x28", 2, 21), {});
  };
  CHECK(RunWith(feed, false) == "Api.Example.com ? ?");
  CHECK(RunWith(feed, true) == "Api.Example.com - -");
}

TEST_CASE("fields of a hello") {
  DecodeCounters counters;
  TlsConnection connection({.ja3 = true}, counters, true);
  connection.OnBytes(Sender::Client,
                     TlsRecords(TlsMessage(1, ClientHelloBody(""))), {});
  CHECK(connection.is_done(Sender::Client));
  // Nothing of the server is needed.
  CHECK(connection.is_done(Sender::Server));
  Session session;
  connection.WriteCarrier(session);
  CHECK(session.presence(Record::Tls) == Presence::Present);
  CHECK(session[Field::TlsSni].presence == Presence::Absent);
  CHECK(session[Field::TlsAlpn].presence == Presence::Absent);
  CHECK(session.Number(Field::TlsVersion) == 0x0303);
  CHECK(session.Text(Field::TlsJa3).value_or("").size() == 32);
  // What nobody reads is not made, and not said to be missing.
  CHECK(session[Field::TlsJa4].presence == Presence::Unobserved);
  CHECK(session[Field::TlsCipher].presence == Presence::Unobserved);

  Session unseen;
  TlsConnection({}, counters, true).WriteCarrier(unseen);
  CHECK(unseen.presence(Record::Tls) == Presence::Unobserved);
}

}  // namespace
}  // namespace iotpf::runtime
