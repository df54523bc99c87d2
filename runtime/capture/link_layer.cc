// Link headers differ in where they say what they carry: an EtherType
// (Ethernet, Linux cooked), an address family of the capturing system (BSD
// loopback, NFLOG), a protocol of PPP, or not at all (raw IP). This file steps
// over the first header; encapsulation.cc follows what it names. Ethernet with
// nothing between it and IPv4 is nearly all there is, and takes the short way.
//
// Two link types only carry another one behind a header of their own (PPI,
// PKTAP).
//
// Source: https://www.tcpdump.org/linktypes.html and the pages it links; IEEE
// 802.3 for Ethernet.
#include "runtime/capture/link_layer.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

#include "runtime/capture/encapsulation.h"
#include "runtime/capture/wifi_frame.h"
#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

using Kind = Carried::Kind;

// LINKTYPE_ values.
constexpr uint32_t kNull = 0;
constexpr uint32_t kEthernet = 1;
constexpr uint32_t kPpp = 9;
constexpr uint32_t kRawOpenBsd = 12;
constexpr uint32_t kRawBsdOs = 14;
constexpr uint32_t kPppHdlc = 50;
constexpr uint32_t kPppOverEthernet = 51;
constexpr uint32_t kRaw = 101;
constexpr uint32_t kCiscoHdlc = 104;
constexpr uint32_t kWifi = 105;
constexpr uint32_t kLoop = 108;
constexpr uint32_t kLinuxCooked = 113;
constexpr uint32_t kWifiPrism = 119;
constexpr uint32_t kWifiRadiotap = 127;
constexpr uint32_t kWifiAvs = 163;
constexpr uint32_t kPppWithDirection = 166;
constexpr uint32_t kPerPacketInformation = 192;
constexpr uint32_t kPppWithDirectionByte = 204;
constexpr uint32_t kIpv4 = 228;
constexpr uint32_t kIpv6 = 229;
constexpr uint32_t kNflog = 239;
constexpr uint32_t kPktap = 258;
constexpr uint32_t kLinuxCooked2 = 276;

// What a capture is of, where it is of no network that carries IP.
uint64_t& CounterOfUnsupported(uint32_t link_type, CaptureStatistics& s) {
  switch (link_type) {
    case 186:  // USB of FreeBSD
    case 189:  // USB of Linux
    case 220:  // the same, with padding
    case 249:  // USBPcap
    case 266:  // USB of macOS
    case 288:  // USB 2.0, 293 to 295 by speed
    case 293:
    case 294:
    case 295:
      return s.link_usb;
    case 187:  // HCI, 201 with direction
    case 201:
    case 251:  // Low Energy, 256 with its physical layer
    case 254:  // Linux monitor
    case 255:
    case 256:
    case 272:  // nRF sniffer
      return s.link_bluetooth;
    case 195:  // with check sum, 230 without, 283 with a header
    case 215:
    case 230:
    case 283:
      return s.link_802154;
    default:
      return s.link_type_unsupported;
  }
}

// Both versions know the sender's address alone.
Carried StepOverLinuxCooked(uint32_t link_type, ByteCursor& cursor,
                            LinkFrame& frame) {
  constexpr uint16_t kLlcFrame = 0x0004;  // ETH_P_802_2
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
  if (type < 0x0600 && type != kLlcFrame) return {Kind::Nothing};
  return {Kind::EtherType, type};
}

// AF_INET; AF_INET6 of Linux, NetBSD and OpenBSD, FreeBSD, macOS.
bool IsIpFamily(uint32_t family) {
  for (const uint32_t ip_family : {2u, 10u, 24u, 28u, 30u}) {
    if (family == ip_family) return true;
  }
  return false;
}

// The family is that of the capturing system, in its byte order.
Carried StepOverLoopback(ByteCursor& cursor) {
  uint32_t family = cursor.U32();
  if (family > 0xFFFF) family = __builtin_bswap32(family);
  return {IsIpFamily(family) ? Kind::Ip : Kind::Nothing};
}

// Attributes, each with its length and type in the byte order of the capturing
// system; the packet is one of them. The first length is small, which tells the
// order.
Carried StepOverNflog(ByteCursor& cursor, LinkFrame& frame) {
  constexpr uint16_t kHardwareAddress = 8;  // NFULA_HWADDR
  constexpr uint16_t kPayload = 9;          // NFULA_PAYLOAD
  constexpr size_t kHeaderBytes = 4;
  const uint8_t family = cursor.U8();
  cursor.Skip(3);  // version, group
  const bool is_big_endian = cursor.rest().starts_with('\0');
  while (cursor.remaining() >= kHeaderBytes) {
    ByteCursor header = cursor;
    const size_t size = is_big_endian ? header.U16() : header.U16Little();
    const uint16_t type = is_big_endian ? header.U16() : header.U16Little();
    if (size < kHeaderBytes) return {Kind::Malformed};
    if (type == kPayload) {
      cursor = header;
      return {IsIpFamily(family) ? Kind::Ip : Kind::Nothing};
    }
    if (type == kHardwareAddress && header.U16() == 6) {
      header.Skip(2);
      frame.source = MacOf(header.Take(6));
    }
    cursor.Skip((size + 3) / 4 * 4);
  }
  return {cursor.ok() ? Kind::Nothing : Kind::Malformed};
}

