// Every link type and header in front of a TCP segment or UDP datagram, and a
// counter for each packet that gives none.
#include "runtime/capture/packet.h"

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

const std::string kUdp4 = Ipv4({.protocol = kUdpNumber}, Udp(5000, 53, "hi"));
const std::string kUdp6 =
    Ipv6({kClient6, kServer6, kUdpNumber, 0, 0, ""}, Udp(5000, 53, "hi"));

std::string Extension(uint8_t next, uint8_t length, size_t size) {
  std::string bytes(size, '\0');
  bytes[0] = static_cast<char>(next);
  bytes[1] = static_cast<char>(length);
  return bytes;
}

TEST_CASE("each link type carries a datagram") {
  struct Case {
    const char* name;
    uint32_t link_type;
    std::string bytes;
    bool has_source_mac;
    bool has_destination_mac;
  };
  const std::string cooked_address = kClientMac + "\0\0"s;
  const std::vector<Case> cases = {
      {"ethernet", 1, Ethernet(kUdp4), true, true},
      {"ethernet, IPv6", 1, Ethernet(kUdp6), true, true},
      {"ethernet, padded", 1, Ethernet(kUdp4) + "padding", true, true},
      {"vlan", 1, Ethernet(kUdp4, VlanTag(0x8100, 7)), true, true},
      {"qinq", 1, Ethernet(kUdp6, VlanTag(0x88a8, 7) + VlanTag(0x8100, 8)),
       true, true},
      {"cooked", 113,
       U16(0) + U16(1) + U16(6) + cooked_address + U16(0x800) + kUdp4, true,
       false},
      {"cooked, tagged", 113,
       U16(0) + U16(1) + U16(6) + cooked_address + VlanTag(0x8100, 7) +
           U16(0x800) + kUdp4,
       true, false},
      {"cooked, loopback", 113,
       U16(0) + U16(772) + U16(0) + cooked_address + U16(0x86dd) + kUdp6, false,
       false},
      {"cooked 2", 276,
       U16(0x800) + U16(0) + U32(3) + U16(1) + "\4\6"s + cooked_address + kUdp4,
       true, false},
      {"802.2 in Ethernet", 1,
       kServerMac + kClientMac + U16(8 + kUdp4.size()) + "\xaa\xaa\3\0\0\0"s +
           U16(0x800) + kUdp4,
       true, true},
      {"provider backbone", 1,
       kServerMac + kServerMac + U16(0x88e7) + U32(1) + Ethernet(kUdp4), true,
       true},
      {"MPLS", 1,
       Ethernet("").substr(0, 12) + U16(0x8847) + U32(0x10040) + U32(0x20140) +
           kUdp6,
       true, true},
      {"Ethernet over MPLS", 1,
       kServerMac + kServerMac + U16(0x8847) + U32(0x20140) + U32(0) +
           Ethernet(kUdp6),
       true, true},
      {"PPPoE", 1,
       Ethernet("").substr(0, 12) + U16(0x8864) + "\x11\0"s + U16(1) +
           U16(2 + kUdp4.size()) + U16(0x21) + kUdp4,
       true, true},
      {"PPP", 9, "\xff\3"s + U16(0x57) + kUdp6, false, false},
      {"PPP, short", 50, "\x21"s + kUdp4, false, false},
      {"PPP of Cisco", 50, "\x0f\0"s + U16(0x800) + kUdp4, false, false},
      {"PPP with a direction", 166, "\1\xff\3"s + U16(0x21) + kUdp4, false,
       false},
      {"PPPoE alone", 51,
       "\x11\0"s + U16(1) + U16(2 + kUdp4.size()) + U16(0x21) + kUdp4, false,
       false},
      {"HDLC of Cisco", 104, "\x0f\0"s + U16(0x86dd) + kUdp6, false, false},
      {"NFLOG", 239,
       "\2\0"s + U16(5) + U16Little(8) + U16Little(1) + U32(0) + U16Little(16) +
           U16Little(8) + U16(6) + U16(0) + kClientMac + "\0\0"s +
           U16Little(7) + U16Little(10) + "in\0\0"s +
           U16Little(4 + kUdp4.size()) + U16Little(9) + kUdp4,
       true, false},
      {"NFLOG of a large machine", 239,
       "\x0a\0"s + U16(5) + U16(4 + kUdp6.size()) + U16(9) + kUdp6, false,
       false},
      {"per packet information", 192,
       "\0\0"s + U16Little(12) + U32Little(101) + U32(0) + kUdp4, false, false},
      {"PKTAP", 258,
       U32Little(16) + U32Little(1) + U32Little(1) + U32(0) + Ethernet(kUdp4),
       true, true},
      {"raw 12", 12, kUdp4, false, false},
      {"raw 14", 14, kUdp6, false, false},
      {"raw 101", 101, kUdp4, false, false},
      {"raw 228", 228, kUdp4, false, false},
      {"raw 229", 229, kUdp6, false, false},
      {"null, little", 0, U32Little(2) + kUdp4, false, false},
      {"null, big", 0, U32(2) + kUdp4, false, false},
      {"null, macOS IPv6", 0, U32Little(30) + kUdp6, false, false},
      {"loop", 108, U32(24) + kUdp6, false, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Decoding result = Decode(c.link_type, c.bytes);
    REQUIRE(result.is_decoded);
    CHECK(result.counted == "udp_packets=1");
    CHECK(result.packet.transport == Transport::Udp);
    CHECK(result.packet.payload == "hi");
    CHECK(result.packet.source.port == 5000);
    CHECK(result.packet.destination.port == 53);
    const bool is_ipv6 = result.packet.source.address.size == 16;
    CHECK(result.packet.source.address.view() ==
          (is_ipv6 ? kClient6 : kClient4));
    CHECK(result.packet.destination.address.view() ==
          (is_ipv6 ? kServer6 : kServer4));
    CHECK(result.packet.source_mac.has_value() == c.has_source_mac);
    CHECK(result.packet.destination_mac.has_value() == c.has_destination_mac);
    if (c.has_source_mac) {
      CHECK(*result.packet.source_mac == MacAddress{2, 0, 0, 0, 0, 1});
    }
  }
}

TEST_CASE("headers of varying length, and lengths that disagree") {
  const std::string tcp = Tcp({.sequence = 77,
                               .acknowledgement = 88,
                               .flags = 0x18,
                               .options = "\1\1\1\1"},
                              "payload");
  std::string offloaded = Ipv4({}, tcp);
  offloaded.replace(2, 2, U16(0));
  std::string ah = Extension(kTcpNumber, 1, 12);
  struct Case {
    const char* name;
    std::string bytes;
    uint32_t original_size;
    std::string payload;
    uint32_t payload_size;
  };
  const auto ipv6 = [](uint8_t next, const std::string& payload) {
    return Ipv6({kClient6, kServer6, next, 0, 0, ""}, payload);
  };
  const std::vector<Case> cases = {
      {"TCP options", Ipv4({}, tcp), 0, "payload", 7},
      {"IP options", Ipv4({.options = "\1\1\1\1\1\1\1\1"}, tcp), 0, "payload",
       7},
      {"padding", Ipv4({}, tcp) + "00000", 0, "payload", 7},
      {"length 0", offloaded, 0, "payload", 7},
      {"cut in the payload", Ipv4({}, tcp).substr(0, 47), 51, "pay", 7},
      {"cut, and the frame says it is whole", Ipv4({}, tcp).substr(0, 47), 0,
       "pay", 7},
      {"cut in the options", Ipv4({}, tcp).substr(0, 42), 51, "", 7},
      {"IPv6", ipv6(kTcpNumber, tcp), 0, "payload", 7},
      {"hop by hop, routing, destination options",
       ipv6(0, Extension(43, 0, 8) + Extension(60, 1, 16) +
                   Extension(kTcpNumber, 0, 8) + tcp),
       0, "payload", 7},
      {"authentication", ipv6(51, ah + tcp), 0, "payload", 7},
      {"authentication, IPv4", Ipv4({.protocol = 51}, ah + tcp), 0, "payload",
       7},
      {"the only fragment",
       ipv6(44, Ipv6Fragment(kTcpNumber, 0, false, 1, tcp)), 0, "payload", 7},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Decoding result = Decode(101, c.bytes, c.original_size);
    REQUIRE(result.is_decoded);
    CHECK(result.packet.payload == c.payload);
    CHECK(result.packet.payload_size == c.payload_size);
    CHECK(result.packet.is_cut() == (c.payload.size() < c.payload_size));
    CHECK(result.packet.sequence == 77);
    CHECK(result.packet.acknowledgement == 88);
    CHECK(result.packet.tcp_flags == 0x18);
  }
}

TEST_CASE("what gives no packet is counted") {
  std::string tags;
  for (int i = 0; i < kMaxEncapsulations; ++i) tags += VlanTag(0x8100, 1);
  std::string extensions;
  for (int i = 0; i < kMaxIpExtensions; ++i) extensions += Extension(60, 0, 8);
  extensions += Extension(kUdpNumber, 0, 8);
  const auto ipv6 = [](uint8_t next, const std::string& payload) {
    return Ipv6({kClient6, kServer6, next, 0, 0, ""}, payload);
  };
  std::string short_total = kUdp4;
  short_total.replace(2, 2, U16(19));
  struct Case {
    uint32_t link_type;
    std::string bytes;
    const char* counted;
  };
  const std::vector<Case> cases = {
      {147, "private", "link_type_unsupported=1"},
      {189, "usb", "link_usb=1"},
      {201, "hci", "link_bluetooth=1"},
      {195, "zigbee", "link_802154=1"},
      {1, "", "link_header_malformed=1"},
      {1, Ethernet(kUdp4).substr(0, 13), "link_header_malformed=1"},
      {1, Ethernet("", VlanTag(0x8100, 1)).substr(0, 16),
       "link_header_malformed=1"},
      {0, "abc", "link_header_malformed=1"},
      {113, "abc", "link_header_malformed=1"},
      {1, Ethernet(kUdp4, tags), "encapsulation_too_deep=1"},
      {1, Ethernet("arp").replace(12, 2, U16(0x806)), "not_ip=1"},
      {0, U32(7) + kUdp4, "not_ip=1"},
      {1, kServerMac + kClientMac + U16(3) + "\x42\x42\3"s, "not_ip=1"},
      {1, Ethernet("").substr(0, 12) + U16(0x8864) + "\x11\x09"s + U32(0),
       "not_ip=1"},
      {1, Ethernet("").substr(0, 12) + U16(0x8864) + "\x21\0"s + U32(0),
       "link_header_malformed=1"},
      {1, Ethernet("").substr(0, 12) + U16(0x8847) + U32(0x20140),
       "link_header_malformed=1"},
      {9, "\xff\3"s + U16(0xc021) + "lcp", "not_ip=1"},
      {239, "\2\0"s + U16(5) + U16Little(3) + U16Little(1),
       "link_header_malformed=1"},
      {239, "\7\0"s + U16(5) + U16Little(4) + U16Little(9), "not_ip=1"},
      {192, "\0\0"s + U16Little(0) + U32Little(192), "link_header_malformed=1"},
      {192, "\0\0"s + U16Little(99) + U32Little(1), "link_header_malformed=1"},
      {101, "", "ip_header_malformed=1"},
      {101, "\x50", "ip_header_malformed=1"},
      {101, kUdp4.substr(0, 19), "ip_header_malformed=1"},
      {101, kUdp6.substr(0, 39), "ip_header_malformed=1"},
      {101, short_total, "ip_header_malformed=1"},
      {101, ipv6(0, Extension(kUdpNumber, 200, 8)), "ip_header_malformed=1"},
      {101, ipv6(60, extensions), "ip_extensions_too_deep=1"},
      {101, ipv6(50, "secret"), "ip_encrypted=1"},
      {101, Ipv4({.protocol = 1}, "ping"), "transport_other=1"},
      {101, ipv6(59, ""), "transport_other=1"},
      {101, Ipv4({}, "too short"), "transport_header_malformed=1"},
      {101, Ipv4({}, Tcp({}).replace(12, 1, "\x40")),
       "transport_header_malformed=1"},
      {101, Ipv4({}, Tcp({}).replace(12, 1, "\xf0")),
       "transport_header_malformed=1"},
      {101, Ipv4({.protocol = kUdpNumber}, Udp(1, 2).replace(4, 2, U16(7))),
       "transport_header_malformed=1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.counted);
    CAPTURE(c.bytes.size());
    const Decoding result = Decode(c.link_type, c.bytes);
    CHECK(!result.is_decoded);
    CHECK(result.counted == c.counted);
  }
}

TEST_CASE("the length of UDP leaves out what follows; a wrong one does not") {
  struct Case {
    uint16_t length;
    std::string payload;
  };
  for (const Case& c : {Case{10, "ab"}, Case{0, "abcd"}, Case{999, "abcd"}}) {
    const std::string bytes =
        Ipv4({.protocol = kUdpNumber},
             Udp(1, 2, "abcd").replace(4, 2, U16(c.length)));
    const Decoding result = Decode(101, bytes);
    REQUIRE(result.is_decoded);
    CHECK(result.packet.payload == c.payload);
    CHECK(!result.packet.is_cut());
  }
}

TEST_CASE("fragments go on as the datagram they make") {
  const std::string datagram = Udp(5000, 53, "0123456789abcdef");
  const std::string extended = Extension(kUdpNumber, 0, 8) + datagram;
  const auto ipv4 = [&](uint16_t fragment, std::string_view part) {
    return Ipv4({.protocol = kUdpNumber, .fragment = fragment}, part);
  };
  const auto ipv6 = [&](uint16_t offset, bool more, std::string_view part) {
    return Ipv6({kClient6, kServer6, 44, 0, 0, ""},
                Ipv6Fragment(60, offset, more, 9, part));
  };
  const std::string_view four(datagram);
  const std::string_view six(extended);
  for (const std::vector<std::string>& parts :
       {std::vector<std::string>{ipv4(0x2000, four.substr(0, 8)),
                                 ipv4(1, four.substr(8))},
        std::vector<std::string>{ipv6(16, false, six.substr(16)),
                                 ipv6(0, true, six.substr(0, 16))}}) {
    CaptureStatistics statistics;
    PacketDecoder decoder(statistics);
    CapturedPacket captured;
    captured.link_type = 101;
    DecodedPacket decoded;
    bool is_decoded = false;
    for (const std::string& part : parts) {
      CHECK(!is_decoded);
      captured.bytes = part;
      captured.original_size = static_cast<uint32_t>(part.size());
      is_decoded = decoder.Decode(captured, decoded);
    }
    CHECK(is_decoded);
    CHECK(decoded.payload == "0123456789abcdef");
    CHECK(Counted(statistics) ==
          "fragments=2 datagrams_reassembled=1 udp_packets=1");
  }
}

TEST_CASE("no prefix of a packet, and no flip of a byte, reads outside it") {
  const std::string tcp = Tcp({.options = "\1\1\1\1"}, "payload");
  for (const std::string& frame :
       {Ethernet(Ipv4({.options = "\1\1\1\1"}, tcp), VlanTag(0x8100, 1)),
        Ethernet(
            Ipv6({kClient6, kServer6, 0, 0, 0, ""},
                 Extension(51, 0, 8) + Extension(kTcpNumber, 1, 12) + tcp))}) {
    for (size_t size = 0; size <= frame.size(); ++size) {
      // A copy of its own size, so that a sanitizer sees its end.
      const std::vector<char> part(frame.begin(),
                                   frame.begin() + static_cast<long>(size));
      Decode(1, {part.data(), part.size()});
    }
    for (size_t at = 0; at < frame.size(); ++at) {
      for (int value = 0; value < 256; ++value) {
        std::vector<char> changed(frame.begin(), frame.end());
        changed[at] = static_cast<char>(value);
        Decode(1, {changed.data(), changed.size()});
      }
    }
  }
}

}  // namespace
}  // namespace iotpf::runtime
