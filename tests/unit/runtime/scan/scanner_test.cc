// Captures made by hand, from packets to reports.
#include <iotpf/scanner.h>

#include "runtime/limits.h"
#include "tests/support/capture_builder.h"
#include "tests/support/scan_capture.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace iotpf {
namespace {

using tests::CaptureBuilder;
using tests::ClientHello;
using tests::ImageBuilder;
using tests::PlatformsOf;
using tests::ScanBytes;
using tests::Scanned;
using tests::Talk;

constexpr std::string_view kRequest =
    "GET /v1/devices?x=1 HTTP/1.1\r\nHost: api.web.example\r\n\r\n";
constexpr std::string_view kResponse =
    "HTTP/1.1 200 OK\r\nServer: Lamp\r\nContent-Length: 2\r\n\r\nok";

// One platform for each way to know one.
ImageBuilder Rules() {
  ImageBuilder rules;
  const auto add = [&rules](std::string_view id, uint32_t node) {
    rules.Fingerprint(rules.Platform(id), "device");
    rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Feature("f", node));
  };
  const auto test = [&rules](iotpf_predicate_op op, uint32_t reading,
                             std::string_view text) {
    return rules.Test(op, reading, {tests::Bytes(text)});
  };
  add("banner", test(IOTPF_OP_EQUAL,
                     rules.Reading(Field::ResponseHeader, "server"), "Lamp"));
  add("named",
      rules.Test(IOTPF_OP_EQUAL, rules.Reading(Field::ServerName),
                 {tests::Bytes("cam.example", IOTPF_CONSTANT_NOCASE)}));
  add("raw", test(IOTPF_OP_STARTS_WITH, rules.Reading(Field::PayloadClient),
                  "\x21\x31"));
  // A question that only a direction seen whole can answer.
  add("silent",
      rules.And(
          {rules.Test(IOTPF_OP_ABSENT, rules.Reading(Field::PayloadServer)),
           test(IOTPF_OP_EQUAL, rules.Reading(Field::FlowTransport), "tcp")}));
  return rules;
}

TEST_CASE("an exchange and its flow") {
  CaptureBuilder capture;
  Talk talk;
  capture.Open(talk);
  capture.FromClient(talk, kRequest);
  capture.FromServer(talk, kResponse);
  capture.Close(talk);
  const ImageBuilder rules = Rules();
  const Scanned scanned = ScanBytes(capture.Pcap(), rules);
  REQUIRE(scanned.is_whole);
  REQUIRE(scanned.sessions.size() == 2);

  const SessionReport& exchange = scanned.sessions[0];
  CHECK(exchange.kind == SessionKind::Exchange);
  CHECK(exchange.number == 1);
  CHECK(exchange.transport == "tcp");
  CHECK(exchange.client.ip == "10.0.0.1");
  CHECK(exchange.client.port == 40000);
  CHECK(exchange.server.ip == "10.0.0.2");
  CHECK(exchange.server.port == 80);
  CHECK(exchange.server_name == "api.web.example");
  CHECK(exchange.protocol == "http");
  REQUIRE(exchange.request.has_value());
  CHECK(exchange.request->method == "GET");
  CHECK(exchange.request->host == "api.web.example");
  CHECK(exchange.request->path == "/v1/devices");
  CHECK(exchange.time_ns == 1'700'000'000'000'003'000);
  CHECK(PlatformsOf(exchange, rules) == "banner");

  const SessionReport& flow = scanned.sessions[1];
  CHECK(flow.kind == SessionKind::Flow);
  CHECK(flow.exchanges == std::vector<uint64_t>{1});
  CHECK(flow.time_ns == 1'700'000'000'000'000'000);
  CHECK(!flow.request.has_value());
  CHECK(PlatformsOf(flow, rules) == "banner");  // of its exchange
}

