// Packets find their flow from both sides; flows end by time, by cap, and when
// another connection takes their place.
#include "runtime/capture/flow_table.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/packet_builder.h"

namespace iotpf::runtime {
namespace {

constexpr int64_t kSecond = 1'000'000'000;

DecodedPacket Packet(Transport transport, bool from_first, uint16_t first_port,
                     uint16_t second_port, uint8_t flags = kTcpAck,
                     uint32_t sequence = 0) {
  DecodedPacket packet;
  packet.transport = transport;
  packet.tcp_flags = transport == Transport::Tcp ? flags : 0;
  packet.sequence = sequence;
  packet.source = {IpAddress::From(tests::kClient4), first_port};
  packet.destination = {IpAddress::From(tests::kServer4), second_port};
  if (!from_first) std::swap(packet.source, packet.destination);
  return packet;
}

FlowHashKey DrawnSecret() {
  std::mt19937_64 random(1);
  FlowHashKey secret;
  std::generate(secret.begin(), secret.end(), std::ref(random));
  return secret;
}

TEST_CASE("both directions have one key, one hash and one shard") {
  const FlowHashKey secret = DrawnSecret();
  std::set<size_t> shards;
  std::set<uint32_t> hashes;
  const size_t by_addresses =
      ShardOf(Packet(Transport::Tcp, true, 1, 80), ShardBy::Addresses);
  for (uint16_t port = 1; port < 2000; ++port) {
    const DecodedPacket there = Packet(Transport::Tcp, true, port, 80);
    const DecodedPacket back = Packet(Transport::Tcp, false, port, 80);
    CHECK(KeyOf(there) == KeyOf(back));
    CHECK(HashOf(KeyOf(there), secret) == HashOf(KeyOf(back), secret));
    CHECK(ShardOf(there) == ShardOf(back));
    CHECK(ShardOf(there, ShardBy::Addresses) == by_addresses);
    CHECK(ShardOf(back, ShardBy::Addresses) == by_addresses);
    shards.insert(ShardOf(there));
    hashes.insert(HashOf(KeyOf(there), secret));
  }
  CHECK(shards.size() == kShardCount);
  CHECK(hashes.size() == 1999);
  CHECK(HashOf(KeyOf(Packet(Transport::Tcp, true, 1, 2)), secret) !=
        HashOf(KeyOf(Packet(Transport::Udp, true, 1, 2)), secret));
}

TEST_CASE("every part of a key counts in its hash") {
  const FlowHashKey secret = DrawnSecret();
  FlowKey key;
  key.low.address.size = key.high.address.size = 16;
  std::set<uint32_t> hashes{HashOf(key, secret)};
  const auto note = [&](auto& part) {
    for (size_t bit = 0; bit < 8 * sizeof(part); ++bit) {
      part = static_cast<std::remove_reference_t<decltype(part)>>(1 << bit);
      hashes.insert(HashOf(key, secret));
    }
    part = 0;
  };
  for (Endpoint* const end : {&key.low, &key.high}) {
    for (uint8_t& byte : end->address.bytes) note(byte);
    note(end->port);
    end->address.size = 4;
    hashes.insert(HashOf(key, secret));
    end->address.size = 16;
  }
  CHECK(hashes.size() == 1 + 2 * (16 * 8 + 16 + 1));
}

TEST_CASE("which side is the client") {
  struct Case {
    Transport transport;
    uint16_t source_port;
    uint16_t destination_port;
    uint8_t flags;
    bool source_is_client;
  };
  constexpr Transport T = Transport::Tcp;
  constexpr Transport U = Transport::Udp;
  for (const Case& c : {
           Case{T, 443, 50000, kTcpSyn, true},
           Case{T, 50000, 443, kTcpSyn | kTcpAck, false},
           Case{T, 50000, 443, kTcpAck, true},
           Case{T, 443, 50000, kTcpAck, false},
           Case{T, 8883, 50000, kTcpAck, false},
           Case{T, 50000, 50001, kTcpAck, true},
           Case{T, 8883, 443, kTcpAck, true},
           Case{U, 50000, 53, 0, true},
           Case{U, 53, 50000, 0, false},
           Case{U, 5683, 50000, 0, false},
           Case{U, 68, 67, 0, true},
           Case{U, 5353, 5353, 0, true},
       }) {
    CAPTURE(c.source_port);
    CAPTURE(c.destination_port);
    CHECK(SourceIsClient(Packet(c.transport, true, c.source_port,
                                c.destination_port, c.flags)) ==
          c.source_is_client);
  }
}

// What a flow keeps, and a log of ends as "first port:reason".
struct Note {};
struct Fixture {
  explicit Fixture(size_t capacity = kFlowsPerShard)
      : table(statistics, {1, 2}, capacity) {}

  Flow<Note>& Find(DecodedPacket packet, int64_t time_ns = 0) {
    packet.index = ++index;
    packet.time_ns = time_ns;
    return table.Find(packet, log());
  }
  // A UDP packet of the flow with this port.
  void Udp(uint16_t port, int64_t time_ns = 0) {
    Find(Packet(Transport::Udp, true, port, 9), time_ns);
  }
  struct Log {
    std::vector<std::string>* ends;
    void operator()(Flow<Note>& flow, FlowEnd end) const {
      constexpr const char* kNames[] = {"idle", "replaced", "evicted", "input"};
      ends->push_back(std::to_string(flow.client().port) + ":" +
                      kNames[static_cast<int>(end)]);
    }
  };
  Log log() { return {&ends}; }

