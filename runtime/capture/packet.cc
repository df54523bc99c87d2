// One packet through its layers, outermost first. A fragment waits in the
// reassembler; the datagram it completes goes on with the next layer as if it
// had come whole. A tunnel starts over with the packet inside. Whatever leaves
// the path adds one to a counter.
#include "runtime/capture/packet.h"

#include <iotpf/byte_cursor.h>

#include <algorithm>

#include "runtime/capture/ip_header.h"
#include "runtime/capture/link_layer.h"
#include "runtime/capture/plain_frame.h"
#include "runtime/capture/tunnel.h"
#include "runtime/capture/wifi_frame.h"

namespace iotpf::runtime {
namespace {

// Source: RFC 9293, section 3.1.
bool DecodeTcp(const IpPacket& ip, DecodedPacket& decoded) {
  constexpr uint64_t kSmallestHeader = 20;
  ByteCursor cursor(ip.payload);
  decoded.transport = Transport::Tcp;
  decoded.source.port = cursor.U16();
  decoded.destination.port = cursor.U16();
  decoded.sequence = cursor.U32();
  decoded.acknowledgement = cursor.U32();
  const uint64_t header_size = (cursor.U8() >> 4) * 4u;
  decoded.tcp_flags = cursor.U8();
  cursor.Skip(6);  // window, check sum, urgent pointer
  if (!cursor.ok() || header_size < kSmallestHeader ||
      header_size > ip.payload_size) {
    return false;
  }
  decoded.payload_size = static_cast<uint32_t>(ip.payload_size - header_size);
  decoded.payload =
      ip.payload.substr(std::min<uint64_t>(header_size, ip.payload.size()));
  return true;
}

// Source: RFC 768; RFC 2675 for a length of 0.
bool DecodeUdp(const IpPacket& ip, DecodedPacket& decoded) {
  constexpr uint64_t kHeaderSize = 8;
  ByteCursor cursor(ip.payload);
  decoded.transport = Transport::Udp;
  decoded.source.port = cursor.U16();
  decoded.destination.port = cursor.U16();
  uint64_t size = cursor.U16();
  cursor.Skip(2);  // check sum
  if (size == 0 || size > ip.payload_size) size = ip.payload_size;
  if (!cursor.ok() || size < kHeaderSize) return false;
  decoded.payload_size = static_cast<uint32_t>(size - kHeaderSize);
  decoded.payload = cursor.rest().substr(
      0, std::min<size_t>(decoded.payload_size, cursor.remaining()));
  return true;
}

bool IsTcpOrUdp(const IpPacket& ip) {
  return ip.protocol == kProtocolTcp || ip.protocol == kProtocolUdp;
}

bool DecodeTransport(const IpPacket& ip, DecodedPacket& decoded,
                     CaptureStatistics& statistics) {
  decoded.source.address = ip.source;
  decoded.destination.address = ip.destination;
  decoded.tcp_flags = 0;
  const bool is_tcp = ip.protocol == kProtocolTcp;
  if (is_tcp ? DecodeTcp(ip, decoded) : DecodeUdp(ip, decoded)) return true;
  ++statistics.transport_header_malformed;
  return false;
}

// Puts the datagram that `ip` completes in its place.
bool Reassemble(IpPacket& ip, int64_t time_ns, FragmentReassembler& fragments,
                CaptureStatistics& statistics) {
  // An IPv4 header names the protocol in every fragment: those of others need
  // not be collected.
  const bool is_ipv4 = ip.source.size == 4;
  if (is_ipv4 && !IsTcpOrUdp(ip) && !IsTunnel(ip.protocol)) {
    ++statistics.transport_other;
    return false;
  }
  if (ip.payload.size() < ip.payload_size) {
    ++statistics.fragments;
    ++statistics.fragments_cut;
    return false;
  }
  Fragment fragment;
  fragment.source = ip.source;
  fragment.destination = ip.destination;
  fragment.protocol = ip.protocol;
  fragment.identification = ip.identification;
  fragment.offset = ip.fragment_offset;
  fragment.more = ip.more_fragments;
  fragment.time_ns = time_ns;
  fragment.payload = ip.payload;
  const std::optional<Datagram> datagram = fragments.Add(fragment);
  if (!datagram) return false;
  ip.is_fragment = false;
  ip.protocol = datagram->protocol;
  ip.payload = datagram->payload;
  ip.payload_size = datagram->payload.size();
  if (!SkipIpExtensions(ip, statistics)) return false;
  if (!ip.is_fragment) return true;
  ++statistics.ip_header_malformed;  // a fragment inside a datagram
  return false;
}

}  // namespace

bool PacketDecoder::Decode(const CapturedPacket& captured,
                           DecodedPacket& decoded) {
  ++statistics_.packets;
  if (!captured.has_time) ++statistics_.packets_without_time;
  if (captured.bytes.size() < captured.original_size) ++statistics_.packets_cut;

  if (DecodePlainFrame(captured, decoded, statistics_)) {
    frame_.subframes = {};
    decoded.index = captured.index;
    decoded.time_ns = captured.time_ns;
    return true;
  }
  frame_ = LinkFrame();
  index_ = captured.index;
  time_ns_ = captured.time_ns;
  return DecodeLink(captured, frame_, statistics_) && DecodeFrame(decoded);
}

bool PacketDecoder::DecodeMore(DecodedPacket& decoded) {
  LinkFrame next;
  next.subframes = frame_.subframes;
  frame_ = next;
  ++statistics_.wifi_subframes;
  return DecodeSubframe(frame_, statistics_) && DecodeFrame(decoded);
}

bool PacketDecoder::DecodeFrame(DecodedPacket& decoded) {
  while (true) {
    IpPacket ip;
    if (!DecodeIp(frame_.bytes, frame_.wire_size(), ip, statistics_)) {
      return false;
    }
    if (ip.is_fragment && !Reassemble(ip, time_ns_, fragments_, statistics_)) {
      return false;
    }
    if (!IsTcpOrUdp(ip)) {
      if (!IsTunnel(ip.protocol)) {
        ++statistics_.transport_other;
        return false;
      }
      if (!OpenTunnel(ip, frame_, statistics_)) return false;
      continue;
    }
    if (!DecodeTransport(ip, decoded, statistics_)) return false;
    const bool is_udp = decoded.transport == Transport::Udp;
    if (is_udp && MayBeTunnel(decoded.source.port, decoded.destination.port) &&
        OpenUdpTunnel(decoded, frame_, statistics_)) {
      continue;
    }
    ++(is_udp ? statistics_.udp_packets : statistics_.tcp_packets);
    decoded.index = index_;
    decoded.time_ns = time_ns_;
    decoded.source_mac = frame_.source;
    decoded.destination_mac = frame_.destination;
    return true;
  }
}

}  // namespace iotpf::runtime
