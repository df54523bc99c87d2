// Frames of IEEE 802.11. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_WIFI_FRAME_H_
#define IOTPF_RUNTIME_CAPTURE_WIFI_FRAME_H_

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/encapsulation.h"
#include "runtime/capture/link_frame.h"

namespace iotpf::runtime {

// What the receiver wrote in front of a frame.
enum class WifiPrefix : uint8_t { None, Radiotap, Prism, Avs };

// Finds the IP packet of a data frame that is not encrypted. Where the frame
// carries several, the first; the others are left in `frame.subframes`.
//
//   Errors   false, and a counter says why.
//   Source   IEEE 802.11-2020, 9.2 and 9.3.2; https://www.radiotap.org
bool DecodeWifi(WifiPrefix prefix, LinkFrame& frame,
                CaptureStatistics& statistics);

// Takes the next of `frame.subframes` to `frame.bytes`, as above.
bool DecodeSubframe(LinkFrame& frame, CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_WIFI_FRAME_H_
