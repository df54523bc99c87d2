// A tunnel gives a frame that starts over: the walk to its IP header, its
// fragments and its ports are those of any packet. Addresses of the link stay
// outside, where they belong to the ends of the tunnel; an Ethernet header
// inside has the ones that count. Depth is bounded by kMaxEncapsulations, which
// counts every header of a packet.
#include "runtime/capture/tunnel.h"

#include <iotpf/byte_cursor.h>

#include "runtime/capture/encapsulation.h"
#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

using Kind = Carried::Kind;

// Source: https://www.iana.org/assignments/protocol-numbers
constexpr uint8_t kProtocolIpv4 = 4;
constexpr uint8_t kProtocolIpv6 = 41;
constexpr uint8_t kProtocolGre = 47;
constexpr uint8_t kProtocolEtherIp = 97;
constexpr uint8_t kProtocolMpls = 137;

// Source: https://www.iana.org/assignments/service-names-port-numbers; 8472 is
// what Linux used for VXLAN before there was a number.
constexpr uint16_t kGtpPort = 2152;
constexpr uint16_t kTeredoPort = 3544;
constexpr uint16_t kGrePort = 4754;
constexpr uint16_t kVxlanPort = 4789;
constexpr uint16_t kVxlanGpePort = 4790;
constexpr uint16_t kGenevePort = 6081;
constexpr uint16_t kOldVxlanPort = 8472;

constexpr uint16_t kTypeErspan = 0x88BE;   // I and II
constexpr uint16_t kTypeErspan3 = 0x22EB;  // III

// I has no header of its own, and no sequence number in that of GRE.
Carried StepOverErspan(uint16_t type, bool has_sequence, ByteCursor& cursor) {
  constexpr uint8_t kHasSubheader = 0x01;
  if (type == kTypeErspan3) {
    const std::string_view header = cursor.Take(12);
    const bool is_longer =
        !header.empty() && (header.back() & kHasSubheader) != 0;
    if (is_longer) cursor.Skip(8);
  } else if (has_sequence) {
    cursor.Skip(8);
  }
  return {Kind::Ethernet};
}

// RFC 2784 and 2890; version 1 is that of PPTP, RFC 2637, section 4.1.
Carried StepOverGre(ByteCursor& cursor) {
  constexpr uint16_t kChecksum = 0x8000;
  constexpr uint16_t kRouting = 0x4000;  // RFC 1701, used by nobody
  constexpr uint16_t kKey = 0x2000;
  constexpr uint16_t kSequence = 0x1000;
  constexpr uint16_t kAcknowledgement = 0x0080;  // PPTP
  const uint16_t flags = cursor.U16();
  const uint16_t type = cursor.U16();
  const int version = flags & 7;
  if (version > 1 || (flags & kRouting) != 0) return {Kind::Malformed};
  for (const uint16_t field : {kChecksum, kKey, kSequence}) {
    if ((flags & field) != 0) cursor.Skip(4);
  }
  if (version == 1) {
    if ((flags & kAcknowledgement) != 0) cursor.Skip(4);
    if (type != kTypePpp) return {Kind::Malformed};
    // Without data it only acknowledges.
    return {(flags & kSequence) != 0 ? Kind::Ppp : Kind::Nothing};
  }
  if (type == kTypeErspan || type == kTypeErspan3) {
    return StepOverErspan(type, (flags & kSequence) != 0, cursor);
  }
  return {type < 0x0600 ? Kind::Nothing : Kind::EtherType, type};
}

Carried StepOverVxlan(uint16_t port, ByteCursor& cursor) {
  constexpr uint8_t kHasNetwork = 0x08;
  constexpr uint8_t kHasProtocol = 0x04;
  const uint8_t flags = cursor.U8();
  cursor.Skip(2);  // reserved; of an extension, the group
  const uint8_t protocol = cursor.U8();
  cursor.Skip(3);  // the network
  const uint8_t reserved = cursor.U8();
  if ((flags & kHasNetwork) == 0 || reserved != 0) return {Kind::Malformed};
  if (port != kVxlanGpePort || (flags & kHasProtocol) == 0) {
    return {Kind::Ethernet};
  }
  switch (protocol) {
    case 1:
    case 2:
      return {Kind::Ip};
    case 3:
      return {Kind::Ethernet};
    default:
      return {Kind::Nothing};
  }
}

Carried StepOverGeneve(ByteCursor& cursor) {
  const uint8_t version_and_size = cursor.U8();
  const uint8_t flags = cursor.U8();
  const uint16_t type = cursor.U16();
  cursor.Skip(4);  // the network, reserved
  cursor.Skip((version_and_size & 0x3Fu) * 4);
  if (version_and_size >> 6 != 0 || (flags & 0x3F) != 0) {
    return {Kind::Malformed};
  }
  return {Kind::EtherType, type};
}

