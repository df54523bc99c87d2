// Packets inside packets. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_TUNNEL_H_
#define IOTPF_RUNTIME_CAPTURE_TUNNEL_H_

#include <cstdint>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/ip_header.h"
#include "runtime/capture/link_frame.h"
#include "runtime/capture/packet.h"

namespace iotpf::runtime {

// Whether a protocol of IP is one of the tunnels below.
bool IsTunnel(uint8_t protocol);

// Whether a UDP port is one that a tunnel is known by.
bool MayBeTunnel(uint16_t source_port, uint16_t destination_port);

// Replaces `frame` by the IP packet that `ip` carries: IP in IP, GRE with what
// it may hold (PPTP and ERSPAN too), EtherIP, MPLS in IP.
//
//   Requires  IsTunnel(ip.protocol), and `ip` is no fragment.
//   Errors    false, and a counter says why.
//   Source    RFC 2003, 2473, 4213; RFC 2784, 2890, 2637; RFC 3378; RFC 4023;
//             draft-foschiano-erspan.
bool OpenTunnel(const IpPacket& ip, LinkFrame& frame,
                CaptureStatistics& statistics);

// The same for the payload of a UDP datagram: GRE, VXLAN, VXLAN GPE, Geneve,
// GTP-U, Teredo. Anyone may use a port for anything, so what is inside has to
// be well formed up to its IP header.
//
//   Output   false where it is not: the datagram is no tunnel, and nothing is
//            counted.
//   Source   RFC 8086; RFC 7348; draft-ietf-nvo3-vxlan-gpe; RFC 8926; 3GPP
//            TS 29.281; RFC 4380.
bool OpenUdpTunnel(const DecodedPacket& datagram, LinkFrame& frame,
                   CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_TUNNEL_H_
