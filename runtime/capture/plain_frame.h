// Frames of the form that nearly all have. Internal to this folder.
#ifndef IOTPF_RUNTIME_CAPTURE_PLAIN_FRAME_H_
#define IOTPF_RUNTIME_CAPTURE_PLAIN_FRAME_H_

#include "runtime/capture/capture_reader.h"
#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/packet.h"

namespace iotpf::runtime {

// Decodes a frame that is Ethernet, then IPv4 without options or IPv6 without
// extensions, no fragment, then TCP or UDP, with every header captured whole
// and well formed, and no tunnel.
//
//   Output   false where it is anything else: then nothing was counted, and
//            `decoded` says nothing. Otherwise all but the index and the time
//            is what the layers one by one would have said.
bool DecodePlainFrame(const CapturedPacket& captured, DecodedPacket& decoded,
                      CaptureStatistics& statistics);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_PLAIN_FRAME_H_
