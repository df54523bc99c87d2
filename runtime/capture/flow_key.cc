// Endpoints are put in order, so both directions have one key and one hash.
// The hash is SipHash-1-3: with a secret, ports and addresses cannot be chosen
// so that many flows fall into one bucket, and on two words, or five with IPv6,
// it costs less than a cache miss. The shard needs no secret, only an even
// spread: products of the two endpoints, added up, are the same both ways.
#include "runtime/capture/flow_key.h"

#include <bit>
#include <cstring>
#include <random>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

class SipHash {
 public:
  explicit SipHash(const FlowHashKey& secret)
      : v0_(secret.first ^ 0x736f6d6570736575),
        v1_(secret.second ^ 0x646f72616e646f6d),
        v2_(secret.first ^ 0x6c7967656e657261),
        v3_(secret.second ^ 0x7465646279746573) {}

  void Add(uint64_t word) {
    v3_ ^= word;
    Round();
    v0_ ^= word;
  }
  uint64_t Finish() {
    v2_ ^= 0xff;
    Round();
    Round();
    Round();
    return v0_ ^ v1_ ^ v2_ ^ v3_;
  }

 private:
  void Round() {
    v0_ += v1_;
    v1_ = std::rotl(v1_, 13) ^ v0_;
    v0_ = std::rotl(v0_, 32);
    v2_ += v3_;
    v3_ = std::rotl(v3_, 16) ^ v2_;
    v0_ += v3_;
    v3_ = std::rotl(v3_, 21) ^ v0_;
    v2_ += v1_;
    v1_ = std::rotl(v1_, 17) ^ v2_;
    v2_ = std::rotl(v2_, 32);
  }

  uint64_t v0_, v1_, v2_, v3_;
};

struct AddressWords {
  explicit AddressWords(const IpAddress& address) {
    static_assert(sizeof(first) + sizeof(second) == sizeof(address.bytes));
    std::memcpy(&first, address.bytes.data(), sizeof(first));
    std::memcpy(&second, address.bytes.data() + sizeof(first), sizeof(second));
  }
  uint64_t first;  // all of an IPv4 address, in its lower half
  uint64_t second;
};

// A number for an endpoint, spread over the upper bits.
uint64_t SpreadOf(const IpAddress& address, uint64_t port) {
  // Any odd constants do; these are digits of pi.
  constexpr uint64_t kFirst = 0x243F6A8885A308D3;
  constexpr uint64_t kSecond = 0x13198A2E03707345;
  constexpr uint64_t kPort = 0xA4093822299F31D1;
  const AddressWords words(address);
  uint64_t spread =
      words.first * kFirst + words.second * kSecond + port * kPort;
  spread ^= spread >> 32;
  return spread * kFirst;
}

// How much a port looks like a server's.
int ServerRank(uint16_t port) {
  constexpr uint16_t kFirstUserPort = 1024;  // RFC 6335, section 6
  if (port < kFirstUserPort) return 2;
  switch (port) {
#define IOTPF_SERVER_PORT(number, service) case number:
#include "runtime/capture/server_ports.def"
    return 1;
    default:
      return 0;
  }
}

}  // namespace

FlowHashKey RandomFlowHashKey() {
  std::random_device device;
  const auto word = [&device] {
    return static_cast<uint64_t>(device()) << 32 | device();
  };
  const uint64_t first = word();
  return {first, word()};
}

uint64_t HashOf(const FlowKey& key, const FlowHashKey& secret) {
  SipHash hash(secret);
  hash.Add(static_cast<uint64_t>(key.transport) << 40 |
           static_cast<uint64_t>(key.low.address.size) << 32 |
           static_cast<uint64_t>(key.low.port) << 16 | key.high.port);
  const AddressWords low(key.low.address);
  const AddressWords high(key.high.address);
  if (key.low.address.size == 4 && key.high.address.size == 4) {
    hash.Add(low.first << 32 | high.first);
  } else {
    hash.Add(low.first);
    hash.Add(low.second);
    hash.Add(high.first);
    hash.Add(high.second);
  }
  return hash.Finish();
}

size_t ShardOf(const DecodedPacket& packet, ShardBy by) {
  static_assert((kShardCount & (kShardCount - 1)) == 0);
  constexpr int kUnused = 64 - std::countr_zero(kShardCount);
  const auto spread_of = [by](const Endpoint& endpoint) {
    return SpreadOf(endpoint.address, by == ShardBy::Flow ? endpoint.port : 0);
  };
  const uint64_t spread =
      spread_of(packet.source) + spread_of(packet.destination);
  return spread >> kUnused;
}

bool SourceIsClient(const DecodedPacket& first) {
  if (first.transport == Transport::Tcp && first.has(kTcpSyn)) {
    return !first.has(kTcpAck);
  }
  return ServerRank(first.source.port) <= ServerRank(first.destination.port);
}

}  // namespace iotpf::runtime
