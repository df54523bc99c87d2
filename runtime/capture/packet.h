// Captured bytes to TCP segments and UDP datagrams.
#ifndef IOTPF_RUNTIME_CAPTURE_PACKET_H_
#define IOTPF_RUNTIME_CAPTURE_PACKET_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/fragments.h"
#include "runtime/capture/ip_address.h"
#include "runtime/capture/link_frame.h"

namespace iotpf::runtime {

enum class Transport : uint8_t { Tcp, Udp };

// Flags of a TCP header. Source: RFC 9293, section 3.1.
inline constexpr uint8_t kTcpFin = 0x01;
inline constexpr uint8_t kTcpSyn = 0x02;
inline constexpr uint8_t kTcpRst = 0x04;
inline constexpr uint8_t kTcpAck = 0x10;

// One TCP segment or UDP datagram.
struct DecodedPacket {
  uint64_t index = 0;   // of the captured packet; of the last fragment's where
                        // the datagram was made of several
  int64_t time_ns = 0;  // nanoseconds since 1970 UTC
  Transport transport = Transport::Tcp;
  uint8_t tcp_flags = 0;         // kTcp*
  uint32_t sequence = 0;         // TCP
  uint32_t acknowledgement = 0;  // TCP; means something with kTcpAck
  Endpoint source;
  Endpoint destination;
  std::optional<MacAddress> source_mac;  // where the link has them
  std::optional<MacAddress> destination_mac;
  uint32_t payload_size = 0;  // bytes of payload on the wire
  std::string_view payload;   // what was captured of them: a prefix

  // The capture cut the payload short.
  bool is_cut() const { return payload.size() < payload_size; }
  bool has(uint8_t flag) const { return (tcp_flags & flag) != 0; }
};

// Decodes the packets of one capture in order, and puts fragments together.
//
// Link types: Ethernet (1); BSD loopback (0, 108); PPP (9, 50, 51, 166, 204);
// raw IP (12, 14, 101, 228, 229); Cisco HDLC (104); IEEE 802.11 (105, 119, 127,
// 163); Linux cooked (113, 276); NFLOG (239); any of them behind PPI (192) or
// PKTAP (258). Between link and IP: VLAN and other tags, MPLS, PPPoE, LLC. A
// packet in a tunnel (tunnel.h) is taken out of it: addresses and ports are the
// inner ones.
//
//   Threads  one at a time: the thread that reads the file.
//   Source   https://www.tcpdump.org/linktypes.html
class PacketDecoder {
 public:
  explicit PacketDecoder(CaptureStatistics& statistics)
      : statistics_(statistics), fragments_(statistics) {}

  // Returns whether `captured` gave a TCP segment or UDP datagram, then in
  // `decoded`. Where not, a counter says why.
  //
  //   Output   views into `captured` or into this decoder: valid until the
  //            next packet is read or decoded.
  bool Decode(const CapturedPacket& captured, DecodedPacket& decoded);

  // A frame of 802.11 may carry several packets. Whether there are more of the
  // one decoded last, and the same as above for the next of them.
  bool has_more() const { return !frame_.subframes.empty(); }
  bool DecodeMore(DecodedPacket& decoded);

  // The input ended: counts the datagrams that stay incomplete.
  void Finish() { fragments_.Finish(); }

 private:
  bool DecodeFrame(DecodedPacket& decoded);

  CaptureStatistics& statistics_;
  LinkFrame frame_;     // of the packet decoded last
  uint64_t index_ = 0;  // of it
  int64_t time_ns_ = 0;
  FragmentReassembler fragments_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_PACKET_H_
