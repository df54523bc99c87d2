// A packet inside a packet is the packet: its addresses, its ports, its
// fragments. What only looks like a tunnel stays a datagram.
#include "runtime/capture/tunnel.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "runtime/limits.h"
#include "tests/support/decode_packet.h"
#include "tests/support/packet_builder.h"

namespace iotpf::runtime {
namespace {

using namespace tests;
using namespace std::string_literals;

const std::string kNear("\xc0\0\2\1", 4);
const std::string kFar("\xc6\x33\x64\2", 4);
const std::string kInner4 = Ipv4({.protocol = kUdpNumber}, Udp(5000, 53, "hi"));
const std::string kInner6 =
    Ipv6({kClient6, kServer6, kUdpNumber, 0, 0, ""}, Udp(5000, 53, "hi"));

// Between the ends of the tunnel.
std::string Outer4(uint8_t protocol, std::string_view payload) {
  return Ipv4({kNear, kFar, protocol, 0, 0, ""}, payload);
}
std::string Outer6(uint8_t protocol, std::string_view payload) {
  return Ipv6({"\x20"s + std::string(15, '\1'), "\x20"s + std::string(15, '\2'),
               protocol, 0, 0, ""},
              payload);
}
std::string OuterUdp(uint16_t port, std::string_view payload,
                     uint16_t source_port = 40000) {
  return Outer4(kUdpNumber, Udp(source_port, port, payload));
}

const std::string kVxlanHeader = "\x08\0\0\0"s + U32(7 << 8);
const std::string kGtpHeader = "\x30\xff"s + U16(30) + U32(99);

TEST_CASE("the inner packet is the packet") {
  struct Case {
    const char* name;
    std::string bytes;
    bool has_mac = false;
  };
  const std::string erspan2 = U16(0x1000) + U16(0x88be) + U32(1);
  const std::string erspan3 = U16(0x1000) + U16(0x22eb) + U32(1);
  const std::vector<Case> cases = {
      {"4 in 4", Outer4(4, kInner4)},
      {"6 in 4", Outer4(41, kInner6)},
      {"4 in 6", Outer6(4, kInner4)},
      {"6 in 6", Outer6(41, kInner6)},
      {"GRE", Outer4(47, U16(0) + U16(0x800) + kInner4)},
      {"GRE over IPv6", Outer6(47, U16(0) + U16(0x86dd) + kInner6)},
      {"GRE with sum, key and number",
       Outer4(47,
              U16(0xb000) + U16(0x800) + U32(0) + U32(1) + U32(2) + kInner4)},
      {"Ethernet in GRE", Outer4(47, U16(0) + U16(0x6558) + Ethernet(kInner4)),
       true},
      {"MPLS in GRE", Outer4(47, U16(0) + U16(0x8847) + U32(0x140) + kInner4)},
      {"PPTP",
       Outer4(47, U16(0x3081) + U16(0x880b) + U16(30) + U16(1) + U32(1) +
                      U32(2) + "\xff\3"s + U16(0x21) + kInner4)},
      {"ERSPAN I", Outer4(47, U16(0) + U16(0x88be) + Ethernet(kInner4)), true},
      {"ERSPAN II",
       Outer4(47, erspan2 + std::string(8, '\x10') + Ethernet(kInner4)), true},
      {"ERSPAN III",
       Outer4(47, erspan3 + std::string(12, '\x20') + Ethernet(kInner4)), true},
      {"ERSPAN III, longer",
       Outer4(47, erspan3 + std::string(12, '\x21') + std::string(8, 'x') +
                      Ethernet(kInner4)),
       true},
      {"EtherIP", Outer4(97, U16(0x3000) + Ethernet(kInner4)), true},
      {"MPLS in IP", Outer4(137, U32(0x140) + kInner6)},
      {"VXLAN", OuterUdp(4789, kVxlanHeader + Ethernet(kInner4)), true},
      {"VXLAN on the old port",
       OuterUdp(8472, kVxlanHeader + Ethernet(kInner6)), true},
      {"VXLAN, tagged inside",
       OuterUdp(4789, kVxlanHeader + Ethernet(kInner4, VlanTag(0x8100, 3))),
       true},
      {"VXLAN GPE", OuterUdp(4790, "\x0c\0\0\1"s + U32(7 << 8) + kInner4)},
      {"VXLAN GPE, Ethernet",
       OuterUdp(4790, "\x0c\0\0\3"s + U32(7 << 8) + Ethernet(kInner4)), true},
      {"Geneve",
       OuterUdp(6081, "\2\0"s + U16(0x6558) + U32(7 << 8) + "options!" +
                          Ethernet(kInner4)),
       true},
      {"Geneve, IP",
       OuterUdp(6081, "\0\0"s + U16(0x800) + U32(7 << 8) + kInner4)},
      {"GRE over UDP", OuterUdp(4754, U16(0) + U16(0x800) + kInner4)},
      {"GTP-U", OuterUdp(2152, kGtpHeader + kInner4)},
      {"GTP-U, other direction", OuterUdp(50000, kGtpHeader + kInner4, 2152)},
      {"GTP-U with extensions",
       OuterUdp(2152, "\x34\xff"s + U16(30) + U32(99) + "\0\0\0\x85"s +
                          "\1\0\0\xc0\1\0\0\0"s + kInner4)},
      {"Teredo", OuterUdp(3544, kInner6)},
      {"Teredo with its own headers",
       OuterUdp(3544, "\0\1\0\0"s + std::string(9, 'n') + "\0\0"s +
                          std::string(6, 'o') + kInner6)},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Decoding result = Decode(101, c.bytes);
    CHECK(result.counted == "tunnels=1 udp_packets=1");
    REQUIRE(result.is_decoded);
    CHECK(result.packet.payload == "hi");
    CHECK(result.packet.destination.port == 53);
    const bool is_ipv6 = result.packet.source.address.size == 16;
    CHECK(result.packet.source.address.view() ==
          (is_ipv6 ? kClient6 : kClient4));
    CHECK(result.packet.source_mac.has_value() == c.has_mac);
    // The link's addresses are those of the ends of the tunnel.
    const std::string framed = c.bytes[0] == '\x45'
                                   ? Ethernet(c.bytes, VlanTag(0x8100, 9))
                                   : Ethernet(c.bytes);
    CHECK(Decode(1, framed).packet.source_mac.has_value() == c.has_mac);
  }
}

TEST_CASE("on the port of a tunnel, what is none stays a datagram") {
  const std::vector<std::string> cases = {
      OuterUdp(4789, ""),
      OuterUdp(4789, "some other protocol that is long enough for headers"),
      OuterUdp(4789, "\0\0\0\0"s + U32(7 << 8) + Ethernet(kInner4)),
      OuterUdp(4789, kVxlanHeader + Ethernet("arp").replace(12, 2, U16(0x806))),
      OuterUdp(4789, kVxlanHeader + Ethernet(kInner4).substr(0, 40)),
      OuterUdp(4790, "\x0c\0\0\4"s + U32(7 << 8) + kInner4),
      OuterUdp(6081, "\x40\0"s + U16(0x800) + U32(0) + kInner4),
      OuterUdp(6081, "\x3f\0"s + U16(0x800) + U32(0) + kInner4),
      OuterUdp(2152, "\x32\1"s + U16(4) + U32(0) + U32(0)),
      OuterUdp(2152, "\x34\xff"s + U16(30) + U32(99) + "\0\0\0\x85\0\0\0\0"s +
                         kInner4),
      OuterUdp(3544, "\x45\0"s + U16(600) + std::string(40, 'x')),
      OuterUdp(4791, kVxlanHeader + Ethernet(kInner4)),
      OuterUdp(50000, kVxlanHeader + Ethernet(kInner4), 4789),
  };
  for (size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(i);
    const Decoding result = Decode(101, cases[i]);
    REQUIRE(result.is_decoded);
    CHECK(result.counted == "udp_packets=1");
    CHECK(result.packet.source.address.view() == kNear);
  }
}

TEST_CASE("broken tunnels are counted") {
  struct Case {
    std::string bytes;
    const char* counted;
  };
  std::string deep = kInner4;
  for (int i = 0; i <= kMaxEncapsulations; ++i) deep = Outer4(4, deep);
  const std::vector<Case> cases = {
      {Outer4(47, "\0\0"), "tunnel_malformed=1"},
      {Outer4(47, U16(0x2000) + U16(0x800) + "ke"), "tunnel_malformed=1"},
      {Outer4(47, U16(2) + U16(0x800) + kInner4), "tunnel_malformed=1"},
      {Outer4(47, U16(0x4000) + U16(0x800) + U32(0) + kInner4),
       "tunnel_malformed=1"},
      {Outer4(47, U16(1) + U16(0x800) + U32(0) + kInner4),
       "tunnel_malformed=1"},
      {Outer4(47, U16(0x2081) + U16(0x880b) + U32(0) + U32(1)),
       "tunnels=1 not_ip=1"},
      {Outer4(47, U16(0) + U16(0)), "tunnels=1 not_ip=1"},
      {Outer4(97, U16(0x4000) + Ethernet(kInner4)), "tunnel_malformed=1"},
      {Outer4(4, "x"), "tunnels=1 ip_header_malformed=1"},
      {Outer4(4, Ipv4({.protocol = 1}, "ping")), "tunnels=1 transport_other=1"},
      {deep, "encapsulation_too_deep=1 tunnels=16"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.counted);
    const Decoding result = Decode(101, c.bytes);
    CHECK(!result.is_decoded);
    std::string counted = result.counted;
    CHECK(counted.size() == std::string_view(c.counted).size());
    for (size_t at = 0; at < counted.size();) {
      const size_t end = std::min(counted.find(' ', at), counted.size());
      CHECK(std::string_view(c.counted).find(counted.substr(at, end - at)) !=
            std::string_view::npos);
      at = end + 1;
    }
  }
}

TEST_CASE("fragments inside tunnels, of tunnels, and both") {
  const std::string datagram = Udp(5000, 53, "0123456789abcdef");
  const auto inner = [&](uint16_t fragment, std::string_view part) {
    return Ipv4(
        {.protocol = kUdpNumber, .identification = 5, .fragment = fragment},
        part);
  };
  const std::string first = inner(0x2000, datagram.substr(0, 8));
  const std::string second = inner(1, datagram.substr(8));
  const std::string outer = U16(0) + U16(0x800) + second;
  const auto outer_part = [&](uint16_t fragment, std::string_view part) {
    return Ipv4({kNear, kFar, 47, 6, fragment, ""}, part);
  };
  CaptureStatistics statistics;
  PacketDecoder decoder(statistics);
  DecodedPacket decoded;
  bool is_decoded = false;
  for (const std::string& part : {Outer4(47, U16(0) + U16(0x800) + first),
                                  outer_part(2, outer.substr(16)),
                                  outer_part(0x2000, outer.substr(0, 16))}) {
    CHECK(!is_decoded);
    CapturedPacket captured;
    captured.link_type = 101;
    captured.bytes = part;
    captured.original_size = static_cast<uint32_t>(part.size());
    is_decoded = decoder.Decode(captured, decoded);
  }
  REQUIRE(is_decoded);
  CHECK(decoded.payload == "0123456789abcdef");
  CHECK(decoded.source.address.view() == kClient4);
  CHECK(Counted(statistics) ==
        "tunnels=2 fragments=4 datagrams_reassembled=2 udp_packets=1");
}

TEST_CASE("no prefix of a tunnel, and no flip of a byte, reads outside it") {
  for (const std::string& frame :
       {Outer4(47, U16(0xb000) + U16(0x6558) + U32(0) + U32(1) + U32(2) +
                       Ethernet(Outer6(4, kInner4), VlanTag(0x8847, 1))),
        OuterUdp(4789,
                 kVxlanHeader + Ethernet(OuterUdp(
                                    6081, "\2\0"s + U16(0x6558) + U32(7 << 8) +
                                              "options!" + Ethernet(kInner4)))),
        OuterUdp(2152, "\x34\xff"s + U16(30) + U32(99) + "\0\0\0\x85"s +
                           "\1\0\0\0"s + OuterUdp(3544, kInner6))}) {
    for (size_t size = 0; size <= frame.size(); ++size) {
      // A copy of its own size, so that a sanitizer sees its end.
      const std::vector<char> part(frame.begin(),
                                   frame.begin() + static_cast<long>(size));
      Decode(101, {part.data(), part.size()});
    }
    for (size_t at = 0; at < frame.size(); ++at) {
      for (int value = 0; value < 256; value += 5) {
        std::vector<char> changed(frame.begin(), frame.end());
        changed[at] = static_cast<char>(value);
        Decode(101, {changed.data(), changed.size()});
      }
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