TEST_CASE("many exchanges of one connection keep their order") {
  CaptureBuilder capture;
  Talk talk;
  capture.Open(talk);
  for (int i = 0; i < 40; ++i) {
    capture.FromClient(talk, "GET /" + std::to_string(i) +
                                 " HTTP/1.1\r\nHost: h.example\r\n\r\n");
    capture.FromServer(talk, kResponse);
  }
  capture.Close(talk);
  const Scanned scanned = ScanBytes(capture.Pcap(), Rules());
  REQUIRE(scanned.sessions.size() == 41);
  for (size_t i = 0; i < 40; ++i) {
    CHECK(scanned.sessions[i].number == i + 1);
    CHECK(scanned.sessions[i].request->path == "/" + std::to_string(i));
    CHECK(scanned.sessions[40].exchanges[i] == i + 1);
  }
}

TEST_CASE("the server of a TLS flow has the name that it is asked for") {
  CaptureBuilder capture;
  Talk talk{40001, 443};
  capture.Open(talk);
  capture.FromClient(talk, ClientHello("Cam.Example"));
  capture.Close(talk);
  const ImageBuilder rules = Rules();
  const Scanned scanned = ScanBytes(capture.Pcap(), rules);
  REQUIRE(scanned.sessions.size() == 1);
  CHECK(scanned.sessions[0].protocol == "tls");
  CHECK(scanned.sessions[0].server_name == "Cam.Example");
  CHECK(PlatformsOf(scanned.sessions[0], rules) == "named,silent");
}

TEST_CASE("a name of an earlier DNS answer, for as long as it lives") {
  struct Case {
    const char* name;
    uint32_t wait_seconds;
    std::string address;
    bool is_before;
    std::string expected;
  };
  for (const Case& c : std::vector<Case>{
           {"fresh", 60, tests::kServer4, true, "cam.example"},
           {"past its time to live", 302, tests::kServer4, true, ""},
           {"another address", 1, std::string("\x0a\0\0\x09", 4), true, ""},
           {"after the flow began", 1, tests::kServer4, false, ""}}) {
    CAPTURE(c.name);
    CaptureBuilder capture;
    const auto look_up = [&] {
      const Talk dns{50000, 53};
      capture.Datagram(dns, true, tests::DnsQuery("cam.example"));
      capture.Datagram(dns, false,
                       tests::DnsResponse("cam.example", c.address, 300));
    };
    Talk talk{40002, 443};
    if (c.is_before) look_up();
    capture.Wait(c.wait_seconds);
    capture.Open(talk);
    if (!c.is_before) look_up();
    capture.FromClient(talk, ClientHello(""));
    const Scanned scanned = ScanBytes(capture.Pcap(), Rules());
    REQUIRE(scanned.sessions.size() == 2);
    const SessionReport& tls = scanned.sessions[c.is_before ? 1 : 0];
    REQUIRE(tls.protocol == "tls");
    CHECK(tls.server_name == c.expected);
  }
}

TEST_CASE("datagrams, silence and streams seen from the middle") {
  const ImageBuilder rules = Rules();
  struct Case {
    const char* name;
    void (*write)(CaptureBuilder&);
    std::string platforms;
    Certainty certainty;
  };
  for (const Case& c : std::vector<Case>{
           {"a first datagram",
            [](CaptureBuilder& capture) {
              capture.Datagram({40000, 8053}, true, "\x21\x31hello");
            },
            "raw", Certainty::Provisional},
           {"another first byte",
            [](CaptureBuilder& capture) {
              capture.Datagram({40000, 8053}, true, "\x22\x31hello");
            },
            "", Certainty::Provisional},
           {"a server that closes without a byte",
            [](CaptureBuilder& capture) {
              Talk talk{40000, 9};
              capture.Open(talk);
              capture.FromClient(talk, "\x01\x02");
              capture.Close(talk);
            },
            "silent", Certainty::Provisional},
           {"a server that the capture cut",
            [](CaptureBuilder& capture) {
              Talk talk{40000, 9};
              capture.Open(talk);
              capture.FromClient(talk, "\x01\x02");
            },
            "", Certainty::Provisional},
           {"no start, so no first bytes",
            [](CaptureBuilder& capture) {
              Talk talk{40000, 9};
              capture.FromClient(talk, "\x21\x31 in the middle");
              capture.Close(talk);
            },
            "", Certainty::Provisional}}) {
    CAPTURE(c.name);
    CaptureBuilder capture;
    c.write(capture);
    const Scanned scanned = ScanBytes(capture.Pcap(), rules);
    REQUIRE(scanned.sessions.size() == 1);
    CHECK(PlatformsOf(scanned.sessions[0], rules) == c.platforms);
    CHECK(scanned.sessions[0].verdict.certainty == c.certainty);
  }
}

