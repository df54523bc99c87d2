// Protects what a DNS flow shows, and when its lists are closed.

#include "runtime/protocols/dns_flow.h"

#include "tests/support/dns_bytes.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Bytes;
using tests::Cut;
using tests::DnsHeader;
using tests::DnsRecord;
using tests::Fin;
using tests::Gap;

std::string Query(uint16_t id, const std::string& name) {
  return DnsHeader(id, false, 1, 0) + tests::DnsQuestion(name, 1);
}
std::string Response(uint16_t id, const std::string& name) {
  return DnsHeader(id, true, 1, 1) + tests::DnsQuestion(name, 1) +
         DnsRecord("\xc0\x0c", 1, 60, "\x0a\1\2\3");
}
std::string EmptyResponse(uint16_t id, const std::string& name) {
  return DnsHeader(id, true, 1, 0) + tests::DnsQuestion(name, 1);
}

std::string Describe(const Session& session) {
  const auto field = [&session](Field which) {
    const FieldState& state = session[which];
    if (state.presence == Presence::Absent) return std::string("absent");
    if (state.presence == Presence::Unobserved) return std::string("?");
    return fmt::format("{}{}", state.values.size(), state.open ? "+" : "");
  };
  return fmt::format("names {} types {} addresses {} aliases {}",
                     field(Field::DnsQname), field(Field::DnsQtype),
                     field(Field::DnsAnswer), field(Field::DnsCname));
}

struct Case {
  std::string name;
  std::vector<std::string> datagrams;
  std::string expected;
};

TEST_CASE("lists are closed where each query has its whole response") {
  const std::string truncated = Response(1, "a").substr(0, 30);
  const std::vector<Case> cases = {
      {"answered",
       {Query(1, "a"), Response(1, "a")},
       "names 1 types 1 addresses 1 aliases absent"},
      {"answered in either order",
       {Response(1, "a"), Query(1, "a")},
       "names 1 types 1 addresses 1 aliases absent"},
      {"asked twice",
       {Query(1, "a"), Query(1, "a"), Response(1, "a")},
       "names 1 types 1 addresses 1 aliases absent"},
      {"no answer in it",
       {Query(1, "a"), EmptyResponse(1, "a")},
       "names 1 types 1 addresses absent aliases absent"},
      {"query alone", {Query(1, "a")}, "names 1 types 1 addresses ? aliases ?"},
      {"one of two",
       {Query(1, "a"), Query(2, "b"), Response(2, "b")},
       "names 2 types 1 addresses 1+ aliases ?"},
      {"response alone",
       {Response(1, "a")},
       "names 1 types 1 addresses 1 aliases absent"},
      {"truncated",
       {Query(1, "a"), truncated},
       "names 1 types 1 addresses ? aliases ?"},
      {"malformed",
       {Query(1, "a"), Response(1, "a"), "x"},
       "names 1+ types 1+ addresses 1+ aliases ?"},
      {"none", {}, "names ? types ? addresses ? aliases ?"},
  };
  for (const Case& test : cases) {
    CAPTURE(test.name);
    DecodeCounters counters;
    DnsFlow flow(counters);
    for (const std::string& datagram : test.datagrams) {
      flow.OnDatagram(Sender::Client, datagram, false, {});
    }
    Session session;
    flow.Write(session);
    CHECK(Describe(session) == test.expected);
  }
}

TEST_CASE("values are capped and counted") {
  DecodeCounters counters;
  DnsFlow flow(counters);
  for (uint16_t i = 0; i < 1000; ++i) {
    flow.OnDatagram(Sender::Client, Query(i, fmt::format("n{}", i)), false, {});
  }
  Session session;
  flow.Write(session);
  CHECK(Describe(session) == "names 256+ types 1+ addresses ? aliases ?");
  CHECK(counters.dns_dropped_values > 0);
}

std::string RunDns(const tests::Feed& feed) {
  DecodeCounters counters;
  DnsStreamDecoder decoder(counters);
  feed(decoder);
  Session session;
  decoder.Write(session);
  return fmt::format("{}; {} malformed", Describe(session),
                     counters.dns_malformed_messages);
}

std::string Framed(const std::string& message) {
  return BigEndian(message.size(), 2) + message;
}

struct StreamCase {
  std::string name;
  tests::StreamScript script;
  std::string expected;
};

std::vector<StreamCase> StreamCases() {
  const std::string queries = Framed(Query(1, "a")) + Framed(Query(2, "b"));
  const std::string responses =
      Framed(Response(2, "b")) + Framed(Response(1, "a"));
  return {
      {"pipelined",
       {{Bytes(queries), Fin()}, {Bytes(responses), Fin()}},
       "names 2 types 1 addresses 1 aliases absent; 0 malformed"},
      {"gap",
       {{Bytes(queries), Fin()}, {Gap(9), Bytes(responses), Fin()}},
       "names 2+ types 1+ addresses ? aliases ?; 0 malformed"},
      {"cut",
       {{Bytes(queries), Fin()},
        {Bytes(responses.substr(0, responses.size() - 1)), Cut()}},
       "names 2+ types 1+ addresses 1+ aliases ?; 0 malformed"},
      {"empty message",
       {{Bytes(BigEndian(0, 2) + queries), Fin()}, {Fin()}},
       "names ? types ? addresses ? aliases ?; 1 malformed"},
      {"another protocol",
       {{Bytes("GET / HTTP/1.1\r\n\r\n"), Fin()}, {Fin()}},
       "names ? types ? addresses ? aliases ?; 0 malformed"},
      {"a response from the client",
       {{Bytes(responses), Fin()}, {Fin()}},
       "names ? types ? addresses ? aliases ?; 1 malformed"},
  };
}

TEST_CASE("messages over TCP do not depend on cuts") {
  for (const StreamCase& test : StreamCases()) {
    CAPTURE(test.name);
    CHECK(tests::RunInAllCuts(test.script, RunDns) == test.expected);
    tests::RunMutants(test.script, RunDns, 400);
  }
}

}  // namespace
}  // namespace iotpf::runtime
