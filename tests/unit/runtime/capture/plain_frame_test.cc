// Frames of the common form say what the layers one by one would have said: a
// VLAN tag, which changes nothing else, sends the same packet through them.
#include "runtime/capture/plain_frame.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/decode_packet.h"
#include "tests/support/packet_builder.h"

namespace iotpf::runtime {
namespace {

using namespace tests;

void CheckSame(const Decoding& plain, const Decoding& layered) {
  REQUIRE(plain.is_decoded == layered.is_decoded);
  CHECK(plain.counted == layered.counted);
  if (!plain.is_decoded) return;
  const DecodedPacket& a = plain.packet;
  const DecodedPacket& b = layered.packet;
  CHECK(a.transport == b.transport);
  CHECK(a.tcp_flags == b.tcp_flags);
  CHECK(a.source == b.source);
  CHECK(a.destination == b.destination);
  CHECK(a.source_mac == b.source_mac);
  CHECK(a.destination_mac == b.destination_mac);
  CHECK(a.payload_size == b.payload_size);
  CHECK(a.payload == b.payload);
  if (a.transport == Transport::Udp) return;
  CHECK(a.sequence == b.sequence);
  CHECK(a.acknowledgement == b.acknowledgement);
}

TEST_CASE("a plain frame, cut anywhere and damaged anywhere") {
  const std::string tcp =
      Tcp({.sequence = 7, .acknowledgement = 8, .flags = 0x18}, "hello");
  const std::string options = Tcp({.options = "\1\1\1\1"}, "hello");
  const std::string udp = Udp(5000, 53, "hello");
  const std::vector<std::string> packets = {
      Ipv4({}, tcp),
      Ipv4({}, tcp) + "padding",
      Ipv4({}, options),
      Ipv4({.options = "\1\1\1\1"}, tcp),
      Ipv4({.fragment = 0x4000}, tcp),
      Ipv4({.protocol = kUdpNumber}, udp),
      Ipv4({.protocol = kUdpNumber}, udp) + "padding",
      Ipv4({.protocol = 1}, udp),
      Ipv6({kClient6, kServer6, kTcpNumber, 0, 0, ""}, tcp),
      Ipv6({kClient6, kServer6, kUdpNumber, 0, 0, ""}, udp),
      Ipv6({kClient6, kServer6, kUdpNumber, 0, 0, ""}, udp) + "padding",
  };
  const std::string tag = VlanTag(0x8100, 7);
  for (const std::string& packet : packets) {
    CAPTURE(packet);
    const auto size = static_cast<uint32_t>(packet.size());
    for (size_t cut = 0; cut <= packet.size(); ++cut) {
      const std::string part = packet.substr(0, cut);
      const std::string plain = Ethernet(part);
      const std::string layered = Ethernet(part, tag);
      // The link says the type of IP by its first byte.
      if (part.empty()) continue;
      CAPTURE(cut);
      CheckSame(Decode(1, plain, size + 14), Decode(1, layered, size + 18));
    }
    for (size_t at = 1; at < packet.size(); ++at) {
      for (const char value : {'\0', '\1', '\x11', '\x50', '\xff'}) {
        std::string damaged = packet;
        damaged[at] = value;
        CAPTURE(at);
        const std::string plain = Ethernet(damaged);
        const std::string layered = Ethernet(damaged, tag);
        CheckSame(Decode(1, plain), Decode(1, layered));
      }
    }
  }
}

TEST_CASE("only plain frames are taken") {
  CaptureStatistics statistics;
  DecodedPacket packet;
  CapturedPacket captured;
  captured.link_type = 1;
  const std::string plain = Ethernet(Ipv4({}, Tcp({}, "hello")));
  captured.bytes = plain;
  CHECK(DecodePlainFrame(captured, packet, statistics));
  CHECK(statistics.tcp_packets == 1);
  const std::string tagged =
      Ethernet(Ipv4({}, Tcp({}, "hello")), VlanTag(0x8100, 7));
  const std::string vxlan =
      Ethernet(Ipv4({.protocol = kUdpNumber}, Udp(5000, 4789, "hello")));
  const std::string piece = Ethernet(Ipv4({.fragment = 0x2000}, "12345678"));
  for (const std::string* other : {&tagged, &vxlan, &piece}) {
    captured.bytes = *other;
    CHECK(!DecodePlainFrame(captured, packet, statistics));
  }
  captured.bytes = plain;
  captured.link_type = 101;
  CHECK(!DecodePlainFrame(captured, packet, statistics));
  CHECK(statistics.tcp_packets + statistics.udp_packets == 1);
}

}  // namespace
}  // namespace iotpf::runtime
