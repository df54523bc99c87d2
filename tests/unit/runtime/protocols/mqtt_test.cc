// Protects CONNECT and the topics of MQTT flows, and packets that are skipped.

#include "runtime/protocols/mqtt.h"

#include "runtime/limits.h"
#include "tests/support/describe_counters.h"
#include "tests/support/stream_script.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::BigEndian;
using tests::Bytes;
using tests::Cut;
using tests::Fin;
using tests::Gap;

std::string Text(const std::string& bytes) {
  return BigEndian(bytes.size(), 2) + bytes;
}
std::string Packet(uint8_t first, const std::string& body) {
  std::string length;
  size_t rest = body.size();
  do {
    const uint64_t digit = rest % 128;
    rest /= 128;
    length += BigEndian(rest > 0 ? digit | 0x80 : digit, 1);
  } while (rest > 0);
  return BigEndian(first, 1) + length + body;
}
std::string Publish(const std::string& topic, size_t payload = 5) {
  return Packet(0x30, Text(topic) + std::string(payload, 'p'));
}
std::string Subscribe(const std::string& filter,
                      const std::string& properties) {
  return Packet(0x82, BigEndian(1, 2) + properties + Text(filter) + "\1");
}

const std::string kNoProperties(1, '\0');
const std::string kConnect3 =
    Packet(0x10, Text("MQIsdp") + "\3\x02" + BigEndian(60, 2) + Text("dev1"));
const std::string kConnect4 =
    Packet(0x10, Text("MQTT") + "\4\xc6" + BigEndian(60, 2) + Text("dev1") +
                     Text("will/t") + Text("bye") + Text("user") + Text("pw"));
const std::string kConnect5 =
    Packet(0x10, Text("MQTT") + "\5\x86" + BigEndian(60, 2) +
                     std::string("\5\x11\0\0\0\x10", 6) + Text("dev1") +
                     std::string("\5\x18\0\0\0\1", 6) + Text("will/t") +
                     Text("bye") + Text("user"));

std::string RunMqtt(const tests::Feed& feed) {
  DecodeCounters counters;
  MqttDecoder decoder(counters);
  feed(decoder);
  std::string text = "-";
  if (const MqttConnect* const connect = decoder.connect()) {
    text = fmt::format("{}{} {} {}", connect->protocol, connect->level,
                       connect->client_id, connect->user_name.value_or("-"));
  }
  text += fmt::format("; {}{}", fmt::join(decoder.topics(), " "),
                      decoder.topics_open() ? " .." : "");
  return text + tests::Describe(counters, "; ", "");
}

using Case = tests::StreamCase;

