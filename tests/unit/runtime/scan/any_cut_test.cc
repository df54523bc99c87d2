// Protects the promise that verdicts depend on the bytes of connections alone:
// not on how segments cut them, nor on the order in which the two directions
// and the connections were mixed, nor on segments that come late or twice.
//
// Conversations are made at random and sent twice: each as a whole, one after
// the other, and cut, mixed and disturbed. What is reported must be the same.
#include <iotpf/report.h>
#include <iotpf/scanner.h>

#include "tests/support/capture_builder.h"
#include "tests/support/http2_bytes.h"
#include "tests/support/packet_builder.h"
#include "tests/support/scan_capture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf {
namespace {

using tests::ImageBuilder;
using tests::PcapRecord;

constexpr uint8_t kFin = 0x01;
constexpr uint8_t kSyn = 0x02;
constexpr uint8_t kRst = 0x04;
constexpr uint8_t kAck = 0x10;
constexpr uint32_t kClientStart = 0xfffffe00;  // wraps around
constexpr uint32_t kServerStart = 5000;

using Random = std::mt19937;

size_t Below(Random& random, size_t limit) { return random() % limit; }

// Rules that read each part of a flow, and the lack of it.
ImageBuilder Rules() {
  ImageBuilder rules;
  const auto add = [&rules](std::string_view id, iotpf_predicate_op op,
                            Field field, std::string_view text,
                            std::string_view key = "") {
    std::vector<ir::Constant> constants;
    if (!text.empty()) constants.push_back(tests::Bytes(text, 0));
    const uint32_t node = rules.Test(op, rules.Reading(field, key), constants);
    rules.Fingerprint(rules.Platform(id), "device");
    rules.Condition(IOTPF_SUFFICIENT_POSITIVE, 100, rules.Feature("f", node));
  };
  add("banner", IOTPF_OP_EQUAL, Field::ResponseHeader, "Lamp", "server");
  add("path", IOTPF_OP_STARTS_WITH, Field::RequestPath, "/lamp");
  add("body", IOTPF_OP_CONTAINS, Field::ResponseBody, "zz");
  add("named", IOTPF_OP_EQUAL, Field::TlsSni, "cam.example");
  add("no_tls", IOTPF_OP_ABSENT, Field::TlsSni, "");
  add("plug", IOTPF_OP_EQUAL, Field::MqttClientId, "plug-1");
  add("raw", IOTPF_OP_STARTS_WITH, Field::PayloadClient, "\x21\x31");
  add("deep", IOTPF_OP_CONTAINS, Field::PayloadServer, "zz");
  add("silent", IOTPF_OP_ABSENT, Field::PayloadServer, "");
  return rules;
}

struct Conversation {
  uint16_t client_port = 0;
  uint16_t server_port = 0;
  std::string client;
  std::string server;
  bool client_ends = true;
  bool server_ends = true;
  bool is_reset = false;  // by the client, behind all bytes
};

std::string Noise(Random& random, size_t size) {
  std::string bytes;
  for (size_t i = 0; i < size; ++i) {
    bytes += static_cast<char>('x' + Below(random, 3));
  }
  return bytes;
}

void AddHttp(Random& random, Conversation& talk) {
  for (size_t i = Below(random, 3) + 1; i > 0; --i) {
    talk.client += Below(random, 2) == 0 ? "GET /lamp/" : "GET /other/";
    talk.client += std::to_string(i) + " HTTP/1.1\r\nHost: web.example\r\n\r\n";
    const std::string body = Noise(random, Below(random, 900));
    talk.server += "HTTP/1.1 200 OK\r\nServer: ";
    talk.server += Below(random, 2) == 0 ? "Lamp" : "Cam";
    talk.server += "\r\nContent-Length: " + std::to_string(body.size());
    talk.server += "\r\n\r\n" + body;
  }
}

// Records of application data behind the hello, and an alert of the server.
void AddTls(Random& random, Conversation& talk) {
  const auto record = [&random] {
    const std::string data = Noise(random, Below(random, 700) + 1);
    return "\x17\x03\x03" + tests::U16(data.size()) + data;
  };
  talk.client =
      tests::ClientHello(Below(random, 2) == 0 ? "cam.example" : "b.example");
  talk.server = std::string("\x15\x03\x03\x00\x02\x01\x00", 7);
  for (size_t i = Below(random, 5); i > 0; --i) talk.client += record();
  for (size_t i = Below(random, 5); i > 0; --i) talk.server += record();
}

// TLS behind STARTTLS, which the server may refuse: RFC 3207.
void AddMail(Random& random, Conversation& talk) {
  AddTls(random, talk);
  talk.client = "EHLO a\r\nSTARTTLS\r\n" + talk.client;
  const bool is_granted = Below(random, 3) != 0;
  talk.server = "220-mail\r\n220 ready\r\n250 STARTTLS\r\n" +
                std::string(is_granted ? "220 go\r\n" : "454 no\r\n") +
                talk.server;
}

// Several sequences as one, each in its own order.
std::vector<std::string> Mix(std::vector<std::vector<std::string>> parts,
                             Random& random) {
  std::vector<std::string> mixed;
  std::vector<size_t> turns;
  for (size_t part = 0; part < parts.size(); ++part) {
    turns.insert(turns.end(), parts[part].size(), part);
  }
  std::shuffle(turns.begin(), turns.end(), random);
  std::vector<size_t> next(parts.size(), 0);
  for (const size_t part : turns) {
    mixed.push_back(std::move(parts[part][next[part]++]));
  }
  return mixed;
}

// What a tunnel carries: TLS, or HTTP.
void AddInner(Random& random, Conversation& talk) {
  if (Below(random, 2) == 0) {
    AddTls(random, talk);
  } else {
    AddHttp(random, talk);
  }
}

// Exchanges, and a CONNECT behind them.
void AddProxied(Random& random, Conversation& talk) {
  Conversation inner;
  AddInner(random, inner);
  AddHttp(random, talk);
  talk.client += "CONNECT cam.example:1 HTTP/1.1\r\n\r\n" + inner.client;
  talk.server += "HTTP/1.1 200 OK\r\n\r\n" + inner.server;
}

// The frames of a stream, of which those with content may be many.
std::vector<std::string> Frames(Random& random, uint32_t stream,
                                const std::string& block,
                                std::string_view content, bool ends) {
  std::vector<std::string> frames = {
      tests::Http2Headers(tests::kEndHeaders, stream, block)};
  while (!content.empty()) {
    const std::string part(content.substr(0, 1 + Below(random, 900)));
    frames.push_back(tests::Http2Data(0, stream, part));
    content.remove_prefix(part.size());
  }
  if (ends) frames.push_back(tests::Http2Data(tests::kEndStream, stream, ""));
  return frames;
}

// Streams of HTTP/2 beside each other: exchanges, and tunnels.
void AddHttp2(Random& random, Conversation& talk) {
  using tests::HpackLiterals;
  std::vector<std::vector<std::string>> client;
  std::vector<std::vector<std::string>> server;
  const size_t streams = 1 + Below(random, 4);
  for (uint32_t stream = 1; stream < 2 * streams; stream += 2) {
    Conversation inner;
    const bool is_tunnel = Below(random, 2) == 0;
    if (is_tunnel) AddInner(random, inner);
    const std::string ask =
        is_tunnel
            ? HpackLiterals({{":method", "CONNECT"}, {":authority", "c:1"}})
            : HpackLiterals({{":method", "GET"}, {":path", "/lamp"}});
    client.push_back(
        Frames(random, stream, ask, inner.client, Below(random, 4) != 0));
    server.push_back(Frames(random, stream, HpackLiterals({{":status", "200"}}),
                            inner.server, Below(random, 4) != 0));
  }
  talk.client = tests::kHttp2Preface + tests::kHttp2Settings;
  talk.server = tests::kHttp2Settings;
  // Clients open streams in their order.
  for (const auto& frames : client) talk.client += frames.front();
  for (auto& frames : client) frames.erase(frames.begin());
  for (const std::string& frame : Mix(client, random)) talk.client += frame;
  for (const std::string& frame : Mix(server, random)) talk.server += frame;
}

// MQTT 3.1.1, 3.1 and 3.2.
void AddMqtt(Random& random, Conversation& talk) {
  talk.client = std::string("\x10\x12\0\4MQTT\4\2\0\x3c\0\6plug-", 19);
  talk.client += Below(random, 2) == 0 ? '1' : '2';
  talk.server = std::string("\x20\x02\0\0", 4);
  for (size_t i = Below(random, 40); i > 0; --i) {
    talk.client += std::string("\xc0\0", 2);
    talk.server += std::string("\xd0\0", 2);
  }
}

void AddRaw(Random& random, Conversation& talk) {
  if (Below(random, 2) == 0) talk.client = "\x21\x31";
  talk.client += Noise(random, Below(random, 2000));
  if (Below(random, 3) != 0) talk.server = Noise(random, Below(random, 2000));
}

struct Kind {
  uint16_t server_port;
  void (*add)(Random& random, Conversation& talk);
};
constexpr Kind kKinds[] = {{80, AddHttp},  {443, AddTls},      {1883, AddMqtt},
                           {587, AddMail}, {3128, AddProxied}, {8080, AddHttp2},
                           {5000, AddRaw}};

Conversation RandomConversation(Random& random, uint16_t client_port) {
  Conversation talk;
  talk.client_port = client_port;
  const Kind& kind = kKinds[Below(random, std::size(kKinds))];
  talk.server_port = kind.server_port;
  kind.add(random, talk);
  talk.client_ends = Below(random, 4) != 0;
  talk.server_ends = Below(random, 4) != 0;
  talk.is_reset = Below(random, 6) == 0;
  return talk;
}

// ---- packets

std::string Packet(const Conversation& talk, bool from_client, uint8_t flags,
                   size_t offset, std::string_view payload) {
  tests::TcpFields tcp;
  tcp.source_port = from_client ? talk.client_port : talk.server_port;
  tcp.destination_port = from_client ? talk.server_port : talk.client_port;
  tcp.sequence = (from_client ? kClientStart : kServerStart) +
                 static_cast<uint32_t>(offset);
  // Of the SYN alone: how much more was seen depends on the order.
  tcp.acknowledgement = (from_client ? kServerStart : kClientStart) + 1;
  tcp.flags = flags;
  tests::IpFields ip;
  ip.source = from_client ? tests::kClient4 : tests::kServer4;
  ip.destination = from_client ? tests::kServer4 : tests::kClient4;
  return tests::Ethernet(tests::Ipv4(ip, tests::Tcp(tcp, payload)));
}

std::vector<std::string> Handshake(const Conversation& talk) {
  return {Packet(talk, true, kSyn, 0, ""),
          Packet(talk, false, kSyn | kAck, 0, ""),
          Packet(talk, true, kAck, 1, "")};
}

// The bytes of a direction in segments of at most `longest` bytes, and its end.
std::vector<std::string> Segments(const Conversation& talk, bool from_client,
                                  size_t longest, Random& random) {
  const std::string_view bytes = from_client ? talk.client : talk.server;
  std::vector<std::string> packets;
  for (size_t at = 0; at < bytes.size();) {
    const size_t size = std::min(bytes.size() - at, 1 + Below(random, longest));
    packets.push_back(
        Packet(talk, from_client, kAck, 1 + at, bytes.substr(at, size)));
    at += size;
  }
  // Some come late, some twice.
  for (size_t i = 1; i < packets.size(); ++i) {
    if (Below(random, 8) == 0) std::swap(packets[i - 1], packets[i]);
  }
  for (size_t i = packets.size() / 8; i > 0; --i) {
    packets.push_back(packets[Below(random, packets.size())]);
  }
  if (from_client ? talk.client_ends : talk.server_ends) {
    packets.push_back(
        Packet(talk, from_client, kFin | kAck, 1 + bytes.size(), ""));
  }
  return packets;
}

void AddReset(const Conversation& talk, std::vector<std::string>& packets) {
  if (!talk.is_reset) return;
  packets.push_back(Packet(talk, true, kRst,
                           1 + talk.client.size() + (talk.client_ends ? 1 : 0),
                           ""));
}

std::vector<std::string> Disturbed(const Conversation& talk, Random& random) {
  // Single bytes of a long stream would reach the cap of what waits.
  const bool is_long = talk.client.size() + talk.server.size() > 500;
  const size_t longest =
      std::vector<size_t>{is_long ? 9u : 1u, 9, 40, 600}[Below(random, 4)];
  std::vector<std::string> packets = Handshake(talk);
  for (std::string& packet : Mix({Segments(talk, true, longest, random),
                                  Segments(talk, false, longest, random)},
                                 random)) {
    packets.push_back(std::move(packet));
  }
  AddReset(talk, packets);
  return packets;
}

std::vector<std::string> Plain(const Conversation& talk) {
  std::vector<std::string> packets = Handshake(talk);
  for (const bool from_client : {true, false}) {
    const std::string_view bytes = from_client ? talk.client : talk.server;
    const bool ends = from_client ? talk.client_ends : talk.server_ends;
    if (bytes.empty() && !ends) continue;
    packets.push_back(Packet(talk, from_client,
                             static_cast<uint8_t>(ends ? kFin | kAck : kAck), 1,
                             bytes));
  }
  AddReset(talk, packets);
  return packets;
}

// ---- reports

std::string Pcap(const std::vector<std::string>& packets) {
  std::vector<PcapRecord> records;
  for (const std::string& packet : packets) {
    records.push_back(
        {1'700'000'000, static_cast<uint32_t>(records.size()), packet});
  }
  return tests::Pcap({}, records);
}

// What is said of each connection, by the port of its client: its exchanges in
// order, then itself. Not when and under which number.
std::map<uint16_t, std::string> Reports(const std::vector<std::string>& packets,
                                        const ImageBuilder& rules) {
  const tests::Image image = rules.Build();
  std::map<uint16_t, std::string> reports;
  for (SessionReport session :
       tests::ScanBytes(Pcap(packets), rules).sessions) {
    session.input.clear();
    session.number = 0;
    session.time_ns.reset();
    session.exchanges.clear();
    AppendSessionJson(session, image.view(),
                      reports[session.client.port.value_or(0)]);
  }
  return reports;
}

TEST_CASE("no cut, order or repetition of segments changes a verdict") {
  constexpr uint32_t kSeed = 20261123;
  MESSAGE("seed " << kSeed);
  Random random(kSeed);
  const ImageBuilder rules = Rules();
  for (int round = 0; round < 300; ++round) {
    std::vector<Conversation> talks;
    std::vector<std::string> plain;
    std::vector<std::vector<std::string>> parts;
    for (uint16_t i = 0; i < 6; ++i) {
      talks.push_back(
          RandomConversation(random, static_cast<uint16_t>(40000 + i)));
      for (std::string& packet : Plain(talks.back())) {
        plain.push_back(std::move(packet));
      }
      parts.push_back(Disturbed(talks.back(), random));
    }
    const auto expected = Reports(plain, rules);
    const auto found = Reports(Mix(std::move(parts), random), rules);
    CAPTURE(round);
    REQUIRE(found.size() == talks.size());
    for (const auto& [port, text] : expected) {
      CAPTURE(port);
      CHECK(found.at(port) == text);
    }
  }
}

}  // namespace
}  // namespace iotpf
