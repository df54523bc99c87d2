// Protects the keys of Initial packets against the examples of the
// specifications.

#include "runtime/quic/initial_protection.h"

#include "runtime/tls/digest.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>

namespace iotpf::runtime {
namespace {

using tests::FromHex;

struct InitialExample {
  uint32_t version;
  std::string packet;
};

// The server's answers to a client that chose the id 8394c8f03e515708. Sources:
// RFC 9001, A.3; RFC 9369, A.3.
const InitialExample kExamples[] = {
    {1,
     "cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b639"
     "4100f37a1c69797554780bb38cc5a99f5ede4cf73c3ec2493a1839b3dbcba3f6ea46c5b7"
     "684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d06ed"
     "bb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee"},
    {0x6b3343cf,
     "dc6b3343cf0008f067a5502a4262b5004075d92faaf16f05d8a4398c47089698baeea26b"
     "91eb761d9b89237bbf87263017915358230035f7fd3945d88965cf17f9af6e16886c61bf"
     "c703106fbaf3cb4cfa52382dd16a393e42757507698075b2c984c707f0a0812d8cd5a688"
     "1eaf21ceda98f4bd23f6fe1a3e2c43edd9ce7ca84bed8521e2e140"}};

TEST_CASE("the servers' packets of the specifications") {
  for (const InitialExample& example : kExamples) {
    CAPTURE(example.version);
    const std::string datagram = FromHex(example.packet);
    std::string_view rest = datagram;
    const auto packet = TakeQuicPacket(rest);
    REQUIRE(packet.has_value());
    CHECK(rest.empty());
    CHECK(packet->type == QuicPacketType::Initial);
    const std::string id = FromHex("8394c8f03e515708");
    uint64_t next_number = 0;
    const auto keys = InitialProtection::Of(example.version, id, false);
    REQUIRE(keys.has_value());
    std::string buffer;
    const auto frames = keys->Open(*packet, next_number, buffer);
    REQUIRE(frames.has_value());
    CHECK(Hex(*frames).substr(0, 40) ==
          "02000000000600405a020000560303eefce7f7b3");
    CHECK(next_number == 2);
    CHECK(!InitialProtection::Of(example.version, id, true)
               ->Open(*packet, next_number, buffer));
  }
}

TEST_CASE("packets of other keys, damaged or cut") {
  const std::string id = FromHex("8394c8f03e515708");
  const auto keys = InitialProtection::Of(1, id, false);
  REQUIRE(keys.has_value());
  CHECK(!InitialProtection::Of(0xdeadbeef, id, false));
  const std::string whole = FromHex(kExamples[0].packet);
  const auto opens = [&](const std::string& datagram) {
    std::string_view rest = datagram;
    const auto packet = TakeQuicPacket(rest);
    uint64_t next_number = 0;
    std::string buffer;
    return packet && keys->Open(*packet, next_number, buffer).has_value();
  };
  CHECK(opens(whole));
  for (size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(!opens(whole.substr(0, size)));
  }
  std::string damaged = whole;
  damaged.back() = static_cast<char>(damaged.back() ^ 1);
  CHECK(!opens(damaged));
  CHECK(opens(whole));
}

}  // namespace
}  // namespace iotpf::runtime