std::vector<Case> Cases() {
  const std::string ping = Packet(0xc0, "");
  const std::string connack = Packet(0x20, std::string(2, '\0'));
  return {
      {"3.1",
       {{Bytes(kConnect3 + Publish("a/b")), Fin()}, {Bytes(connack), Fin()}},
       "MQIsdp3 dev1 -; a/b"},
      {"3.1.1",
       {{Bytes(kConnect4 + Subscribe("a/+", "") + ping + Publish("a/b")),
         Fin()},
        {Bytes(connack + Publish("a/c") + Publish("a/b")), Fin()}},
       "MQTT4 dev1 user; a/+ a/b a/c"},
      {"5",
       {{Bytes(kConnect5 + Subscribe("a/#", kNoProperties) +
               Subscribe("b", "\2\x0b\1") + Publish("")),
         Fin()},
        {Bytes(connack + Publish("a/c")), Fin()}},
       "MQTT5 dev1 user; a/# b a/c"},
      {"from the middle",
       {{Bytes(Publish("t/1") + Subscribe("t/2", "") +
               Subscribe("t/3", kNoProperties) + Subscribe("t/4", "\2\x0b\1")),
         Fin()},
        {Bytes(Publish("t/5")), Fin()}},
       "-; t/1 t/2 t/3 t/4 t/5 .."},
      {"large payload",
       {{Bytes(kConnect3 + Publish("a", 300000) + Publish("b")), Fin()},
        {Fin()}},
       "MQIsdp3 dev1 -; a b"},
      {"gap within a payload",
       {{Bytes(kConnect3 + Publish("a", 50).substr(0, 20)), Gap(35),
         Bytes(Publish("b")), Fin()},
        {Fin()}},
       "MQIsdp3 dev1 -; a b"},
      {"gap past a payload",
       {{Bytes(kConnect3 + Publish("a", 50).substr(0, 20)), Gap(36),
         Bytes(Publish("b")), Fin()},
        {Fin()}},
       "MQIsdp3 dev1 -; a .."},
      {"cut",
       {{Bytes(kConnect3 + Publish("a").substr(0, 4)), Fin()}, {Fin()}},
       "MQIsdp3 dev1 -;  .."},
      {"unclean end",
       {{Bytes(kConnect3 + Publish("a")), Cut()}, {Fin()}},
       "MQIsdp3 dev1 -; a .."},
      {"length of five bytes",
       {{Bytes(kConnect3 + "\x30\xff\xff\xff\xff\x01"), Fin()}, {Fin()}},
       "MQIsdp3 dev1 -;  ..; mqtt_malformed_packets=1"},
      {"type 0",
       {{Bytes(kConnect3 + std::string(2, '\0')), Fin()}, {Fin()}},
       "MQIsdp3 dev1 -;  ..; mqtt_malformed_packets=1"},
      {"topic past its packet",
       {{Bytes(kConnect3 + Packet(0x30, Text("abc").substr(0, 3))), Fin()},
        {Fin()}},
       "MQIsdp3 dev1 -;  ..; mqtt_malformed_packets=1"},
      {"another protocol name",
       {{Bytes(Packet(
             0x10, Text("MQTX") + "\4\x02" + BigEndian(60, 2) + Text("dev1"))),
         Fin()},
        {Fin()}},
       "-;  ..; mqtt_malformed_packets=1"},
      {"SUBSCRIBE above the cap",
       {{Bytes(kConnect3 +
               Packet(0x82, std::string(kMaxMqttPacketBytes + 1, 'x')) +
               Publish("a")),
         Fin()},
        {Fin()}},
       "MQIsdp3 dev1 -; a ..; mqtt_oversized_packets=1"},
  };
}

TEST_CASE("records do not depend on cuts") {
  tests::CheckInAllCuts(Cases(), RunMqtt);
}

TEST_CASE("mutated flows stay harmless") {
  for (const Case& test : Cases()) {
    if (test.script.client[0].bytes.size() > 10000) continue;
    CAPTURE(test.what);
    tests::RunMutants(test.script, RunMqtt, 300);
  }
}

TEST_CASE("topics are capped and counted") {
  DecodeCounters counters;
  MqttDecoder decoder(counters);
  decoder.OnBytes(Sender::Client, kConnect3, {});
  CHECK(decoder.connect_decided());
  for (size_t i = 0; i < kMaxMqttTopics + 10; ++i) {
    decoder.OnBytes(Sender::Client, Publish(fmt::format("t/{}", i)), {});
  }
  decoder.OnEnd(Sender::Client, true);
  decoder.OnEnd(Sender::Server, true);
  CHECK(decoder.topics().size() == kMaxMqttTopics);
  CHECK(decoder.topics_open());
  CHECK(counters.mqtt_dropped_topics == 10);
}

TEST_CASE("the topics of a flow without SYN stay open") {
  DecodeCounters counters;
  MqttDecoder decoder(counters, false);
  decoder.OnBytes(Sender::Client, kConnect3 + Publish("a"), {});
  decoder.OnEnd(Sender::Client, true);
  decoder.OnEnd(Sender::Server, true);
  CHECK(decoder.connect() != nullptr);
  CHECK(decoder.topics_open());
}

TEST_CASE("fields of a flow") {
  DecodeCounters counters;
  MqttDecoder decoder(counters);
  decoder.OnBytes(Sender::Client, kConnect3, {});
  Session session;
  decoder.Write(session);
  CHECK(session.Text(Field::MqttProtocol) == "MQIsdp");
  CHECK(session.Text(Field::MqttClientId) == "dev1");
  CHECK(session[Field::MqttUsername].presence == Presence::Absent);
  CHECK(session[Field::MqttTopic].presence == Presence::Unobserved);
  decoder.OnEnd(Sender::Client, true);
  decoder.OnEnd(Sender::Server, true);
  decoder.Write(session);
  CHECK(session[Field::MqttProtocol].values.size() == 1);
  CHECK(session[Field::MqttTopic].presence == Presence::Absent);
}

}  // namespace
}  // namespace iotpf::runtime
