// Protects the protection of packets against the examples of the
// specifications, and follows updates of keys.

#include "runtime/quic/quic_protection.h"

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
