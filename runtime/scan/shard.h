// One of the kShardCount parts of a capture's flows.
#ifndef IOTPF_RUNTIME_SCAN_SHARD_H_
#define IOTPF_RUNTIME_SCAN_SHARD_H_

#include "runtime/capture/flow_table.h"
#include "runtime/scan/flow_decoder.h"
#include "runtime/scan/judge.h"
#include "runtime/scan/packet_batch.h"
#include "runtime/verdict/flow_verdict.h"

#include <iotpf/scanner.h>
#include <iotpf/session.h>

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace iotpf::runtime {

// A judged session with its place among all of the capture: by the packet that
// ended it, by flow, exchanges before their flow.
struct ShardReport {
  static constexpr uint64_t kFlow = std::numeric_limits<uint64_t>::max();

  uint64_t ended_by = 0;  // number of the packet
  uint64_t flow = 0;      // number of its flow's first packet
  uint64_t ordinal = 0;   // of the exchange in its flow; kFlow: the flow itself
  SessionReport report;

  bool operator<(const ShardReport& other) const {
    return std::tie(ended_by, flow, ordinal) <
           std::tie(other.ended_by, other.flow, other.ordinal);
  }
};

// The flows that hash to this shard, from packets to judged sessions. What
// comes out depends on the shard's packets alone, not on who works on it.
//
// An exchange is judged when it is complete and its flow's first payload is
// too; a flow when it ends.
//
//   Threads  one at a time.
class Shard {
 public:
  // `secrets` may be null. Nobody changes them while the shard works.
  Shard(const RulesetView& ruleset, NeededRecords needed,
        const TlsSecrets* secrets)
      : ruleset_(ruleset),
        context_(needed, secrets),
        flows_(context_.capture) {}

  // Adds the sessions that `packets` end to `reports`, in any order.
  void Add(std::span<const BatchPacket> packets, Judge& judge,
           std::vector<ShardReport>& reports);
  // The input ended: so do all flows.
  void Finish(Judge& judge, std::vector<ShardReport>& reports);

  const CaptureStatistics& capture_statistics() const {
    return context_.capture;
  }
  const DecodeCounters& decode_counters() const { return context_.decode; }
  const ScanStatistics& scan_statistics() const { return context_.scan; }
  const UndecryptedCiphers& undecrypted() const {
    return context_.tls.undecrypted;
  }

 private:
  // A flow on its way to a session.
  struct OpenFlow {
    explicit OpenFlow(const RulesetView& ruleset, MemoryBudget& budget)
        : verdict(ruleset), held_memory(budget) {}

    std::unique_ptr<FlowDecoder> decoder;
    std::optional<MacAddress> client_mac;
    std::optional<MacAddress> server_mac;
    std::string server_name;  // by DNS
    bool has_time = true;
    FlowVerdict verdict;             // of the exchanges so far
    std::vector<HttpExchange> held;  // complete, not yet judged
    MemoryCharge held_memory;
    uint64_t exchanges = 0;  // judged
  };
  using FlowOfShard = Flow<OpenFlow>;

  // Where judged sessions go.
  struct Output {
    Judge& judge;
    std::vector<ShardReport>& reports;
    uint64_t packet;             // that is being added
    size_t explained_bytes = 0;  // of `reports`
  };

  void Start(FlowOfShard& flow, const BatchPacket& first);
  void CollectExchanges(FlowOfShard& flow, Output& output);
  void JudgeHeld(FlowOfShard& flow, Output& output);
  void End(FlowOfShard& flow, FlowEnd reason, Output& output);
  void WriteFlow(const FlowOfShard& flow, Session& session) const;
  void JudgeExchange(FlowOfShard& flow, const HttpExchange& exchange,
                     Output& output);
  // Null where explanations are not asked for, or take too much already.
  std::shared_ptr<const Explanation> Explain(const Session& session,
                                             const Verdict& verdict,
                                             Output& output);

  RulesetView ruleset_;
  ShardContext context_;
  FlowTable<OpenFlow> flows_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SHARD_H_
