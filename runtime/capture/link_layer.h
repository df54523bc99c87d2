// What stands before the IP header. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_LINK_LAYER_H_
#define IOTPF_RUNTIME_CAPTURE_LINK_LAYER_H_

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/link_frame.h"

namespace iotpf::runtime {

// Fills `frame` with the IP packet that `captured` carries, with what pads it;
// false where there is none, and a counter says why.
bool DecodeLink(const CapturedPacket& captured, LinkFrame& frame,
                CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_LINK_LAYER_H_