// 3GPP TS 29.281, sections 5.1 and 5.2: user data are messages of type 255.
Carried StepOverGtp(ByteCursor& cursor) {
  constexpr uint8_t kVersion1 = 0x30;  // and GTP rather than GTP'
  constexpr uint8_t kUserData = 255;
  constexpr int kMaxExtensions = 8;
  const uint8_t flags = cursor.U8();
  const uint8_t type = cursor.U8();
  cursor.Skip(6);  // length, end of the tunnel
  if ((flags & 0xF8) != kVersion1 || type != kUserData) {
    return {Kind::Malformed};
  }
  if ((flags & 0x07) == 0) return {Kind::Ip};
  cursor.Skip(3);  // sequence, number of the unit
  uint8_t next = cursor.U8();
  for (int i = 0; (flags & 0x04) != 0 && next != 0; ++i) {
    const size_t size = cursor.U8() * size_t{4};
    if (size == 0 || i == kMaxExtensions) return {Kind::Malformed};
    cursor.Skip(size - 2);
    next = cursor.U8();
  }
  return {Kind::Ip};
}

// RFC 4380, section 5.1.1: who the client is and where it was seen, perhaps.
Carried StepOverTeredo(ByteCursor& cursor) {
  if (cursor.rest().starts_with(std::string_view("\0\1", 2))) {
    cursor.Skip(2);
    const size_t client = cursor.U8();
    const size_t authentication = cursor.U8();
    cursor.Skip(client + authentication + 9);
  }
  if (cursor.rest().starts_with(std::string_view("\0\0", 2))) cursor.Skip(8);
  return {Kind::Ip};
}

Carried StepOverUdpTunnel(uint16_t source_port, uint16_t destination_port,
                          ByteCursor& cursor) {
  switch (destination_port) {
    case kVxlanPort:
    case kOldVxlanPort:
    case kVxlanGpePort:
      return StepOverVxlan(destination_port, cursor);
    case kGenevePort:
      return StepOverGeneve(cursor);
    case kGrePort:
      return StepOverGre(cursor);
    case kGtpPort:
      return StepOverGtp(cursor);
    default:
      return source_port == kGtpPort ? StepOverGtp(cursor)
                                     : StepOverTeredo(cursor);
  }
}

}  // namespace

bool IsTunnel(uint8_t protocol) {
  return protocol == kProtocolIpv4 || protocol == kProtocolIpv6 ||
         protocol == kProtocolGre || protocol == kProtocolEtherIp ||
         protocol == kProtocolMpls;
}

// Networks of machines send from any port to theirs; the other two answer from
// the port they were asked at.
bool MayBeTunnel(uint16_t source_port, uint16_t destination_port) {
  switch (destination_port) {
    case kVxlanPort:
    case kOldVxlanPort:
    case kVxlanGpePort:
    case kGrePort:
    case kGenevePort:
    case kGtpPort:
    case kTeredoPort:
      return true;
    default:
      return source_port == kGtpPort || source_port == kTeredoPort;
  }
}

bool OpenTunnel(const IpPacket& ip, LinkFrame& frame,
                CaptureStatistics& statistics) {
  ByteCursor cursor(ip.payload);
  Carried carried{Kind::Ip};
  if (ip.protocol == kProtocolGre) {
    carried = StepOverGre(cursor);
  } else if (ip.protocol == kProtocolEtherIp) {
    constexpr uint16_t kVersion3 = 0x3000;
    const bool is_known = cursor.U16() == kVersion3;
    carried.kind = is_known ? Kind::Ethernet : Kind::Malformed;
  } else if (ip.protocol == kProtocolMpls) {
    carried.kind = Kind::Mpls;
  }
  if (!cursor.ok() || carried.kind == Kind::Malformed) {
    ++statistics.tunnel_malformed;
    return false;
  }
  if (frame.headers++ >= kMaxEncapsulations) {
    ++statistics.encapsulation_too_deep;
    return false;
  }
  ++statistics.tunnels;
  frame.bytes = cursor.rest();
  frame.missing = ip.payload_size - ip.payload.size();
  frame.source.reset();
  frame.destination.reset();
  return FollowToIp(carried, frame, statistics);
}

bool OpenUdpTunnel(const DecodedPacket& datagram, LinkFrame& frame,
                   CaptureStatistics& statistics) {
  ByteCursor cursor(datagram.payload);
  const Carried carried = StepOverUdpTunnel(datagram.source.port,
                                            datagram.destination.port, cursor);
  if (!cursor.ok() || frame.headers >= kMaxEncapsulations) return false;
  LinkFrame inner;
  inner.bytes = cursor.rest();
  inner.missing = datagram.payload_size - datagram.payload.size();
  inner.headers = frame.headers + 1;
  inner.subframes = frame.subframes;
  // What is tried is counted only where it succeeds.
  CaptureStatistics tried;
  if (!FollowToIp(carried, inner, tried)) return false;
  IpPacket ip;
  if (!DecodeIp(inner.bytes, inner.wire_size(), ip, tried) ||
      ip.payload_size > ip.payload.size() + inner.missing) {
    return false;
  }
  ++statistics.tunnels;
  frame = inner;
  return true;
}

}  // namespace iotpf::runtime
