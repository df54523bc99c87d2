// Headers between a link, or a tunnel, and IP. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_ENCAPSULATION_H_
#define IOTPF_RUNTIME_CAPTURE_ENCAPSULATION_H_

#include <cstdint>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/link_frame.h"

namespace iotpf::runtime {

// EtherTypes that other files speak of.
inline constexpr uint16_t kTypeIpv4 = 0x0800;
inline constexpr uint16_t kTypeIpv6 = 0x86DD;
inline constexpr uint16_t kTypePpp = 0x880B;

// What the bytes of a frame begin with.
struct Carried {
  enum class Kind : uint8_t {
    Ip,
    EtherType,  // what `type` says
    Ethernet,   // addresses and a type
    Llc,        // IEEE 802.2
    Mpls,       // a label
    Ppp,        // a protocol field, perhaps behind an address
    Nothing,    // no IP
    Malformed,
  };
  Kind kind = Kind::Nothing;
  uint16_t type = 0;
};

// Steps over headers until `frame.bytes` begin with those of IP. An Ethernet
// header on the way gives the frame its addresses.
//
//   Errors  false, and a counter says why.
bool FollowToIp(Carried carried, LinkFrame& frame,
                CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_ENCAPSULATION_H_