TEST_CASE("a datagram that says nothing leaves the protocol to the next") {
  const auto protocol_after = [](int silent) {
    CaptureBuilder capture;
    const Talk talk{40000, 53};
    for (int i = 0; i < silent; ++i) capture.Datagram(talk, true, "?");
    capture.Datagram(talk, true, tests::DnsQuery("cam.example"));
    const Scanned scanned = ScanBytes(capture.Pcap(), Rules());
    REQUIRE(scanned.sessions.size() == 1);
    return scanned.sessions[0].protocol;
  };
  CHECK(protocol_after(0) == "dns");
  CHECK(protocol_after(1) == "dns");
  CHECK(protocol_after(runtime::kPayloadDatagrams - 1) == "dns");
  CHECK(protocol_after(runtime::kPayloadDatagrams) == "");
}

TEST_CASE("a client hello names its server where no SYN was seen") {
  CaptureBuilder capture;
  Talk talk{40001, 443};
  capture.FromClient(talk, ClientHello("cam.example"));
  capture.Close(talk);
  const ImageBuilder rules = Rules();
  const Scanned scanned = ScanBytes(capture.Pcap(), rules);
  REQUIRE(scanned.sessions.size() == 1);
  CHECK(scanned.sessions[0].protocol == "tls");
  CHECK(scanned.sessions[0].server_name == "cam.example");
  CHECK(PlatformsOf(scanned.sessions[0], rules) == "named");
}

TEST_CASE("the cut of streams into segments changes no verdict") {
  const ImageBuilder rules = Rules();
  const auto scan = [&rules](size_t segment_bytes) {
    CaptureBuilder capture(segment_bytes);
    Talk http;
    Talk tls{40001, 443};
    Talk raw{40002, 5000};
    for (Talk* talk : {&http, &tls, &raw}) capture.Open(*talk);
    capture.FromClient(http, kRequest);
    capture.FromClient(tls, ClientHello("cam.example"));
    capture.FromServer(http, kResponse);
    capture.FromClient(raw, "\x21\x31\x01\x02\x03\x04");
    capture.FromServer(raw, "answer");
    for (Talk* talk : {&http, &tls, &raw}) capture.Close(*talk);
    return ScanBytes(capture.Pcap(), rules);
  };
  const Scanned whole = scan(1400);
  REQUIRE(whole.sessions.size() == 4);
  for (const size_t segment_bytes : {1u, 2u, 7u, 100u}) {
    CAPTURE(segment_bytes);
    const Scanned cut = scan(segment_bytes);
    REQUIRE(cut.sessions.size() == whole.sessions.size());
    for (size_t i = 0; i < whole.sessions.size(); ++i) {
      CHECK(cut.sessions[i].verdict == whole.sessions[i].verdict);
      CHECK(cut.sessions[i].protocol == whole.sessions[i].protocol);
      CHECK(cut.sessions[i].server_name == whole.sessions[i].server_name);
    }
  }
}

