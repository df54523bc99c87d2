// IPv4 and IPv6 headers. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_IP_HEADER_H_
#define IOTPF_RUNTIME_CAPTURE_IP_HEADER_H_

#include <cstdint>
#include <string_view>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/ip_address.h"

namespace iotpf::runtime {

// Source: https://www.iana.org/assignments/protocol-numbers
inline constexpr uint8_t kProtocolTcp = 6;
inline constexpr uint8_t kProtocolUdp = 17;

struct IpPacket {
  IpAddress source;
  IpAddress destination;
  uint8_t protocol = 0;       // of the payload
  std::string_view payload;   // what was captured of it, without padding
  uint64_t payload_size = 0;  // on the wire
  bool is_fragment = false;   // then `payload` is its part of the datagram
  uint32_t identification = 0;
  uint32_t fragment_offset = 0;  // bytes
  bool more_fragments = false;
};

// Reads the headers up to the transport's, or to the first that says fragment.
//
//   Input    `bytes` as captured, `wire_size` of them on the wire; padding of
//            the frame may follow.
//   Errors   false, and a counter says why.
bool DecodeIp(std::string_view bytes, uint64_t wire_size, IpPacket& packet,
              CaptureStatistics& statistics);

// Steps over the extension headers at the front of a payload. Also for the
// payload of a datagram put together, where `packet` has its protocol.
bool SkipIpExtensions(IpPacket& packet, CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_IP_HEADER_H_
