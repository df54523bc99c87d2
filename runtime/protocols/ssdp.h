// SSDP: searches, their answers, and announcements.
#ifndef IOTPF_RUNTIME_PROTOCOLS_SSDP_H_
#define IOTPF_RUNTIME_PROTOCOLS_SSDP_H_

#include "runtime/limits.h"
#include "runtime/protocols/datagram_decoder.h"
#include "runtime/protocols/distinct_values.h"

#include <string_view>

namespace iotpf::runtime {

// Reads the messages of a flow in either direction.
//
//   Output   ST of M-SEARCH requests and of responses; SERVER and USN of NOTIFY
//            requests and of responses; of each at most kMaxSsdpValues.
//   Errors   a datagram without a start line of HTTP is counted and passed
//   over.
//            A head that ends with its datagram, without an empty line, is
//            whole: so many devices send it.
//   Source   UPnP Device Architecture 2.0, 1.1 to 1.3; RFC 9112, 3 to 5.
class SsdpFlow final : public DatagramDecoder {
 public:
  explicit SsdpFlow(DecodeCounters& counters)
      : counters_(counters),
        targets_(kMaxSsdpValues, counters.ssdp_dropped_values),
        servers_(kMaxSsdpValues, counters.ssdp_dropped_values),
        names_(kMaxSsdpValues, counters.ssdp_dropped_values) {}

  void OnDatagram(Sender sender, std::string_view bytes, bool is_cut,
                  const ByteOrigin& origin) override;
  void OnLost() override { is_open_ = true; }
  void OnEnd(bool complete) override;
  void Write(Session& session) const override;

 private:
  DecodeCounters& counters_;
  DistinctValues targets_;
  DistinctValues servers_;
  DistinctValues names_;
  bool has_message_ = false;
  bool is_open_ = false;  // further values may have been sent
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_PROTOCOLS_SSDP_H_
