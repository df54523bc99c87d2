// Protects what follows HTTP/1.1 in a connection: CONNECT, WebSocket, HTTP/2.

#include "runtime/protocols/http_tunnel.h"

#include "runtime/protocols/http_connection.h"
#include "tests/support/describe_counters.h"
#include "tests/support/describe_exchange.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/recorded_stream.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>

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

// What a connection shows, and all that it carries.
std::string RunTunnel(const tests::Feed& feed) {
  DecodeCounters counters;
  tests::RecordedStreams nested;
  HttpConnection connection(counters, 0, &nested);
  feed(connection);
  return tests::Describe(connection.TakeExchanges()) + nested.text() +
         tests::Describe(counters, "", "\n");
}

using Case = tests::StreamCase;

std::vector<Case> ConnectCases() {
  const std::string connect = "CONNECT h:8443 HTTP/1.1\r\n\r\n";
  const std::string granted = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
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
  };
}

std::vector<Case> UpgradeCases() {
  const std::string ask =
      "GET /mqtt HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
  const std::string agreed =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\n";
  return {
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

TEST_CASE("tunnels do not depend on cuts") {
  tests::CheckInAllCuts(ConnectCases(), RunTunnel);
  tests::CheckInAllCuts(UpgradeCases(), RunTunnel);
}

TEST_CASE("mutated tunnels stay harmless") {
  tests::RunMutants(ConnectCases(), RunTunnel, 200);
  tests::RunMutants(UpgradeCases(), RunTunnel, 200);
}

}  // namespace
}  // namespace iotpf::runtime
