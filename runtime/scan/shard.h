// One of the kShardCount parts of a capture's flows.
#ifndef IOTPF_RUNTIME_SCAN_SHARD_H_
#define IOTPF_RUNTIME_SCAN_SHARD_H_

#include "runtime/capture/flow_table.h"
#include "runtime/scan/flow_decoder.h"
#include "runtime/scan/judge.h"
#include "runtime/scan/packet_batch.h"
#include "runtime/scan/server_names.h"
#include "runtime/scan/shard_report.h"
#include "runtime/verdict/flow_verdict.h"

#include <iotpf/session.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::runtime {

// The flows that hash to this shard, from packets to judged sessions. What
// comes out depends on the shard's packets alone, not on who works on it.
//
// An exchange is judged when it is complete and its flow's first payload is
// too; a flow when nothing changes what it shows, at its end at the latest.
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

  // Takes the packets of one shard of a batch, and adds the sessions that they
  // end to `reports`, in any order. `names`: of the batches before.
  void Add(const PacketBatch& batch, size_t shard, const ServerNames& names,
           Judge& judge, ShardReports& reports);
  // Ends the flows that have been silent for their timeout at `clock_ns`,
  // though no packet says so.
  void AdvanceTo(int64_t clock_ns, Judge& judge, ShardReports& reports);
  // The input ended, at `clock_ns` by its packets: so do all flows.
  void Finish(int64_t clock_ns, Judge& judge, ShardReports& reports);

  const CaptureStatistics& capture_statistics() const {
    return context_.capture;
  }
  const DecodeCounters& decode_counters() const { return context_.decode; }
  const ScanStatistics& scan_statistics() const { return context_.scan; }
  const UndecryptedCiphers& undecrypted() const {
    return context_.tls.undecrypted;
  }

 private:
  // The exchanges of a flow.
  struct Exchanges {
    Exchanges(const RulesetView& ruleset, MemoryBudget& budget)
        : verdict(ruleset), held_memory(budget) {}

    FlowVerdict verdict;             // of those judged
    std::vector<HttpExchange> held;  // complete, not yet judged
    MemoryCharge held_memory;
    uint64_t judged = 0;
  };
  // What is reported of a flow whose records are settled, at its end.
  struct Settled {
    Verdict verdict;
    std::string protocol;
    std::string server_name;
    bool has_sni = false;  // then it is the name
  };
  // A flow on its way to a session.
  struct OpenFlow {
    explicit OpenFlow(FlowDecoder& flow_decoder) : decoder(flow_decoder) {}
    OpenFlow(const OpenFlow&) = delete;
    OpenFlow& operator=(const OpenFlow&) = delete;
    virtual ~OpenFlow() = default;

    FlowDecoder& decoder;
    bool has_time = true;
    bool has_exchanges = false;  // some were complete
    std::optional<MacAddress> client_mac;
    std::optional<MacAddress> server_mac;
    std::string server_name;               // by DNS
    std::unique_ptr<Exchanges> exchanges;  // null: none yet
    std::unique_ptr<Settled> settled;      // null: not yet
  };
  // With its decoder behind it, so that a flow costs one allocation and its
  // memory can be asked for ahead.
  template <class Decoder>
  struct OpenFlowWith;
  using FlowOfShard = Flow<OpenFlow>;

  // Where judged sessions go.
  struct Output {
    Judge& judge;
    ShardReports& reports;
    uint64_t packet = 0;         // that is being added
    size_t explained_bytes = 0;  // of `reports`
  };
  // Where the names of servers are looked up.
  struct Names {
    const ServerNames& before;
    const NameAnswers& in_batch;
  };

  void AddPacket(const BatchPacket& packet, const SoughtFlow& sought,
                 const Names& names, Output& output);
  void Start(FlowOfShard& flow, const BatchPacket& first, const Names& names);
  void CollectExchanges(FlowOfShard& flow, Output& output);
  void JudgeHeld(FlowOfShard& flow, Output& output);
  void Report(const FlowOfShard& flow, uint64_t ordinal, const Session& session,
              Verdict verdict, Output& output);
  void End(FlowOfShard& flow, FlowEnd reason, Output& output);
  void EndSettled(FlowOfShard& flow, Output& output);
  // Judges a flow to which no packet adds anything, and keeps the verdict for
  // its end.
  void Settle(FlowOfShard& flow, Output& output);
  // The verdict of a flow whose exchanges are all judged; its session stays
  // until the judge's next one.
  Verdict JudgeFlow(FlowOfShard& flow, Session& session, Output& output);
  void WriteEnds(const FlowOfShard& flow, Session& session) const;
  void WriteFlow(const FlowOfShard& flow, FlowDecoder::Viewer viewer,
                 Session& session) const;
  void JudgeExchange(FlowOfShard& flow, const HttpExchange& exchange,
                     Output& output);
  // Null where explanations are not asked for, or take too much already.
  std::shared_ptr<const Explanation> Explain(const Session& session,
                                             const Verdict& verdict,
                                             Output& output);

  RulesetView ruleset_;
  ShardContext context_;
  ExampleVerdicts examples_;
  FlowTable<OpenFlow> flows_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SCAN_SHARD_H_
