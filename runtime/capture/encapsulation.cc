// Each header says what follows it, so they are stepped over one by one: a tag
// gives another EtherType, a label another label. None of them tells flows
// apart. Every step costs one of kMaxEncapsulations, whatever it steps over.
//
// The IP version is read from the IP header itself, so the last step only has
// to say that it carries one of the two.
//
// Source: IEEE 802.1Q, 802.1ah, 802.1BR and 802.1CB for tags, IEEE 802.2 and
// RFC 1042 for LLC and SNAP, RFC 3032, 4385 and 4448 for MPLS, RFC 2516 for
// PPPoE, RFC 1661 and 1662 for PPP.
#include "runtime/capture/encapsulation.h"

#include <iotpf/byte_cursor.h>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

using Kind = Carried::Kind;

// EtherTypes.
constexpr uint16_t kTypeVlan = 0x8100;
constexpr uint16_t kTypeMpls = 0x8847;
constexpr uint16_t kTypeMplsUpstream = 0x8848;
constexpr uint16_t kTypePppoeSession = 0x8864;
constexpr uint16_t kTypeProviderVlan = 0x88A8;
constexpr uint16_t kTypeVnTag = 0x8926;
constexpr uint16_t kTypeETag = 0x893F;
constexpr uint16_t kTypeBackboneTag = 0x88E7;
constexpr uint16_t kTypeOldProviderVlan = 0x9100;
constexpr uint16_t kTypeRedundancyTag = 0xF1C1;
constexpr uint16_t kTypeEthernet = 0x6558;
// Smaller values are the length of an 802.3 frame. Source: IEEE 802.3, 3.2.6.
constexpr uint16_t kSmallestType = 0x0600;

// Protocols of PPP. Source: https://www.iana.org/assignments/ppp-numbers
constexpr uint16_t kPppIpv4 = 0x0021;
constexpr uint16_t kPppIpv6 = 0x0057;
constexpr uint16_t kPppMpls = 0x0281;

// A tag of `size` bytes, then the type of what it tags.
Carried StepOverTag(size_t size, ByteCursor& cursor) {
  cursor.Skip(size);
  return {Kind::EtherType, cursor.U16()};
}

// RFC 2516, section 4; section 7 for the two bytes of protocol behind it.
Carried StepOverPppoe(ByteCursor& cursor) {
  const uint8_t version_and_type = cursor.U8();
  const uint8_t code = cursor.U8();
  cursor.Skip(4);  // session, length
  if (version_and_type != 0x11) return {Kind::Malformed};
  return {code == 0 ? Kind::Ppp : Kind::Nothing};
}

Carried StepByType(uint16_t type, ByteCursor& cursor) {
  switch (type) {
    case kTypeIpv4:
    case kTypeIpv6:
      return {Kind::Ip};
    case kTypeVlan:
    case kTypeProviderVlan:
    case kTypeOldProviderVlan:
      return StepOverTag(2, cursor);
    case kTypeVnTag:
    case kTypeRedundancyTag:
      return StepOverTag(4, cursor);
    case kTypeETag:
      return StepOverTag(6, cursor);
    case kTypeBackboneTag:
      cursor.Skip(4);
      return {Kind::Ethernet};
    case kTypeMpls:
    case kTypeMplsUpstream:
      return {Kind::Mpls};
    case kTypePppoeSession:
      return StepOverPppoe(cursor);
    case kTypeEthernet:
      return {Kind::Ethernet};
    case kTypePpp:
      return {Kind::Ppp};
    default:
      return {type < kSmallestType ? Kind::Llc : Kind::Nothing};
  }
}

// A label does not say what is below the last one: the first four bits there
// tell IP from the control word of a pseudowire (RFC 4385, section 3).
Carried StepOverLabel(ByteCursor& cursor) {
  constexpr uint32_t kBottomOfStack = 0x100;
  if ((cursor.U32() & kBottomOfStack) == 0) return {Kind::Mpls};
  if (cursor.empty()) return {Kind::Malformed};
  switch (static_cast<uint8_t>(cursor.rest()[0]) >> 4) {
    case 4:
    case 6:
      return {Kind::Ip};
    case 0:
      cursor.Skip(4);
      return {Kind::Ethernet};
    default:
      return {Kind::Nothing};
  }
}