  CaptureStatistics statistics;
  std::vector<std::string> ends;
  uint64_t index = 0;
  FlowTable<Note> table;
};

using Ends = std::vector<std::string>;

TEST_CASE("a flow is found from both sides and keeps what it is given") {
  Fixture fixture;
  Flow<Note>& flow =
      fixture.Find(Packet(Transport::Tcp, true, 50000, 443, kTcpSyn), 5);
  CHECK(flow.state == nullptr);
  flow.state = std::make_unique<Note>();
  const DecodedPacket reply = Packet(Transport::Tcp, false, 50000, 443);
  Flow<Note>& again = fixture.Find(reply, 9);
  CHECK(&again == &flow);
  CHECK(again.state != nullptr);
  CHECK(again.client().port == 50000);
  CHECK(again.server().port == 443);
  CHECK(!again.IsFromClient(reply));
  CHECK(again.first_packet == 1);
  CHECK(again.last_packet == 2);
  CHECK(again.first_time_ns == 5);
  CHECK(fixture.table.size() == 1);
  CHECK(fixture.statistics.flows == 1);
}

TEST_CASE("flows idle out by the clock of the capture") {
  Fixture fixture;
  fixture.Udp(1, 0);
  fixture.Udp(2, 100 * kSecond);
  fixture.Find(Packet(Transport::Tcp, true, 3, 9), 100 * kSecond);
  Flow<Note>& finished =
      fixture.Find(Packet(Transport::Tcp, true, 4, 9), 100 * kSecond);
  fixture.table.Finish(finished);
  fixture.Udp(1, 150 * kSecond);
  fixture.Udp(5, 161 * kSecond);  // more than a minute after the finished one
  CHECK(fixture.ends == Ends{"4:idle"});
  // A packet with an older time does not turn the clock back.
  fixture.Udp(5, 0);
  fixture.Udp(5, 401 * kSecond);
  CHECK(fixture.ends == Ends{"4:idle", "2:idle"});
  fixture.Udp(5, 451 * kSecond);
  CHECK(fixture.ends == Ends{"4:idle", "2:idle", "1:idle"});
  fixture.Udp(5, 100 * kSecond + kTcpIdleNs + 1);
  CHECK(fixture.ends == Ends{"4:idle", "2:idle", "1:idle", "3:idle", "5:idle"});
}

TEST_CASE("a first packet without a time does not idle out at once") {
  constexpr int64_t kNow = 1'700'000'000 * kSecond;
  Fixture fixture;
  fixture.Find(Packet(Transport::Tcp, true, 1, 9), 0);
  fixture.Udp(2, 0);
  fixture.Udp(2, kNow);
  CHECK(fixture.ends == Ends{});
  fixture.Udp(3, kNow + 301 * kSecond);
  CHECK(fixture.ends == Ends{"2:idle"});
}

TEST_CASE("the least recently used flow makes room") {
  Fixture fixture(2);
  fixture.Udp(1);
  fixture.Find(Packet(Transport::Tcp, true, 2, 9));
  fixture.Udp(1);
  fixture.Udp(3);
  CHECK(fixture.ends == Ends{"2:evicted"});
  fixture.Udp(4);
  CHECK(fixture.ends == Ends{"2:evicted", "1:evicted"});
  CHECK(fixture.statistics.flows_evicted == 2);
  fixture.table.EndAll(fixture.log());
  CHECK(fixture.ends == Ends{"2:evicted", "1:evicted", "3:input", "4:input"});
  CHECK(fixture.table.size() == 0);
}

TEST_CASE("when a SYN opens another connection") {
  struct Case {
    const char* name;
    std::vector<DecodedPacket> packets;
    bool finish_before_last;
    bool is_replaced;
  };
  const auto tcp = [](uint8_t flags, uint32_t sequence,
                      bool from_first = true) {
    return Packet(Transport::Tcp, from_first, 50000, 443, flags, sequence);
  };
  constexpr uint8_t kSynAck = kTcpSyn | kTcpAck;
  const std::vector<Case> cases = {
      {"the same SYN again", {tcp(kTcpSyn, 9), tcp(kTcpSyn, 9)}, false, false},
      {"another SYN", {tcp(kTcpSyn, 9), tcp(kTcpSyn, 7000000)}, false, true},
      {"the SYN+ACK", {tcp(kTcpSyn, 9), tcp(kSynAck, 7, false)}, false, false},
      {"another SYN+ACK",
       {tcp(kTcpSyn, 9), tcp(kSynAck, 7, false), tcp(kSynAck, 7000000, false)},
       false,
       true},
      {"late, after its data",
       {tcp(kTcpAck, 10), tcp(kTcpSyn, 9)},
       false,
       false},
      {"after other data",
       {tcp(kTcpAck, 7000000), tcp(kTcpSyn, 9)},
       false,
       true},
      {"after a finished flow",
       {tcp(kTcpSyn, 9), tcp(kTcpSyn, 10)},
       true,
       true},
      {"late, after its finished flow",
       {tcp(kTcpAck, 10), tcp(kTcpSyn, 9)},
       true,
       false},
      {"after a finished flow without SYN",
       {tcp(kTcpAck, 10), tcp(kTcpSyn, 7000000)},
       true,
       true},
      {"a straggler of a finished flow",
       {tcp(kTcpSyn, 9), tcp(kTcpAck, 10)},
       true,
       false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    Fixture fixture;
    for (size_t i = 0; i < c.packets.size(); ++i) {
      if (c.finish_before_last && i + 1 == c.packets.size()) {
        fixture.table.Finish(fixture.Find(c.packets[0]));
      }
      fixture.Find(c.packets[i]);
    }
    CHECK(fixture.ends == (c.is_replaced ? Ends{"50000:replaced"} : Ends{}));
    CHECK(fixture.table.size() == 1);
  }
}

}  // namespace
}  // namespace iotpf::runtime
