// Protects what streams of HTTP/2 carry: CONNECT, and WebSocket by it.

#include "runtime/protocols/http2_tunnels.h"

#include "runtime/limits.h"
#include "runtime/protocols/http2_connection.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/nested_http.h"
#include "tests/support/recorded_stream.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::Gap;
using tests::HpackLiterals;
using tests::Http2Data;
using tests::Http2Headers;
using tests::Http2Reset;
using tests::kEndHeaders;
using tests::kEndStream;
using tests::kPadded;

// What a connection shows, and all that it carries.
std::string RunTunnels(const tests::Feed& feed) {
  DecodeCounters counters;
  tests::RecordedStreams nested;
  Http2Connection connection(counters, &nested);
  feed(connection);
  return tests::Describe(connection.TakeExchanges()) + nested.text() +
         tests::Describe(counters, "", "\n");
}

using Case = tests::StreamCase;

const std::string kSettings = tests::kHttp2Settings;
const std::string kStart = tests::kHttp2Preface + kSettings;

std::string Head(uint32_t stream, const std::string& block) {
  return Http2Headers(kEndHeaders, stream, block);
}
std::string Connect() {
  return HpackLiterals({{":method", "CONNECT"}, {":authority", "h:8443"}});
}
std::string Status(std::string_view status) {
  return HpackLiterals({{":status", status}});
}

