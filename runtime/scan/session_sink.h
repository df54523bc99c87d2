// The last step of a scan: numbers the sessions of one input.
#ifndef IOTPF_RUNTIME_SCAN_SESSION_SINK_H_
#define IOTPF_RUNTIME_SCAN_SESSION_SINK_H_

#include "runtime/limits.h"
#include "runtime/scan/scan_statistics.h"
#include "runtime/scan/session_report.h"
#include "runtime/scan/shard_report.h"

#include <iotpf/scanner.h>

#include <cstddef>
#include <cstdint>
#include <span>
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
      : listener_(listener), statistics_(statistics) {
    report_.input = std::move(input);
  }

  // The next session of a decoded input.
  void Add(DraftReport&& draft);
  // The sessions of a batch, in any order, and in any number of parts. The
  // parts are left to be cleared.
  void AddBatch(std::span<ShardReports> parts);

  // The listener takes no more.
  bool is_closed() const { return is_closed_; }

 private:
  // A report of a batch with its place in the order.
  struct Place {
    uint64_t ended_by;
    uint64_t flow;
    uint64_t ordinal;
    ShardReport* report;
  };

  void AddExchange(const ShardReport& entry);
  void ListExchanges(const ShardReport& entry);

  ScanListener& listener_;
  ScanStatistics& statistics_;
  SessionReport report_;  // used for each session, to keep its memory
  uint64_t number_ = 0;
  bool is_closed_ = false;
  std::vector<Place> order_;
  // By first packet of flows that have not ended.
  std::unordered_map<uint64_t, std::vector<uint64_t>> exchanges_;
  size_t listed_ = 0;  // numbers in `exchanges_`
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SESSION_SINK_H_
