// Endpoints are put in order, so both directions have one key and one hash.
// With a secret, ports and addresses cannot be chosen so that many flows fall
// into one bucket; nobody sees the hashes, so it need not be a stronger one.
// The shard needs no secret, only an even spread: products of the two
// endpoints, added up, are the same both ways.
#include "runtime/capture/flow_key.h"

#include <bit>
#include <cstring>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

constexpr size_t kAddressWords = 4;
static_assert(std::tuple_size_v<FlowHashKey> == 3 + 2 * kAddressWords);

uint32_t WordOf(const IpAddress& address, size_t at) {
  uint32_t word;
  std::memcpy(&word, address.bytes.data() + at * sizeof(word), sizeof(word));
  return word;
}

// Another number for each: sums of keys that go up by one do so too, and would
// lie side by side in a table.
uint32_t Mix(uint32_t hash) {
  hash = (hash ^ hash >> 16) * 0x85EBCA6B;
  hash = (hash ^ hash >> 13) * 0xC2B2AE35;
  return hash ^ hash >> 16;
}

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

uint32_t HashOf(const FlowKey& key, const FlowHashKey& secret) {
  const uint32_t kinds = static_cast<uint32_t>(key.transport) |
                         static_cast<uint32_t>(key.low.address.size) << 8 |
                         static_cast<uint32_t>(key.high.address.size) << 16;
  const uint32_t ports =
      static_cast<uint32_t>(key.low.port) << 16 | key.high.port;
  uint64_t sum = secret[0] + secret[1] * kinds + secret[2] * ports;
  for (size_t i = 0; i < kAddressWords; ++i) {
    sum += secret[3 + i] * WordOf(key.low.address, i) +
           secret[3 + kAddressWords + i] * WordOf(key.high.address, i);
  }
  return Mix(static_cast<uint32_t>(sum >> 32));
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
