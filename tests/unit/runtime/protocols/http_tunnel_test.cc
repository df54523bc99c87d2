// Protects what follows HTTP/1.1 in a connection: tunnels of CONNECT,
// WebSocket, HTTP/2.

#include "runtime/protocols/http_tunnel.h"

#include "runtime/limits.h"
#include "runtime/protocols/http2_connection.h"
#include "runtime/protocols/http_connection.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/recorded_stream.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::Gap;
using tests::HpackLiterals;
using tests::Http2Headers;

std::string RunTunnel(const tests::Feed& feed) {
  DecodeCounters counters;
  std::string carried;
  tests::RecordedStreams nested(carried);
  HttpConnection connection(counters, 0, &nested);
  feed(connection);
  std::string text;
  for (const HttpExchange& exchange : connection.TakeExchanges()) {
    text += tests::Describe(exchange);
  }
  if (!nested.port().empty()) text += nested.port() + carried + "\n";
  counters.ForEach([&text](std::string_view name, uint64_t value, auto) {
    if (value > 0) text += fmt::format("{}={}\n", name, value);
  });
  return text;
}

struct Case {
  std::string what;
  tests::StreamScript script;
  std::string expected;
};

std::vector<Case> Cases() {
  const std::string connect = "CONNECT h:8443 HTTP/1.1\r\n\r\n";
  const std::string granted = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  const std::string ask =
      "GET /mqtt HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
  const std::string agreed =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n";
  return {
      {"CONNECT",
       {{Bytes(connect + "hello"), Fin()}, {Bytes(granted + "world"), Fin()}},
       "CONNECT h:8443 0[] > 200 1[]\n"
       "port 8443: client hello| server world|\n"},
      {"CONNECT, a gap in the tunnel and no end",
       {{Bytes(connect + "he"), Gap(3), Bytes("o"), Cut()},
        {Bytes(granted), Fin()}},
       "CONNECT h:8443 0[] > 200 1[]\n"
       "port 8443: client he(3)o~ server |\n"},
      {"CONNECT refused",
       {{Bytes(connect + "GET / HTTP/1.1\r\n\r\n"), Fin()},
        {Bytes("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"
               "HTTP/1.1 204 No\r\n\r\n"),
         Fin()}},
       "CONNECT h:8443 0[] > 403 1[]\nGET / 0[] > 204 0[]\n"},
      {"requests before a CONNECT",
       {{Bytes("GET / HTTP/1.1\r\n\r\n" + connect + "in"), Fin()},
        {Bytes("HTTP/1.1 204 No\r\n\r\n" + granted), Fin()}},
       "GET / 0[] > 204 0[]\nCONNECT h:8443 0[] > 200 1[]\n"
       "port 8443: client in| server |\n"},
      {"WebSocket",
       {{Bytes(ask + "\x82\x83" + std::string(4, '\0') + "abc"), Fin()},
        {Bytes(agreed + "\r\n\x82\x02xy"), Fin()}},
       "GET /mqtt 2[] > 101 1[]\nport 0: client abc| server xy|\n"},
      {"WebSocket for MQTT, compressed",
       {{Bytes(ask), Fin()},
        {Bytes(agreed +
               "Sec-WebSocket-Protocol: mqttv3.1\r\nSec-WebSocket-Extensions: "
               "permessage-deflate; server_no_context_takeover\r\n\r\n"
               // RFC 7692, 7.2.3.1: the same message twice.
               "\xc1\x07\xf2\x48\xcd\xc9\xc9\x07" +
               std::string(1, '\0') + "\xc1\x07\xf2\x48\xcd\xc9\xc9\x07" +
               std::string(1, '\0')),
         Fin()}},
       "GET /mqtt 2[] > 101 3[]\nport 1883: client | server HelloHello|\n"},
      {"compression that only the client asked for",
       {{Bytes("GET /m HTTP/1.1\r\nUpgrade: websocket\r\n"
               "Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n"),
         Fin()},
        {Bytes(agreed + "\r\n\xc1\x07\xf2\x48\xcd\xc9\xc9\x07" +
               std::string(1, '\0')),
         Fin()}},
       "GET /m 2[] > 101 1[]\nport 0: client | server (1)|\n"
       "websocket_malformed_frames=1\n"},
      {"another protocol",
       {{Bytes("GET /x HTTP/1.1\r\nUpgrade: other\r\n\r\nab"), Fin()},
        {Bytes("HTTP/1.1 101 Go\r\nUpgrade: other\r\n\r\ncd"), Fin()}},
       "GET /x 1[] > 101 1[]\nport 0: client ab| server cd|\n"},
      {"HTTP/2",
       {{Bytes(
             "POST /a HTTP/1.1\r\nUpgrade: h2c\r\nContent-Length: 2\r\n\r\nup" +
             tests::kHttp2Preface + tests::kHttp2Settings +
             Http2Headers(
                 5, 3, HpackLiterals({{":method", "GET"}, {":path", "/b"}}))),
         Fin()},
        {Bytes("HTTP/1.1 101 Go\r\nUpgrade: h2c\r\n\r\n" +
               tests::kHttp2Settings +
               Http2Headers(5, 1, HpackLiterals({{":status", "200"}})) +
               Http2Headers(5, 3, HpackLiterals({{":status", "404"}}))),
         Fin()}},
       "POST /a 2[up] > 200 0[]\nGET /b 0[] > 404 0[]\n"},
  };
}