TEST_CASE("any number of workers reports the same") {
  CaptureBuilder capture;
  std::vector<Talk> talks;
  for (uint16_t i = 0; i < 200; ++i) {
    talks.push_back({static_cast<uint16_t>(40000 + i), 80});
  }
  for (Talk& talk : talks) capture.Open(talk);
  for (Talk& talk : talks) capture.FromClient(talk, kRequest);
  for (Talk& talk : talks) capture.FromServer(talk, kResponse);
  for (Talk& talk : talks) capture.Close(talk);
  const Scanned one = ScanBytes(capture.Pcap(), Rules(), 1);
  REQUIRE(one.sessions.size() == 400);
  for (const unsigned workers : {2u, 5u}) {
    const Scanned many = ScanBytes(capture.Pcap(), Rules(), workers);
    REQUIRE(many.sessions.size() == one.sessions.size());
    for (size_t i = 0; i < one.sessions.size(); ++i) {
      CHECK(many.sessions[i].client.port == one.sessions[i].client.port);
      CHECK(many.sessions[i].kind == one.sessions[i].kind);
      CHECK(many.sessions[i].exchanges == one.sessions[i].exchanges);
      CHECK(many.sessions[i].verdict == one.sessions[i].verdict);
    }
  }
}

TEST_CASE("exchanges above the caps of a flow are judged, not lost") {
  CaptureBuilder capture;
  Talk talk;
  capture.Open(talk);
  // The first payload of the client stays incomplete, so exchanges wait.
  const std::string response =
      "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n" +
      std::string(60000, 'x');
  const size_t exchanges = runtime::kHeldBytesPerShard / 60000 / 8;
  for (size_t i = 0; i < exchanges; ++i) {
    capture.FromClient(talk, "GET / HTTP/1.1\r\n\r\n");
    capture.FromServer(talk, response);
  }
  const Scanned scanned = ScanBytes(capture.Pcap(), Rules());
  CHECK(scanned.sessions.size() == exchanges + 1);
}

TEST_CASE("what cannot be read is told, and the rest is reported") {
  const ImageBuilder rules = Rules();
  CaptureBuilder capture;
  capture.Datagram({40000, 8053}, true, "\x21\x31hello");
  capture.Datagram({40001, 8053}, true, "\x21\x31hello");
  const std::string whole = capture.Pcap();

  const Scanned cut =
      ScanBytes(std::string_view(whole).substr(0, whole.size() - 3), rules);
  CHECK(!cut.is_whole);
  CHECK(cut.problems.size() == 1);
  CHECK(cut.sessions.size() == 1);

  for (const char* bytes : {"", "no capture at all"}) {
    const Scanned none = ScanBytes(bytes, rules);
    CHECK(!none.is_whole);
    CHECK(none.problems.size() == 1);
  }
  const Scanned missing = ScanFile("/does/not/exist.pcap", rules);
  CHECK(!missing.is_whole);
  REQUIRE(missing.problems.size() == 1);
  CHECK(missing.problems[0].find("exist.pcap") != std::string::npos);
}

TEST_CASE("decoded sessions, good lines and bad") {
  const ImageBuilder rules = Rules();
  const Scanned scanned = ScanBytes(
      "{\"id\":\"a\",\"request\":{\"method\":\"GET\",\"host\":\"cam.example\","
      "\"path\":\"/x\"},\"response\":{\"status\":200}}\n"
      "{\"id\":\n"
      "{\"id\":\"b\",\"request\":{\"method\":\"GET\",\"host\":\"h.example\","
      "\"path\":\"/y\"}}\n",
      rules);
  CHECK(!scanned.is_whole);
  CHECK(scanned.problems.size() == 1);
  REQUIRE(scanned.sessions.size() == 2);
  CHECK(scanned.sessions[0].id == "a");
  CHECK(PlatformsOf(scanned.sessions[0], rules) == "named");
  CHECK(scanned.sessions[1].number == 2);
}

}  // namespace
}  // namespace iotpf