// What a link type begins with.
Carried StepOverLink(uint32_t link_type, ByteCursor& cursor, LinkFrame& frame) {
  constexpr uint16_t kPppoeSession = 0x8864;
  switch (link_type) {
    case kEthernet:
      return {Kind::Ethernet};
    case kLinuxCooked:
    case kLinuxCooked2:
      return StepOverLinuxCooked(link_type, cursor, frame);
    case kNull:
    case kLoop:
      return StepOverLoopback(cursor);
    case kPppWithDirection:
    case kPppWithDirectionByte:
      cursor.Skip(1);
      return {Kind::Ppp};
    case kPpp:
    case kPppHdlc:
      return {Kind::Ppp};
    case kPppOverEthernet:
      return {Kind::EtherType, kPppoeSession};
    case kCiscoHdlc:
      cursor.Skip(2);
      return {Kind::EtherType, cursor.U16()};
    case kNflog:
      return StepOverNflog(cursor, frame);
    default:
      return {Kind::Ip};
  }
}

bool DecodeByType(uint32_t link_type, LinkFrame& frame,
                  CaptureStatistics& statistics);

// A header of `size` bytes, then a packet of another link type.
bool DecodeWrapped(uint32_t size, uint32_t link_type, LinkFrame& frame,
                   CaptureStatistics& statistics) {
  if (size == 0 || size > frame.bytes.size()) {
    ++statistics.link_header_malformed;
    return false;
  }
  if (frame.headers++ == kMaxEncapsulations) {
    ++statistics.encapsulation_too_deep;
    return false;
  }
  frame.bytes.remove_prefix(size);
  return DecodeByType(link_type, frame, statistics);
}

bool DecodeByType(uint32_t link_type, LinkFrame& frame,
                  CaptureStatistics& statistics) {
  ByteCursor cursor(frame.bytes);
  switch (link_type) {
    case kWifi:
      return DecodeWifi(WifiPrefix::None, frame, statistics);
    case kWifiPrism:
      return DecodeWifi(WifiPrefix::Prism, frame, statistics);
    case kWifiRadiotap:
      return DecodeWifi(WifiPrefix::Radiotap, frame, statistics);
    case kWifiAvs:
      return DecodeWifi(WifiPrefix::Avs, frame, statistics);
    case kPerPacketInformation: {
      cursor.Skip(2);
      const uint16_t size = cursor.U16Little();
      const uint32_t type = cursor.U32Little();
      return DecodeWrapped(size, type, frame, statistics);
    }
    case kPktap: {
      const uint32_t size = cursor.U32Little();
      cursor.Skip(4);
      const uint32_t type = cursor.U32Little();
      return DecodeWrapped(size, type, frame, statistics);
    }
    case kEthernet:
    case kLinuxCooked:
    case kLinuxCooked2:
    case kNull:
    case kLoop:
    case kPpp:
    case kPppHdlc:
    case kPppOverEthernet:
    case kPppWithDirection:
    case kPppWithDirectionByte:
    case kCiscoHdlc:
    case kNflog:
    case kRawOpenBsd:
    case kRawBsdOs:
    case kRaw:
    case kIpv4:
    case kIpv6: {
      Carried carried = StepOverLink(link_type, cursor, frame);
      if (!cursor.ok()) carried = {Kind::Malformed};
      frame.bytes = cursor.rest();
      return FollowToIp(carried, frame, statistics);
    }
    default:
      ++CounterOfUnsupported(link_type, statistics);
      return false;
  }
}

}  // namespace

bool DecodeLink(const CapturedPacket& captured, LinkFrame& frame,
                CaptureStatistics& statistics) {
  constexpr size_t kEthernetBytes = 14;
  const std::string_view bytes = captured.bytes;
  frame.missing = captured.original_size - bytes.size();
  if (captured.link_type == kEthernet && bytes.size() >= kEthernetBytes) {
    ByteCursor type(bytes.substr(12, 2));
    if (type.U16() == kTypeIpv4) {
      frame.destination = MacOf(bytes.substr(0, 6));
      frame.source = MacOf(bytes.substr(6, 6));
      frame.bytes = bytes.substr(kEthernetBytes);
      return true;
    }
  }
  frame.bytes = bytes;
  return DecodeByType(captured.link_type, frame, statistics);
}

}  // namespace iotpf::runtime
