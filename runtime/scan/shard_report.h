// What a shard hands over of the sessions that ended in a batch.
#ifndef IOTPF_RUNTIME_SCAN_SHARD_REPORT_H_
#define IOTPF_RUNTIME_SCAN_SHARD_REPORT_H_

#include "runtime/scan/session_report.h"
#include "runtime/scan/text_arena.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace iotpf::runtime {

// A judged session with its place among all of the capture: by the packet that
// ended it, by flow, exchanges before their flow.
struct ShardReport {
  static constexpr uint64_t kFlow = std::numeric_limits<uint64_t>::max();

  uint64_t ended_by = 0;  // number of the packet
  uint64_t flow = 0;      // number of its flow's first packet
  uint64_t ordinal = 0;   // of the exchange in its flow; kFlow: the flow itself
  bool has_exchanges = false;  // the flow: some were reported
  DraftReport draft;
};

// The sessions of one shard, in any order, and what their drafts view.
struct ShardReports {
  std::vector<ShardReport> sessions;
  TextArena texts;

  void Clear() {
    sessions.clear();
    texts.Clear();
  }
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SHARD_REPORT_H_
