// Protects the fields of client hellos, in any cut into records and segments.

#include "runtime/protocols/tls_hello.h"

#include "runtime/limits.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::Gap;

std::string Behind(int size, const std::string& bytes) {
  return BigEndian(bytes.size(), size) + bytes;
}
std::string Extension(uint16_t type, const std::string& content) {
  return BigEndian(type, 2) + Behind(2, content);
}
std::string Sni(const std::string& name, char type = 0) {
  return Extension(0, Behind(2, type + Behind(2, name)));
}
std::string Body(const std::string& extensions) {
  return BigEndian(0x0303, 2) + std::string(32, 'r') + Behind(1, "") +
         Behind(2, "\x13\x01") + Behind(1, std::string(1, '\0')) + extensions;
}
std::string Handshake(const std::string& body) {
  return "\x01" + Behind(3, body);
}
// The content in records of at most `size` bytes.
std::string Records(const std::string& content, size_t size) {
  std::string records;
  for (size_t i = 0; i < content.size(); i += size) {
    records += "\x16\x03\x01" + Behind(2, content.substr(i, size));
  }
  return records;
}

const std::string kAlpn = Extension(16, Behind(2, "\x02h2\x08http/1.1"));
const std::string kVersions =
    Extension(43, Behind(1, "\x5a\x5a\x03\x04\x03\x03\x7f\x1c"));
const std::string kWhole = Body(Behind(
    2, Extension(0x1a1a, "") + Sni("Api.Example.com") + kAlpn + kVersions));

struct Case {
  std::string name;
  std::string body;
  std::optional<TlsHello> expected;
};

TEST_CASE("bodies of client hellos") {
  const std::vector<Case> cases = {
      {"whole", kWhole,
       TlsHello{"Api.Example.com", {"h2", "http/1.1"}, 0x0304}},
      {"without extensions", Body(""), TlsHello{{}, {}, 0x0303}},
      {"empty extensions", Body(Behind(2, "")), TlsHello{{}, {}, 0x0303}},
      {"name of another type", Body(Behind(2, Sni("x", 1))),
       TlsHello{{}, {}, 0x0303}},
      {"dot at the end", Body(Behind(2, Sni("a.b."))),
       TlsHello{"a.b", {}, 0x0303}},
      {"GREASE versions alone",
       Body(Behind(2, Extension(43, Behind(1, "\x2a\x2a")))),
       TlsHello{{}, {}, 0x0303}},
      {"empty name", Body(Behind(2, Sni(""))), {}},
      {"name with a space", Body(Behind(2, Sni("a b"))), {}},
      {"name past its list",
       Body(Behind(2, Extension(0, BigEndian(0, 2).substr(1) + "\x05"))),
       {}},
      {"bytes behind the extensions", Body(Behind(2, "") + "x"), {}},
      {"extensions cut", Body(BigEndian(9, 2) + "abc"), {}},
      {"empty", "", {}},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    CHECK(ParseTlsHello(test.body) == test.expected);
  }
}

TEST_CASE("bodies cut or mutated stay harmless") {
  for (size_t size = 0; size < kWhole.size(); ++size) {
    const auto hello = ParseTlsHello(kWhole.substr(0, size));
    // A body may end before the extensions, and nowhere else.
    CHECK(hello.has_value() == (size == Body("").size()));
  }
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) ParseTlsHello(tests::Mutate(kWhole, random));
}

std::string RunTls(const tests::Feed& feed) {
  DecodeCounters counters;
  TlsHelloDecoder decoder(counters);
  feed(decoder);
  const TlsHello* const hello = decoder.hello();
  return fmt::format("{} {} malformed={} oversized={}", decoder.done(),
                     hello == nullptr ? "-" : hello->sni.value_or("no name"),
                     counters.tls_malformed_hellos,
                     counters.tls_oversized_hellos);
}

struct StreamCase {
  std::string name;
  std::vector<tests::StreamStep> client;
  std::string expected;
};

std::vector<StreamCase> StreamCases() {
  const std::string hello = Handshake(kWhole);
  const std::string large = Handshake(
      Body(Behind(2, Sni("a.b") + Extension(21, std::string(40000, 'p')))));
  const std::string found = "true Api.Example.com malformed=0 oversized=0";
  const std::string malformed = "true - malformed=1 oversized=0";
  const std::string unseen = "true - malformed=0 oversized=0";
  return {
      {"one record", {Bytes(Records(hello, 16000))}, found},
      {"records of one byte", {Bytes(Records(hello, 1)), Fin()}, found},
      {"records of seven bytes", {Bytes(Records(hello, 7)), Fin()}, found},
      {"bytes behind it",
       {Bytes(Records(hello, 50) + "garbage"), Cut()},
       found},
      {"several large records",
       {Bytes(Records(large, 16000)), Cut()},
       "true a.b malformed=0 oversized=0"},
      {"cut", {Bytes(Records(hello, 99).substr(0, 90)), Fin()}, unseen},
      {"gap",
       {Bytes(Records(hello, 99).substr(0, 60)), Gap(3),
        Bytes(Records(hello, 99).substr(63))},
       unseen},
      {"another protocol", {Bytes("GET / HTTP/1.1\r\n")}, unseen},
      {"an alert", {Bytes(std::string("\x15\x03\x01\0\2\2\x28", 7))}, unseen},
      {"an empty record",
       {Bytes(std::string("\x16\x03\x01\0\0", 5))},
       malformed},
      {"a server hello",
       {Bytes(Records("\x02" + Behind(3, kWhole), 100))},
       unseen},
      {"a huge length",
       {Bytes(Records("\x01\xff\xff\xff", 100))},
       "true - malformed=0 oversized=1"},
  };
}

TEST_CASE("hellos do not depend on cuts") {
  for (const StreamCase& test : StreamCases()) {
    CAPTURE(test.name);
    const tests::StreamScript script = {test.client,
                                        {Bytes("\x16\x03"), Fin()}};
    CHECK(tests::RunInAllCuts(script, RunTls) == test.expected);
  }
}

TEST_CASE("mutated streams stay harmless") {
  for (const StreamCase& test : StreamCases()) {
    CAPTURE(test.name);
    tests::RunMutants({test.client, {}}, RunTls, 200);
  }
}

TEST_CASE("fields of a hello") {
  const TlsHello hello{{}, {"h2", "http/1.1"}, 0x0304};
  Session session;
  WriteTlsFields(&hello, session);
  CHECK(session.presence(Record::Tls) == Presence::Present);
  CHECK(session[Field::TlsSni].presence == Presence::Absent);
  CHECK(session[Field::TlsAlpn].values.size() == 2);
  CHECK(session.Number(Field::TlsVersion) == 0x0304);
  // What nobody looks for is not seen to be missing.
  for (size_t i = 0; i < kFieldCount; ++i) {
    if (kFields[i].decoding == Decoding::Decoded) continue;
    CAPTURE(kFields[i].path);
    CHECK(session[static_cast<Field>(i)].presence == Presence::Unobserved);
  }
  Session unseen;
  WriteTlsFields(nullptr, unseen);
  CHECK(unseen.presence(Record::Tls) == Presence::Unobserved);
}

}  // namespace
}  // namespace iotpf::runtime
