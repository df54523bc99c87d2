// Protects what is seen of protocols within others, from packets to sessions.
#include <iotpf/scanner.h>

#include "runtime/limits.h"
#include "tests/support/capture_builder.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/scan_capture.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace iotpf {
namespace {

using tests::CaptureBuilder;
using tests::HpackLiterals;
using tests::Http2Data;
using tests::ImageBuilder;
using tests::PlatformsOf;
using tests::ScanBytes;
using tests::Scanned;
using tests::Talk;

ImageBuilder Rules() {
  ImageBuilder rules;
  const auto add = [&rules](std::string_view id, Field field,
                            std::string_view text) {
    const uint32_t node = rules.Test(IOTPF_OP_EQUAL, rules.Reading(field),
                                     {tests::Bytes(text, 0)});
    rules.Fingerprint(rules.Platform(id), "device");
    rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Feature("f", node));
  };
  add("plug", Field::MqttClientId, "plug-1");
  add("cam", Field::TlsSni, "cam.example");
  // What exchanges in the clear lack, their flow may have in a tunnel.
  const auto feature = [&rules](std::string_view name, iotpf_predicate_op op,
                                Field field) {
    return rules.Feature(name, rules.Test(op, rules.Reading(field)));
  };
  rules.Fingerprint(rules.Platform("no_tls"), "device");
  rules.Condition(IOTPF_SUFFICIENT_NEGATIVE, 200,
                  feature("asks", IOTPF_OP_PRESENT, Field::RequestMethod));
  rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100,
                  feature("f", IOTPF_OP_ABSENT, Field::TlsSni));
  return rules;
}

// The platforms of the flow, which is reported last.
std::string FlowPlatforms(const CaptureBuilder& capture) {
  const ImageBuilder rules = Rules();
  const Scanned scanned = ScanBytes(capture.Pcap(), rules);
  REQUIRE(!scanned.sessions.empty());
  return PlatformsOf(scanned.sessions.back(), rules);
}

// MQTT 3.1.1, 3.1, in a frame without a mask.
const std::string kMqttConnect =
    std::string("\x82\x14\x10\x12\0\4MQTT\4\2\0\x3c\0\6plug-1", 22);

