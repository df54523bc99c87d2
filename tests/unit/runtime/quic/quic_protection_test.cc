// Protects the protection of packets against the examples of the
// specifications, and follows updates of keys.

#include "runtime/quic/quic_protection.h"

#include "runtime/tls/digest.h"
#include "tests/support/quic_bytes.h"
#include "tests/support/tls_bytes.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>

namespace iotpf::runtime {
namespace {

constexpr std::array<uint16_t, 4> kSuites = {0x1301, 0x1302, 0x1303, 0x1304};

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
    auto keys = QuicProtection::Initial(example.version, id, false);
    REQUIRE(keys.has_value());
    const auto frames = keys->Open(*packet, next_number);
    REQUIRE(frames.has_value());
    CHECK(Hex(*frames).substr(0, 40) ==
          "02000000000600405a020000560303eefce7f7b3");
    CHECK(next_number == 2);
    CHECK(!QuicProtection::Initial(example.version, id, true)
               ->Open(*packet, next_number));
  }
}

TEST_CASE("the packets with short headers of the specifications") {
  // Sources: RFC 9001, A.5; RFC 9369, A.5. Both carry a PING.
  const std::string secret = FromHex(
      "9ac312a7f877468ebe69422748ad00a15443f18203a07d6060f688f30f21632b");
  for (const auto& [version, text] :
       {std::pair<uint32_t, std::string>(
            1, "4cfe4189655e5cd55c41f69080575d7999c25a5bfb"),
        {0x6b3343cf, "5558b1c60ae7b6b932bc27d786f4bc2bb20f2162ba"}}) {
    CAPTURE(version);
    const std::string bytes = FromHex(text);
    QuicProtection keys(version, *FindCipherSuite(0x1303), secret);
    uint64_t next_number = 654360564;
    const auto frames = keys.Open(ShortQuicPacket(bytes, 0), next_number);
    REQUIRE(frames.has_value());
    CHECK(Hex(*frames) == "01");
    CHECK(next_number == 654360565);
    // Another packet number is another nonce.
    next_number = 0;
    CHECK(!keys.Open(ShortQuicPacket(bytes, 0), next_number));
  }
}

TEST_CASE("updates of keys are followed, and late packets open") {
  for (const uint16_t suite : kSuites) {
    CAPTURE(suite);
    const size_t size = suite == 0x1302 ? 48 : 32;
    tests::QuicSeal seal{.secret = std::string(size, 's'),
                         .suite = suite,
                         .destination_id = "to"};
    const auto packet = [&](int updates, uint16_t number) {
      seal.updates = updates;
      return tests::SealShort(seal, number, "\x01");
    };
    QuicProtection keys(1, *FindCipherSuite(suite), seal.secret);
    uint64_t next_number = 0;
    const auto opens = [&](const std::string& bytes) {
      return keys.Open(ShortQuicPacket(bytes, 2), next_number).has_value();
    };
    CHECK(opens(packet(0, 0)));
    CHECK(!opens(packet(3, 1)));
    CHECK(opens(packet(1, 2)));
    CHECK(opens(packet(0, 1)));  // sent before the update
    CHECK(opens(packet(1, 4)));
    CHECK(opens(packet(2, 5)));
    CHECK(opens(packet(1, 3)));
    CHECK(!opens(packet(0, 3)));
    CHECK(!opens(std::string(packet(2, 6)).substr(0, 20)));
    std::string damaged = packet(2, 6);
    damaged.back() = static_cast<char>(damaged.back() ^ 1);
    CHECK(!opens(damaged));
    CHECK(opens(packet(2, 6)));
  }
}

}  // namespace
}  // namespace iotpf::runtime
