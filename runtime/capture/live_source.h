// Packets of an interface as they come; the home of libpcap.
#ifndef IOTPF_RUNTIME_CAPTURE_LIVE_SOURCE_H_
#define IOTPF_RUNTIME_CAPTURE_LIVE_SOURCE_H_

#include <iotpf/result.h>

#include <memory>
#include <string>

#include "runtime/capture/byte_source.h"

namespace iotpf::runtime {

// Captures what an interface sees, as the bytes of a pcap file that grows: what
// reads files reads it too. Ends when `stop` is set.
//
//   Input    `filter` in the language of pcap-filter(7); empty: everything.
//   Errors   no such interface, no right to capture, a filter that does not
//            compile.
Result<std::unique_ptr<ByteSource>> CaptureLive(const std::string& interface,
                                                const std::string& filter,
                                                const StopFlag* stop);

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_LIVE_SOURCE_H_