TEST_CASE("MQTT over WebSocket") {
  CaptureBuilder capture;
  Talk talk{40000, 80};
  capture.Open(talk);
  capture.FromClient(talk, "GET /mqtt HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
  capture.FromServer(talk,
                     "HTTP/1.1 101 Go\r\nUpgrade: websocket\r\n"
                     "Sec-WebSocket-Protocol: mqtt\r\n\r\n");
  capture.FromClient(talk, kMqttConnect);
  capture.Close(talk);
  CHECK(FlowPlatforms(capture) == "no_tls,plug");
}

// ---- HTTP/2

const std::string kSettings = tests::kHttp2Settings;
const std::string kStart = tests::kHttp2Preface + kSettings;
const std::string kConnect =
    HpackLiterals({{":method", "CONNECT"}, {":authority", "a:443"}});
const std::string kConnectMqtt = HpackLiterals(
    {{":method", "CONNECT"}, {":protocol", "websocket"}, {":path", "/mqtt"}});
const std::string kOk =
    HpackLiterals({{":status", "200"}, {"sec-websocket-protocol", "mqtt"}});

std::string Head(uint32_t stream, const std::string& block) {
  return tests::Http2Headers(tests::kEndHeaders, stream, block);
}

TEST_CASE("MQTT over WebSocket, and TLS, in streams of HTTP/2") {
  CaptureBuilder capture;
  Talk talk{40000, 8080};
  capture.Open(talk);
  capture.FromClient(talk, kStart + Head(1, kConnect) + Head(3, kConnectMqtt));
  capture.FromServer(talk, kSettings + Head(3, kOk) + Head(1, kOk));
  capture.FromClient(talk, Http2Data(0, 1, tests::ClientHello("cam.example")) +
                               Http2Data(0, 3, kMqttConnect));
  capture.Close(talk);
  CHECK(FlowPlatforms(capture) == "cam,plug");
}

TEST_CASE("streams of HTTP/2 that have ended make room for others") {
  using tests::kEndStream;
  CaptureBuilder capture;
  Talk talk{40000, 8080};
  capture.Open(talk);
  capture.FromClient(talk, kStart);
  capture.FromServer(talk, kSettings);
  // The first of them is remembered by what it shows.
  std::string said = tests::ClientHello("cam.example");
  uint32_t stream = 1;
  for (; stream < 4 * runtime::kMaxNestedStreams; stream += 2) {
    capture.FromClient(
        talk, Head(stream, kConnect) + Http2Data(kEndStream, stream, said));
    capture.FromServer(talk,
                       Head(stream, kOk) + Http2Data(kEndStream, stream, "x"));
    said = "x";
  }
  capture.FromClient(talk, Head(stream, kConnectMqtt));
  capture.FromServer(talk, Head(stream, kOk));
  capture.FromClient(talk, Http2Data(0, stream, kMqttConnect));
  capture.Close(talk);
  CHECK(FlowPlatforms(capture) == "cam,plug");
}

// What one side says in front of a client hello.
struct Line {
  bool from_client;
  std::string bytes;
};
Line Client(std::string bytes) { return {true, std::move(bytes)}; }
Line Server(std::string bytes) { return {false, std::move(bytes)}; }

// The platforms of a flow that says `lines` and begins TLS.
std::string PlatformsBehind(uint16_t server_port,
                            const std::vector<Line>& lines) {
  CaptureBuilder capture;
  Talk talk{40000, server_port};
  capture.Open(talk);
  for (const Line& line : lines) {
    if (line.from_client) {
      capture.FromClient(talk, line.bytes);
    } else {
      capture.FromServer(talk, line.bytes);
    }
  }
  capture.FromClient(talk, tests::ClientHello("cam.example"));
  capture.Close(talk);
  return FlowPlatforms(capture);
}

TEST_CASE("TLS behind CONNECT") {
  CHECK(
      PlatformsBehind(3128, {Client("CONNECT cam.example:443 HTTP/1.1\r\n\r\n"),
                             Server("HTTP/1.1 200 OK\r\n\r\n")}) == "cam");
}

TEST_CASE("an exchange shows nothing of a tunnel behind it") {
  CaptureBuilder capture;
  Talk talk{40000, 3128};
  capture.Open(talk);
  capture.FromClient(talk,
                     "GET / HTTP/1.1\r\n\r\n"
                     "CONNECT cam.example:443 HTTP/1.1\r\n\r\n" +
                         tests::ClientHello("cam.example"));
  capture.FromServer(talk, "HTTP/1.1 204 No\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
  capture.Close(talk);
  const ImageBuilder rules = Rules();
  const Scanned scanned = ScanBytes(capture.Pcap(), rules);
  REQUIRE(scanned.sessions.size() == 3);
  CHECK(PlatformsOf(scanned.sessions[0], rules).empty());
  CHECK(PlatformsOf(scanned.sessions[1], rules).empty());
  CHECK(PlatformsOf(scanned.sessions[2], rules) == "cam");
}

TEST_CASE("TLS behind STARTTLS, and behind SOCKS") {
  CHECK(PlatformsBehind(587, {Server("220 mail.example ready\r\n"),
                              Client("EHLO a\r\n"), Server("250 STARTTLS\r\n"),
                              Client("STARTTLS\r\n"), Server("220 go\r\n")}) ==
        "cam");
  CHECK(PlatformsBehind(1080, {Client({"\5\1\0", 3}), Server({"\5\0", 2}),
                               Client({"\5\1\0\1\x0a\0\0\1\1\xbb", 10}),
                               Server({"\5\0\0\1\0\0\0\0\0\0", 10})}) == "cam");
}

TEST_CASE("the port in the header of a balancer tells what is behind it") {
  // SMTP greets as FTP does.
  CHECK(PlatformsBehind(10021,
                        {Client("PROXY TCP4 192.0.2.1 192.0.2.2 40000 21\r\n"),
                         Server("220 ready\r\n"), Client("FEAT\r\n"),
                         Server("211 none\r\n"), Client("AUTH TLS\r\n"),
                         Server("234 go\r\n")}) == "cam");
}

TEST_CASE("tunnels in tunnels end at the cap") {
  const auto platforms_at = [](int tunnels) {
    std::vector<Line> lines;
    for (int i = 0; i < tunnels; ++i) {
      lines.push_back(Client("CONNECT cam.example:443 HTTP/1.1\r\n\r\n"));
      lines.push_back(Server("HTTP/1.1 200 OK\r\n\r\n"));
    }
    return PlatformsBehind(3128, lines);
  };
  CHECK(platforms_at(runtime::kMaxCarriedStreams) == "cam");
  // What is there is not known, so it is not absent either.
  CHECK(platforms_at(runtime::kMaxCarriedStreams + 1).empty());
}

TEST_CASE("streams of HTTP/2 in streams of HTTP/2 end at the cap") {
  // One stream that carries HTTP/2 with more, the last of them TLS.
  const auto platforms_at = [](uint32_t streams) {
    std::string client = kStart;
    std::string server = kSettings;
    for (uint32_t i = 0; i < streams; ++i) {
      client += Head(2 * i + 1, kConnect);
      server += Head(2 * i + 1, kOk);
    }
    client += Http2Data(0, 2 * streams - 1, tests::ClientHello("cam.example"));
    CaptureBuilder capture;
    Talk talk{40000, 8080};
    capture.Open(talk);
    capture.FromClient(talk, kStart + Head(1, kConnect));
    capture.FromServer(talk, kSettings + Head(1, kOk));
    capture.FromClient(talk, Http2Data(0, 1, client));
    capture.FromServer(talk, Http2Data(0, 1, server));
    capture.Close(talk);
    return FlowPlatforms(capture);
  };
  CHECK(platforms_at(runtime::kMaxNestedStreams - 1) == "cam");
  CHECK(platforms_at(runtime::kMaxNestedStreams).empty());
}

}  // namespace
}  // namespace iotpf
