// The last step of a scan: numbers the sessions of one input.
#ifndef IOTPF_RUNTIME_SCAN_SESSION_SINK_H_
#define IOTPF_RUNTIME_SCAN_SESSION_SINK_H_

#include "runtime/limits.h"
#include "runtime/scan/scan_statistics.h"
#include "runtime/scan/shard.h"

#include <iotpf/scanner.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace iotpf::runtime {

// Gives reports their input and number and hands them to the listener; tells
// flows the numbers of their exchanges.
class SessionSink {
 public:
  SessionSink(std::string input, ScanListener& listener,
              ScanStatistics& statistics)
      : input_(std::move(input)),
        listener_(listener),
        statistics_(statistics) {}

  // The next session of a decoded input.
  void Add(SessionReport report);
  // The sessions of a batch, in any order.
  void AddBatch(std::vector<ShardReport> reports);

  // The listener takes no more.
  bool is_closed() const { return is_closed_; }

 private:
  std::string input_;
  ScanListener& listener_;
  ScanStatistics& statistics_;
  uint64_t number_ = 0;
  bool is_closed_ = false;
  // By first packet of flows that have not ended.
  std::unordered_map<uint64_t, std::vector<uint64_t>> exchanges_;
  size_t listed_ = 0;  // numbers in `exchanges_`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SESSION_SINK_H_
