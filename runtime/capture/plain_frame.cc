// Of a million packets all but some thousand are Ethernet, IP and a transport,
// with nothing between. Read at fixed places, after one look at the size of
// what was captured, they cost a fifth of what the layers do, which ask of
// every header what may follow it. Whatever is not exactly of this form goes
// there.
//
// Source: IEEE 802.3, 3.2; RFC 791; RFC 8200, section 3; RFC 9293; RFC 768.
#include "runtime/capture/plain_frame.h"

#include <algorithm>
#include <cstring>

#include "runtime/capture/ip_header.h"
#include "runtime/capture/link_frame.h"
#include "runtime/capture/tunnel.h"

namespace iotpf::runtime {
namespace {

constexpr uint32_t kEthernetLink = 1;
constexpr size_t kEthernetBytes = 14;
constexpr size_t kIpv4Bytes = 20;
constexpr size_t kIpv6Bytes = 40;
constexpr size_t kTcpBytes = 20;
constexpr size_t kUdpBytes = 8;

// Requires that the bytes are there.
uint8_t U8At(std::string_view bytes, size_t at) {
  return static_cast<uint8_t>(bytes[at]);
}
uint16_t U16At(std::string_view bytes, size_t at) {
  return static_cast<uint16_t>(U8At(bytes, at) << 8 | U8At(bytes, at + 1));
}
uint32_t U32At(std::string_view bytes, size_t at) {
  return static_cast<uint32_t>(U16At(bytes, at)) << 16 | U16At(bytes, at + 2);
}

// What an IP header says of what is behind it.
struct Transported {
  uint8_t protocol;
  std::string_view bytes;  // captured, without padding
  size_t size;             // on the wire
};

// The last bytes of `bytes` from `at` on that belong to `size` of them.
std::string_view Behind(std::string_view bytes, size_t at, size_t size) {
  return bytes.substr(at, std::min(size, bytes.size() - at));
}

bool ReadIpv4(std::string_view bytes, DecodedPacket& decoded,
              Transported& inner) {
  constexpr uint8_t kVersionAndSize = 0x45;
  constexpr uint16_t kFragment = 0x3FFF;  // its offset, and that more follow
  if (bytes.size() < kIpv4Bytes || U8At(bytes, 0) != kVersionAndSize ||
      (U16At(bytes, 6) & kFragment) != 0) {
    return false;
  }
  const size_t total = U16At(bytes, 2);
  if (total < kIpv4Bytes) return false;
  decoded.source.address = IpAddress::From(bytes.substr(12, 4));
  decoded.destination.address = IpAddress::From(bytes.substr(16, 4));
  inner.protocol = U8At(bytes, 9);
  inner.size = total - kIpv4Bytes;
  inner.bytes = Behind(bytes, kIpv4Bytes, inner.size);
  return true;
}

bool ReadIpv6(std::string_view bytes, DecodedPacket& decoded,
              Transported& inner) {
  if (bytes.size() < kIpv6Bytes || U8At(bytes, 0) >> 4 != 6) return false;
  inner.size = U16At(bytes, 4);
  if (inner.size == 0) return false;
  decoded.source.address = IpAddress::From(bytes.substr(8, 16));
  decoded.destination.address = IpAddress::From(bytes.substr(24, 16));
  inner.protocol = U8At(bytes, 6);
  inner.bytes = Behind(bytes, kIpv6Bytes, inner.size);
  return true;
}

bool ReadTcp(const Transported& inner, DecodedPacket& decoded) {
  if (inner.bytes.size() < kTcpBytes) return false;
  const size_t header = (U8At(inner.bytes, 12) >> 4) * size_t{4};
  if (header < kTcpBytes || header > inner.bytes.size()) return false;
  decoded.transport = Transport::Tcp;
  decoded.sequence = U32At(inner.bytes, 4);
  decoded.acknowledgement = U32At(inner.bytes, 8);
  decoded.tcp_flags = U8At(inner.bytes, 13);
  decoded.payload_size = static_cast<uint32_t>(inner.size - header);
  decoded.payload = inner.bytes.substr(header);
  return true;
}

bool ReadUdp(const Transported& inner, DecodedPacket& decoded) {
  if (inner.bytes.size() < kUdpBytes ||
      MayBeTunnel(decoded.source.port, decoded.destination.port)) {
    return false;
  }
  const size_t size = U16At(inner.bytes, 4);
  if (size < kUdpBytes || size > inner.size) return false;
  decoded.transport = Transport::Udp;
  decoded.tcp_flags = 0;
  decoded.payload_size = static_cast<uint32_t>(size - kUdpBytes);
  decoded.payload = Behind(inner.bytes, kUdpBytes, size - kUdpBytes);
  return true;
}

}  // namespace

bool DecodePlainFrame(const CapturedPacket& captured, DecodedPacket& decoded,
                      CaptureStatistics& statistics) {
  constexpr uint16_t kTypeIpv4 = 0x0800;
  constexpr uint16_t kTypeIpv6 = 0x86DD;
  const std::string_view frame = captured.bytes;
  if (captured.link_type != kEthernetLink || frame.size() < kEthernetBytes) {
    return false;
  }
  const uint16_t type = U16At(frame, 12);
  const std::string_view ip = frame.substr(kEthernetBytes);
  Transported inner;
  if (type == kTypeIpv4 ? !ReadIpv4(ip, decoded, inner)
                        : type != kTypeIpv6 || !ReadIpv6(ip, decoded, inner)) {
    return false;
  }
  const bool is_tcp = inner.protocol == kProtocolTcp;
  if (inner.bytes.size() < 4 || (!is_tcp && inner.protocol != kProtocolUdp)) {
    return false;
  }
  decoded.source.port = U16At(inner.bytes, 0);
  decoded.destination.port = U16At(inner.bytes, 2);
  if (!(is_tcp ? ReadTcp(inner, decoded) : ReadUdp(inner, decoded))) {
    return false;
  }
  decoded.destination_mac = MacOf(frame.substr(0, 6));
  decoded.source_mac = MacOf(frame.substr(6, 6));
  ++(is_tcp ? statistics.tcp_packets : statistics.udp_packets);
  return true;
}

}  // namespace iotpf::runtime
