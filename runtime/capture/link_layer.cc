// Link headers differ in where they say what they carry: an EtherType
// (Ethernet, Linux cooked), an address family of the capturing system (BSD
// loopback), or not at all (raw IP). VLAN tags are EtherTypes that carry
// another one; they do not tell flows apart.
//
// The IP version is read from the IP header itself, so a frame only has to say
// that it carries one of the two.
//
// Source: https://www.tcpdump.org/linktypes.html and the pages it links; IEEE
// 802.3 and 802.1Q for Ethernet and its tags.
#include "runtime/capture/link_layer.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

// LINKTYPE_ values.
constexpr uint32_t kNull = 0;
constexpr uint32_t kEthernet = 1;
constexpr uint32_t kRawOpenBsd = 12;
constexpr uint32_t kRawBsdOs = 14;
constexpr uint32_t kRaw = 101;
constexpr uint32_t kLoop = 108;
constexpr uint32_t kLinuxCooked = 113;
constexpr uint32_t kIpv4 = 228;
constexpr uint32_t kIpv6 = 229;
constexpr uint32_t kLinuxCooked2 = 276;

// EtherTypes.
constexpr uint16_t kTypeIpv4 = 0x0800;
constexpr uint16_t kTypeIpv6 = 0x86DD;
constexpr uint16_t kTypeVlan = 0x8100;
constexpr uint16_t kTypeProviderVlan = 0x88A8;
constexpr uint16_t kTypeOldProviderVlan = 0x9100;

MacAddress MacOf(std::string_view bytes) {
  MacAddress mac{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), mac.size()), mac.begin());
  return mac;
}

// Follows VLAN tags to the IP header.
bool FollowType(uint16_t type, ByteCursor& cursor,
                CaptureStatistics& statistics) {
  for (int tags = 0; type == kTypeVlan || type == kTypeProviderVlan ||
                     type == kTypeOldProviderVlan;
       ++tags) {
    if (tags == kMaxVlanTags) {
      ++statistics.vlan_too_deep;
      return false;
    }
    cursor.Skip(2);  // priority and VLAN
    type = cursor.U16();
  }
  if (!cursor.ok()) {
    ++statistics.link_header_malformed;
    return false;
  }
  if (type == kTypeIpv4 || type == kTypeIpv6) return true;
  ++statistics.not_ip;
  return false;
}

bool DecodeEthernet(ByteCursor& cursor, LinkFrame& frame,
                    CaptureStatistics& statistics) {
  const std::string_view destination = cursor.Take(6);
  const std::string_view source = cursor.Take(6);
  const uint16_t type = cursor.U16();
  frame.destination = MacOf(destination);
  frame.source = MacOf(source);
  return FollowType(type, cursor, statistics);
}

// Both versions know the sender's address alone.
bool DecodeLinuxCooked(uint32_t link_type, ByteCursor& cursor, LinkFrame& frame,
                       CaptureStatistics& statistics) {
  uint16_t type = 0;
  size_t address_size = 0;
  if (link_type == kLinuxCooked) {
    cursor.Skip(4);  // packet type, kind of device
    address_size = cursor.U16();
  } else {
    type = cursor.U16();
    cursor.Skip(9);  // reserved, interface, kind of device, packet type
    address_size = cursor.U8();
  }
  const std::string_view address = cursor.Take(8);
  if (link_type == kLinuxCooked) type = cursor.U16();
  if (address_size == 6) frame.source = MacOf(address);
  return FollowType(type, cursor, statistics);
}

// The family is that of the capturing system, in its byte order.
bool DecodeLoopback(ByteCursor& cursor, CaptureStatistics& statistics) {
  uint32_t family = cursor.U32();
  if (!cursor.ok()) {
    ++statistics.link_header_malformed;
    return false;
  }
  if (family > 0xFFFF) family = __builtin_bswap32(family);
  // AF_INET; AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, macOS.
  for (const uint32_t ip_family : {2u, 10u, 24u, 28u, 30u}) {
    if (family == ip_family) return true;
  }
  ++statistics.not_ip;
  return false;
}

}  // namespace

std::optional<LinkFrame> DecodeLink(const CapturedPacket& captured,
                                    CaptureStatistics& statistics) {
  LinkFrame frame;
  ByteCursor cursor(captured.bytes);
  bool carries_ip = false;
  switch (captured.link_type) {
    case kEthernet:
      carries_ip = DecodeEthernet(cursor, frame, statistics);
      break;
    case kLinuxCooked:
    case kLinuxCooked2:
      carries_ip =
          DecodeLinuxCooked(captured.link_type, cursor, frame, statistics);
      break;
    case kNull:
    case kLoop:
      carries_ip = DecodeLoopback(cursor, statistics);
      break;
    case kRawOpenBsd:
    case kRawBsdOs:
    case kRaw:
    case kIpv4:
    case kIpv6:
      carries_ip = true;
      break;
    default:
      ++statistics.link_type_unsupported;
  }
  if (!carries_ip) return std::nullopt;
  frame.ip = cursor.rest();
  const uint64_t header_size = captured.bytes.size() - frame.ip.size();
  frame.ip_size = captured.original_size - header_size;
  return frame;
}

}  // namespace iotpf::runtime