// ---- HTTP/2

std::string RunHttp2Tunnel(const tests::Feed& feed) {
  DecodeCounters counters;
  std::string carried;
  tests::RecordedStreams nested(carried);
  Http2Connection connection(counters, &nested);
  feed(connection);
  std::string text;
  for (const HttpExchange& exchange : connection.TakeExchanges()) {
    text += tests::Describe(exchange);
  }
  text += nested.port() + carried + "\n";
  counters.ForEach([&text](std::string_view name, uint64_t value, auto) {
    if (value > 0) text += fmt::format("{}={}\n", name, value);
  });
  return text;
}

std::vector<Case> Http2Cases() {
  using tests::Http2Data;
  using tests::kEndHeaders;
  using tests::kEndStream;
  const std::string start = tests::kHttp2Preface + tests::kHttp2Settings;
  const auto head = [](uint32_t stream, const std::string& block) {
    return Http2Headers(kEndHeaders, stream, block);
  };
  const std::string connect =
      HpackLiterals({{":method", "CONNECT"}, {":authority", "h:8443"}});
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
  const std::string ok = HpackLiterals({{":status", "200"}});
  const std::string no = HpackLiterals({{":status", "403"}});
  const std::string mqtt =
      HpackLiterals({{":status", "200"}, {"sec-websocket-protocol", "mqtt"}});
  const std::string get = HpackLiterals({{":method", "GET"}, {":path", "/g"}});
  return {
      {"CONNECT",
       {{Bytes(start + head(1, connect) + Http2Data(0, 1, "hel") +
               Http2Data(kEndStream, 1, "lo")),
         Fin()},
        {Bytes(tests::kHttp2Settings + head(1, ok) +
               Http2Data(kEndStream, 1, "world")),
         Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client hello| server world|\n"},
      {"CONNECT beside other streams, without an end",
       {{Bytes(start + head(1, connect) + Http2Data(0, 1, "he") +
               Http2Headers(kEndHeaders | kEndStream, 3, get) +
               Http2Data(0, 1, "llo")),
         Cut()},
        {Bytes(tests::kHttp2Settings + head(3, ok) + head(1, ok) +
               Http2Data(0, 1, "wor") + Http2Data(kEndStream, 3, "body") +
               Http2Data(0, 1, "ld")),
         Fin()}},
       "GET /g 0[] > 200 0[body]\nCONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client hello~ server world|\n"},
      {"CONNECT refused",
       {{Bytes(start + head(1, connect) + Http2Data(0, 1, "hello")), Fin()},
        {Bytes(tests::kHttp2Settings + head(1, no) +
               Http2Data(kEndStream, 1, "no")),
         Fin()}},
       "CONNECT h:8443 1[] > 403 0[]\n\n"},
      {"CONNECT that is reset",
       {{Bytes(start + head(1, connect) + Http2Data(0, 1, "hello")), Fin()},
        {Bytes(tests::kHttp2Settings + head(1, ok) + Http2Data(0, 1, "wo") +
               tests::Http2Reset(1)),
         Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client hello| server wo~\n"},
      {"a gap within",
       {{Bytes(start + head(1, connect) +
               Http2Data(0, 1, "hello").substr(0, 11)),
         Gap(2), Bytes("o"), Fin()},
        {Bytes(tests::kHttp2Settings + head(1, ok)), Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client he(2)o| server |\n"},
      {"a gap over the end of it and its padding",
       {{Bytes(start + head(1, connect) +
               Http2Data(tests::kPadded, 1, "\3hello...").substr(0, 12)),
         Gap(6), Bytes(Http2Data(0, 1, "!")), Fin()},
        {Bytes(tests::kHttp2Settings + head(1, ok)), Fin()}},
       "CONNECT h:8443 1[] > 200 0[]\n"
       "port 8443: client he(3)!| server |\n"},
      {"WebSocket for MQTT",
       {{Bytes(start + head(1, ask) +
               Http2Data(0, 1, "\x82\x83" + std::string(4, '\0') + "abc")),
         Fin()},
        {Bytes(tests::kHttp2Settings + head(1, mqtt) +
               Http2Data(0, 1, "\x82\x02xy")),
         Fin()}},
       "CONNECT /chat 2[] > 200 1[]\n"
       "port 1883: client abc| server xy|\n"},
      {"datagrams",
       {{Bytes(start + head(1, udp) + Http2Data(0, 1, "abc")), Fin()},
        {Bytes(tests::kHttp2Settings + head(1, ok)), Fin()}},
       "CONNECT / 0[] > 200 0[]\n\n"},
      {"an answer that is no tunnel",
       {{Bytes(start + Http2Headers(kEndHeaders | kEndStream, 1, get)), Fin()},
        {Bytes(tests::kHttp2Settings + head(1, ok) +
               Http2Data(kEndStream, 1, "body")),
         Fin()}},
       "GET /g 0[] > 200 0[body]\n\n"},
  };
}

TEST_CASE("tunnels of HTTP/2 do not depend on cuts") {
  for (const Case& test : Http2Cases()) {
    CAPTURE(test.what);
    CHECK(tests::RunInAllCuts(test.script, RunHttp2Tunnel) == test.expected);
  }
}

TEST_CASE("what comes before the head of its direction is in no tunnel") {
  using tests::Http2Data;
  const std::string start = tests::kHttp2Preface + tests::kHttp2Settings;
  const std::string connect = Http2Headers(
      tests::kEndHeaders, 1,
      HpackLiterals({{":method", "CONNECT"}, {":authority", "h:8443"}}));
  const std::string ok =
      Http2Headers(tests::kEndHeaders, 1, HpackLiterals({{":status", "200"}}));
  const std::string client = start + connect + Http2Data(0, 1, "hello");
  const std::string server = tests::kHttp2Settings + ok;
  const std::string expected =
      "CONNECT h:8443 1[] > 200 0[]\n"
      "port 8443: client hello| server world|\n";
  const auto check = [&](const std::string& from_client,
                         const std::string& from_server) {
    const tests::StreamScript script = {{Bytes(from_client), Fin()},
                                        {Bytes(from_server), Fin()}};
    CHECK(tests::RunInAllCuts(script, RunHttp2Tunnel) == expected);
  };
  check(client, tests::kHttp2Settings + Http2Data(0, 1, "x") + ok +
                    Http2Data(0, 1, "world"));
  check(start + Http2Data(0, 1, "x") + connect + Http2Data(0, 1, "hello"),
        server + Http2Data(0, 1, "world"));
}

TEST_CASE("mutated tunnels of HTTP/2 stay harmless") {
  for (const Case& test : Http2Cases()) {
    CAPTURE(test.what);
    tests::RunMutants(test.script, RunHttp2Tunnel, 200);
  }
}

TEST_CASE("tunnels of HTTP/2 are bounded") {
  DecodeCounters counters;
  std::string carried;
  tests::RecordedStreams nested(carried);
  Http2Connection connection(counters, &nested);
  connection.OnBytes(Sender::Client,
                     tests::kHttp2Preface + tests::kHttp2Settings, {});
  const std::string block =
      HpackLiterals({{":method", "CONNECT"}, {":authority", "h:1"}});
  const std::string data =
      tests::Http2Data(0, 1, std::string(kMaxHttpHeldBytes, 'x'));
  connection.OnBytes(Sender::Client, Http2Headers(4, 1, block) + data, {});
  CHECK(counters.http_held_overflows == 1);
  for (uint32_t i = 1; i <= kMaxHttp2Tunnels; ++i) {
    connection.OnBytes(Sender::Client, Http2Headers(4, 2 * i + 1, block), {});
  }
  CHECK(counters.http2_tunnels_over_cap == 0);
  connection.OnBytes(Sender::Client, Http2Headers(4, 1001, block), {});
  CHECK(counters.http2_tunnels_over_cap == 1);
  // What is not looked into may carry anything.
  CHECK(connection.MayCarry(Record::Mqtt));
}

TEST_CASE("tunnels do not depend on cuts") {
  for (const Case& test : Cases()) {
    CAPTURE(test.what);
    CHECK(tests::RunInAllCuts(test.script, RunTunnel) == test.expected);
  }
}

TEST_CASE("mutated tunnels stay harmless") {
  for (const Case& test : Cases()) {
    CAPTURE(test.what);
    tests::RunMutants(test.script, RunTunnel, 200);
  }
}

}  // namespace
}  // namespace iotpf::runtime
