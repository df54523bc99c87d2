// Data frames of 802.11: who sent them, where their IP packet is, and why there
// is none.
#include "runtime/capture/wifi_frame.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/decode_packet.h"
#include "tests/support/packet_builder.h"

namespace iotpf::runtime {
namespace {

using namespace tests;
using namespace std::string_literals;

const std::string kAccessPoint("\x02\0\0\0\0\x99", 6);
const std::string kSnap = "\xaa\xaa\3\0\0\0\x08\0"s;
const std::string kUdp4 = Ipv4({.protocol = kUdpNumber}, Udp(5000, 53, "hi"));

// `control` as in the standard: the low byte first.
std::string Wifi(uint16_t control, std::string_view rest,
                 std::string_view fourth = {}, uint16_t fragment = 0) {
  const bool to = (control & 0x100) != 0;
  const bool from = (control & 0x200) != 0;
  const std::string first = to ? kAccessPoint : kServerMac;
  const std::string second = from ? kAccessPoint : kClientMac;
  std::string third = kAccessPoint;
  if (to) third = kServerMac;
  if (from && !to) third = kClientMac;
  return U16Little(control) + U16(0) + first + second + third +
         U16Little(fragment) + std::string(fourth) + std::string(rest);
}

std::string Radiotap(std::string_view fields, uint32_t present) {
  return "\0\0"s + U16Little(8 + fields.size()) + U32Little(present) +
         std::string(fields);
}

std::string Subframe(std::string_view packet) {
  const std::string frame = kServerMac + kClientMac +
                            U16(kSnap.size() + packet.size()) + kSnap +
                            std::string(packet);
  return frame + std::string((4 - frame.size() % 4) % 4, '\0');
}

constexpr uint16_t kData = 0x0008;
constexpr uint16_t kQosData = 0x0088;

TEST_CASE("a data frame gives its packet and both addresses") {
  const std::string data = Wifi(kData | 0x100, kSnap + kUdp4);
  struct Case {
    const char* name;
    uint32_t link_type;
    std::string bytes;
  };
  const std::string more_words = U32Little(0x80000002) + U32Little(0);
  const std::vector<Case> cases = {
      {"to the access point", 105, data},
      {"from it", 105, Wifi(kData | 0x200, kSnap + kUdp4)},
      {"without one", 105, Wifi(kData, kSnap + kUdp4)},
      {"between two", 105, Wifi(kData | 0x300, kSnap + kUdp4, kClientMac)},
      {"QoS", 105, Wifi(kQosData | 0x100, "\0\0"s + kSnap + kUdp4)},
      {"QoS with throughput", 105,
       Wifi(kQosData | 0x8100, "\0\0\1\2\3\4"s + kSnap + kUdp4)},
      {"a check sum behind", 105, data + "sum!"},
      {"radiotap", 127, Radiotap("", 0) + data},
      {"radiotap, padded header", 127,
       Radiotap(std::string(8, 't') + "\x20"s, 3) +
           Wifi(kQosData | 0x100, "\0\0\0\0"s + kSnap + kUdp4)},
      {"radiotap, aligned timer", 127,
       "\0\0"s + U16Little(25) + U32Little(0x80000003) + U32Little(0) +
           "\x40\x40\x40\x40"s + std::string(8, 't') + "\0"s + data},
      {"prism", 119, std::string(144, 'p') + data},
      {"avs", 163, U32(0x80211001) + U32(64) + std::string(56, 'a') + data},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Decoding result = Decode(c.link_type, c.bytes);
    CHECK(result.counted == "udp_packets=1");
    REQUIRE(result.is_decoded);
    CHECK(result.packet.payload == "hi");
    CHECK(*result.packet.source_mac == MacAddress{2, 0, 0, 0, 0, 1});
    CHECK(*result.packet.destination_mac == MacAddress{2, 0, 0, 0, 0, 2});
  }
}

TEST_CASE("a frame of several gives them all") {
  const std::string second =
      Ipv4({.protocol = kUdpNumber}, Udp(5001, 53, "second"));
  const std::string bytes =
      Wifi(kQosData | 0x100, "\x80\0"s + Subframe(kUdp4) + Subframe("junk") +
                                 Subframe(second) + "sum!");
  CaptureStatistics statistics;
  PacketDecoder decoder(statistics);
  CapturedPacket captured;
  captured.index = 7;
  captured.link_type = 105;
  captured.bytes = bytes;
  captured.original_size = static_cast<uint32_t>(bytes.size());
  DecodedPacket packet;
  REQUIRE(decoder.Decode(captured, packet));
  CHECK(packet.payload == "hi");
  REQUIRE(decoder.has_more());
  CHECK(!decoder.DecodeMore(packet));
  REQUIRE(decoder.has_more());
  REQUIRE(decoder.DecodeMore(packet));
  CHECK(packet.payload == "second");
  CHECK(packet.index == 7);
  CHECK(packet.source_mac == MacAddress{2, 0, 0, 0, 0, 1});
  CHECK(!decoder.has_more());
  CHECK(Counted(statistics) ==
        "wifi_subframes=2 ip_header_malformed=1 udp_packets=2");
}

TEST_CASE("what gives no packet is counted") {
  struct Case {
    uint32_t link_type;
    std::string bytes;
    const char* counted;
  };
  const std::string data = Wifi(kData | 0x100, kSnap + kUdp4);
  const std::vector<Case> cases = {
      {105, "", "link_header_malformed=1"},
      {105, data.substr(0, 23), "link_header_malformed=1"},
      {105, data.substr(0, 30), "link_header_malformed=1"},
      {105, Wifi(0x0080, "beacon"), "not_ip=1"},
      {105, Wifi(0x00b4, ""), "not_ip=1"},
      {105, Wifi(0x0048, ""), "not_ip=1"},
      {105, Wifi(kData | 0x4100, "secret"), "wifi_encrypted=1"},
      {105, Wifi(kData | 0x0500, kSnap + kUdp4), "wifi_fragments=1"},
      {105, Wifi(kData | 0x0100, "rest", "", 1), "wifi_fragments=1"},
      {105, Wifi(kQosData | 0x100, "\x80\0short"s), "link_header_malformed=1"},
      {127, "\0\0\7\0"s + data, "link_header_malformed=1"},
      {127, "\0\0\xff\xff"s + data, "link_header_malformed=1"},
      {127, Radiotap("\x40", 2) + data, "wifi_bad_checksum=1"},
      {163, U32(0x80211001) + U32(0xffffffff) + data,
       "link_header_malformed=1"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.counted);
    CAPTURE(c.bytes.size());
    const Decoding result = Decode(c.link_type, c.bytes);
    CHECK(!result.is_decoded);
    CHECK(result.counted == c.counted);
  }
}

}  // namespace
}  // namespace iotpf::runtime