// IEEE 802.2: two access points and a control byte; SNAP adds who assigned the
// type behind it.
Carried StepOverLlc(ByteCursor& cursor) {
  constexpr uint32_t kSnap = 0xAAAA03;
  constexpr uint32_t kIpAccessPoint = 0x060603;
  constexpr uint32_t kBridgeTunnel = 0x0000F8;  // IEEE 802.1H
  const uint32_t access_points = cursor.U24();
  if (access_points == kIpAccessPoint) return {Kind::Ip};
  if (access_points != kSnap) return {Kind::Nothing};
  const uint32_t organization = cursor.U24();
  const uint16_t type = cursor.U16();
  if (organization != 0 && organization != kBridgeTunnel) {
    return {Kind::Nothing};
  }
  return {type < kSmallestType ? Kind::Nothing : Kind::EtherType, type};
}

// RFC 1662, section 3.1, and RFC 1661, section 6.5: address and control may be
// left out, and so may the first byte of a protocol below 256. Cisco's framing
// has other addresses and an EtherType.
Carried StepOverPpp(ByteCursor& cursor) {
  constexpr uint8_t kAllStations = 0xFF;
  constexpr uint8_t kCiscoUnicast = 0x0F;
  constexpr uint8_t kCiscoBroadcast = 0x8F;
  uint16_t protocol = cursor.U8();
  if (protocol == kAllStations) {
    cursor.Skip(1);
    protocol = cursor.U8();
  } else if (protocol == kCiscoUnicast || protocol == kCiscoBroadcast) {
    cursor.Skip(1);
    return {Kind::EtherType, cursor.U16()};
  }
  // The last byte of a protocol is odd, and no other.
  if (protocol % 2 == 0) {
    protocol = static_cast<uint16_t>(protocol << 8 | cursor.U8());
  }
  switch (protocol) {
    case kPppIpv4:
    case kPppIpv6:
      return {Kind::Ip};
    case kPppMpls:
      return {Kind::Mpls};
    default:
      return {Kind::Nothing};
  }
}

Carried StepOverEthernet(ByteCursor& cursor, LinkFrame& frame) {
  const std::string_view destination = cursor.Take(6);
  const std::string_view source = cursor.Take(6);
  frame.destination = MacOf(destination);
  frame.source = MacOf(source);
  return {Kind::EtherType, cursor.U16()};
}

Carried Step(Carried carried, ByteCursor& cursor, LinkFrame& frame) {
  switch (carried.kind) {
    case Kind::EtherType:
      return StepByType(carried.type, cursor);
    case Kind::Ethernet:
      return StepOverEthernet(cursor, frame);
    case Kind::Llc:
      return StepOverLlc(cursor);
    case Kind::Mpls:
      return StepOverLabel(cursor);
    case Kind::Ppp:
      return StepOverPpp(cursor);
    default:
      return carried;
  }
}

}  // namespace

bool FollowToIp(Carried carried, LinkFrame& frame,
                CaptureStatistics& statistics) {
  ByteCursor cursor(frame.bytes);
  while (true) {
    if (!cursor.ok() || carried.kind == Kind::Malformed) {
      ++statistics.link_header_malformed;
      return false;
    }
    if (carried.kind == Kind::Nothing) {
      ++statistics.not_ip;
      return false;
    }
    if (carried.kind == Kind::Ip) {
      frame.bytes = cursor.rest();
      return true;
    }
    if (frame.headers++ == kMaxEncapsulations) {
      ++statistics.encapsulation_too_deep;
      return false;
    }
    carried = Step(carried, cursor, frame);
  }
}

}  // namespace iotpf::runtime
