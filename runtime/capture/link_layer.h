// What stands before the IP header. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_LINK_LAYER_H_
#define IOTPF_RUNTIME_CAPTURE_LINK_LAYER_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/ip_address.h"

namespace iotpf::runtime {

// An IP packet in its frame.
struct LinkFrame {
  std::string_view ip;   // from the IP header on, with what pads the frame
  uint64_t ip_size = 0;  // the same on the wire
  std::optional<MacAddress> source;
  std::optional<MacAddress> destination;
};

// The IP packet that `captured` carries; where there is none, nullopt, and a
// counter says why.
std::optional<LinkFrame> DecodeLink(const CapturedPacket& captured,
                                    CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_LINK_LAYER_H_
