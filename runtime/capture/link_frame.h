// A packet on its way from the wire to its IP header. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_LINK_FRAME_H_
#define IOTPF_RUNTIME_CAPTURE_LINK_FRAME_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/capture/ip_address.h"

namespace iotpf::runtime {

struct LinkFrame {
  // What is left behind the headers read so far, with what pads the frame.
  std::string_view bytes;
  uint64_t missing = 0;  // bytes behind it that the capture left out
  int headers = 0;       // stepped over, against kMaxEncapsulations
  std::optional<MacAddress> source;
  std::optional<MacAddress> destination;
  // Frames that one frame of 802.11 carries behind this one.
  std::string_view subframes;

  uint64_t wire_size() const { return bytes.size() + missing; }
};

inline MacAddress MacOf(std::string_view bytes) {
  MacAddress mac{};
  for (size_t i = 0; i < bytes.size() && i < mac.size(); ++i) {
    mac[i] = static_cast<uint8_t>(bytes[i]);
  }
  return mac;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_LINK_FRAME_H_