std::vector<Case> ConnectCases() {
  const std::string get = HpackLiterals({{":method", "GET"}, {":path", "/g"}});
  return {
      {"CONNECT",
       {{Bytes(kStart + Head(1, Connect()) + Http2Data(0, 1, "hel") +
               Http2Data(kEndStream, 1, "lo")),
         Fin()},
        {Bytes(kSettings + Head(1, Status("200")) +
               Http2Data(kEndStream, 1, "world")),
         Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client hello| server world|\n"},
      {"CONNECT beside other streams, without an end",
       {{Bytes(kStart + Head(1, Connect()) + Http2Data(0, 1, "he") +
               Http2Headers(kEndHeaders | kEndStream, 3, get) +
               Http2Data(0, 1, "llo")),
         Cut()},
        {Bytes(kSettings + Head(3, Status("200")) + Head(1, Status("200")) +
               Http2Data(0, 1, "wor") + Http2Data(kEndStream, 3, "body") +
               Http2Data(0, 1, "ld")),
         Fin()}},
       "GET /g 0[] > 200 0[body]\nCONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client hello~ server world|\n"},
      {"two beside each other",
       {{Bytes(kStart + Head(1, Connect()) + Head(3, Connect()) +
               Http2Data(0, 3, "b") + Http2Data(kEndStream, 1, "a") +
               Http2Data(kEndStream, 3, "B")),
         Fin()},
        {Bytes(kSettings + Head(3, Status("200")) + Head(1, Status("200")) +
               Http2Data(kEndStream, 1, "x") + Http2Data(kEndStream, 3, "y")),
         Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\nCONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client a| server x|\nport 8443: client bB| server y|\n"},
      {"CONNECT refused",
       {{Bytes(kStart + Head(1, Connect()) + Http2Data(0, 1, "hello")), Fin()},
        {Bytes(kSettings + Head(1, Status("403")) +
               Http2Data(kEndStream, 1, "no")),
         Fin()}},
       "CONNECT h:8443 1[] > 403 0[]\n"},
      {"CONNECT that is reset",
       {{Bytes(kStart + Head(1, Connect()) + Http2Data(0, 1, "hello")), Fin()},
        {Bytes(kSettings + Head(1, Status("200")) + Http2Data(0, 1, "wo") +
               Http2Reset(1)),
         Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client hello| server wo~\n"},
      {"a gap within",
       {{Bytes(kStart + Head(1, Connect()) +
               Http2Data(0, 1, "hello").substr(0, 11)),
         Gap(2), Bytes("o"), Fin()},
        {Bytes(kSettings + Head(1, Status("200"))), Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client he(2)o| server |\n"},
      {"a gap over the end of it and its padding",
       {{Bytes(kStart + Head(1, Connect()) +
               Http2Data(kPadded, 1, "\3hello...").substr(0, 12)),
         Gap(6), Bytes(Http2Data(0, 1, "!")), Fin()},
        {Bytes(kSettings + Head(1, Status("200"))), Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client he(3)!| server |\n"},
  };
}

std::vector<Case> OtherCases() {
  // RFC 8441, 5.1.
  const std::string ask =
      HpackLiterals({{":method", "CONNECT"},
                     {":protocol", "websocket"},
                     {":scheme", "https"},
                     {":path", "/chat"},
                     {":authority", "server.example.com"},
                     {"sec-websocket-protocol", "chat, mqtt"}});
  const std::string udp = HpackLiterals(
      {{":method", "CONNECT"}, {":protocol", "connect-udp"}, {":path", "/"}});
  const std::string mqtt =
      HpackLiterals({{":status", "200"}, {"sec-websocket-protocol", "mqtt"}});
  const std::string get = HpackLiterals({{":method", "GET"}, {":path", "/g"}});
  return {
      {"WebSocket for MQTT",
       {{Bytes(kStart + Head(1, ask) +
               Http2Data(0, 1, "\x82\x83" + std::string(4, '\0') + "abc")),
         Fin()},
        {Bytes(kSettings + Head(1, mqtt) + Http2Data(0, 1, "\x82\x02xy")),
         Fin()}},
       "CONNECT /chat 2[] > 200 1[]\n"
       "port 1883: client abc| server xy|\n"},
      {"datagrams",
       {{Bytes(kStart + Head(1, udp) + Http2Data(0, 1, "abc")), Fin()},
        {Bytes(kSettings + Head(1, Status("200"))), Fin()}},
       "CONNECT / 0[] > 200 0[]\n"},
      {"an answer that is no tunnel",
       {{Bytes(kStart + Http2Headers(kEndHeaders | kEndStream, 1, get)), Fin()},
        {Bytes(kSettings + Head(1, Status("200")) +
               Http2Data(kEndStream, 1, "body")),
         Fin()}},
       "GET /g 0[] > 200 0[body]\n"},
  };
}

TEST_CASE("tunnels of HTTP/2 do not depend on cuts") {
  tests::CheckInAllCuts(ConnectCases(), RunTunnels);
  tests::CheckInAllCuts(OtherCases(), RunTunnels);
}

TEST_CASE("what comes before the head of its direction is in no tunnel") {
  const std::string connect = Head(1, Connect());
  const std::string ok = Head(1, Status("200"));
  const std::string expected =
      "CONNECT h:8443 1[] > 200 0[]\n"
      "port 8443: client hello| server world|\n";
  const auto check = [&](const std::string& from_client,
                         const std::string& from_server) {
    const tests::StreamScript script = {{Bytes(from_client), Fin()},
                                        {Bytes(from_server), Fin()}};
    CHECK(tests::RunInAllCuts(script, RunTunnels) == expected);
  };
  check(kStart + connect + Http2Data(0, 1, "hello"),
        kSettings + Http2Data(0, 1, "x") + ok + Http2Data(0, 1, "world"));
  check(kStart + Http2Data(0, 1, "x") + connect + Http2Data(0, 1, "hello"),
        kSettings + ok + Http2Data(0, 1, "world"));
}

TEST_CASE("tunnels of HTTP/2 that have ended make room") {
  const auto check = [](const std::string& client_end,
                        const std::function<std::string(uint32_t)>& end) {
    DecodeCounters counters;
    tests::RecordedStreams nested;
    Http2Connection connection(counters, &nested);
    connection.OnBytes(Sender::Client, kStart, {});
    connection.OnBytes(Sender::Server, kSettings, {});
    std::string expected;
    for (uint32_t i = 0; i < 3 * kMaxHttp2Tunnels; ++i) {
      const uint32_t id = 2 * i + 1;
      connection.OnBytes(Sender::Client,
                         Head(id, Connect()) + Http2Data(0, id, "c"), {});
      if (!client_end.empty()) {
        connection.OnBytes(Sender::Client, Http2Data(kEndStream, id, ""), {});
      }
      connection.OnBytes(Sender::Server, Head(id, Status("200")) + end(id), {});
      expected += "port 8443: client c" + client_end + " server " +
                  (client_end.empty() ? "~" : "|") + "\n";
    }
    CHECK(counters.http2_tunnels_over_cap == 0);
    CHECK(nested.text() == expected);
    CHECK_FALSE(connection.MayCarry(Record::Mqtt));
  };
  check("|", [](uint32_t id) { return Http2Data(kEndStream, id, ""); });
  check("", Http2Reset);
}

// Two tunnels of HTTP/1 beside each other, and a stream that is none. The ends
// of the server's streams say in which order they are reported.
tests::StreamScript MixedExchanges() {
  const auto ask = [](uint32_t stream, const std::string& path) {
    return Http2Data(0, stream, "GET " + path + " HTTP/1.1\r\n\r\n");
  };
  const auto answer = [](uint32_t stream, const std::string& status) {
    return Http2Data(0, stream, "HTTP/1.1 " + status + " No\r\n\r\n");
  };
  const auto end = [](uint32_t stream) {
    return Http2Data(kEndStream, stream, "");
  };
  const std::string get = HpackLiterals({{":method", "GET"}, {":path", "/5"}});
  const std::string ok = Status("200");
  return {{Bytes(kStart + Head(1, Connect()) + Head(3, Connect()) +
                 ask(1, "/1a") + ask(3, "/3a") + ask(1, "/1b") +
                 Http2Headers(kEndHeaders | kEndStream, 5, get) + end(1) +
                 ask(3, "/3b") + end(3)),
           Fin()},
          {Bytes(kSettings + Head(1, ok) + Head(3, ok) + answer(3, "204") +
                 answer(1, "304") + Head(5, ok) + answer(3, "204") + end(5) +
                 answer(1, "304") + end(3) + end(1)),
           Fin()}};
}

TEST_CASE("exchanges of tunnels beside each other have one order") {
  const auto run = [](const tests::Feed& feed) {
    DecodeCounters counters;
    tests::NestedHttp nested(counters, 2);
    Http2Connection connection(counters, &nested);
    tests::TakingDecoder taking(connection);
    feed(taking);
    CHECK(nested.memory().used == 0);
    return tests::Describe(taking.taken());
  };
  CHECK(tests::RunInAllCuts(MixedExchanges(), run) ==
        "GET /5 0[] > 200 0[]\n"
        "CONNECT h:8443 1[] > 200 0[]\n"
        "GET /3a 0[] > 204 0[]\nGET /3b 0[] > 204 0[]\n"
        "CONNECT h:8443 1[] > 200 0[]\n"
        "GET /1a 0[] > 304 0[]\nGET /1b 0[] > 304 0[]\n");
}

TEST_CASE("exchanges of tunnels wait up to a cap") {
  const size_t most = kMaxHttp2CarriedExchanges;
  const auto count_after = [](size_t exchanges, size_t limit) {
    DecodeCounters counters;
    tests::NestedHttp nested(counters, 1);
    nested.memory().limit = limit;
    Http2Connection connection(counters, &nested);
    connection.OnBytes(Sender::Client, kStart + Head(1, Connect()), {});
    connection.OnBytes(Sender::Server, kSettings + Head(1, Status("200")), {});
    for (size_t i = 0; i < exchanges; ++i) {
      connection.OnBytes(Sender::Client,
                         Http2Data(0, 1, "GET / HTTP/1.1\r\n\r\n"), {});
      connection.OnBytes(Sender::Server,
                         Http2Data(0, 1, "HTTP/1.1 204 No\r\n\r\n"), {});
    }
    CHECK(counters.http2_exchanges_early == connection.TakeExchanges().size());
    return counters.http2_exchanges_early;
  };
  CHECK(count_after(most, SIZE_MAX) == 0);
  CHECK(count_after(most + 1, SIZE_MAX) == most + 1);
  CHECK(count_after(3, 1) == 3);
}

TEST_CASE("mutated tunnels of HTTP/2 stay harmless") {
  tests::RunMutants(ConnectCases(), RunTunnels, 200);
  tests::RunMutants(OtherCases(), RunTunnels, 200);
}

TEST_CASE("tunnels of HTTP/2 are bounded") {
  DecodeCounters counters;
  tests::RecordedStreams nested;
  Http2Connection connection(counters, &nested);
  connection.OnBytes(Sender::Client, kStart, {});
  const std::string data = Http2Data(0, 1, std::string(kMaxHttpHeldBytes, 'x'));
  connection.OnBytes(Sender::Client, Head(1, Connect()) + data, {});
  CHECK(counters.http_held_overflows == 1);
  for (uint32_t i = 1; i <= kMaxHttp2Tunnels; ++i) {
    connection.OnBytes(Sender::Client, Head(2 * i + 1, Connect()), {});
  }
  CHECK(counters.http2_tunnels_over_cap == 0);
  connection.OnBytes(Sender::Client, Head(1001, Connect()), {});
  CHECK(counters.http2_tunnels_over_cap == 1);
  // What is not looked into may carry anything.
  CHECK(connection.MayCarry(Record::Mqtt));
}

}  // namespace
}  // namespace iotpf::runtime
