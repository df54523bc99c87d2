// Batches, so that any number of workers gives the same bytes and memory stays
// bounded: the reader fills one batch while workers go through the shards of
// the other; then all meet, and the sessions that ended in the batch are put in
// order.
//
//   reader   fill 1 | fill 2      | report 1, fill 3 | ...
//   workers         | shards of 1 | shards of 2      | ...
//
// A session ends with a packet of the batch, so no later batch has a session
// that belongs before it.
#include "runtime/scan/capture_scan.h"

#include "runtime/scan/capture_feed.h"
#include "runtime/scan/packet_batch.h"
#include "runtime/scan/shard.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>

namespace iotpf::runtime {
namespace {

// The shards of one capture, and what they reported since the last meeting.
class Shards {
 public:
  Shards(const RulesetView& ruleset, std::vector<Judge>& judges,
         WorkerPool& pool, const TlsSecrets& secrets)
      : judges_(judges), pool_(pool) {
    const NeededRecords needed = NeededBy(ruleset);
    for (std::unique_ptr<Shard>& shard : shards_) {
      shard = std::make_unique<Shard>(ruleset, needed, &secrets);
    }
  }

  // Begins to work on a batch, which must stay until Meet().
  void StartBatch(const PacketBatch& batch) {
    pool_.Start(kShardCount, [&](size_t worker, size_t shard) {
      shards_[shard]->Add(batch.shard(shard), judges_[worker], reports_[shard]);
    });
  }
  // Begins to end all flows.
  void StartFinish() {
    pool_.Start(kShardCount, [&](size_t worker, size_t shard) {
      shards_[shard]->Finish(judges_[worker], reports_[shard]);
    });
  }
  // Waits for what was begun and takes its reports.
  std::vector<ShardReport> Meet() {
    pool_.Finish();
    std::vector<ShardReport> all;
    for (std::vector<ShardReport>& reports : reports_) {
      all.insert(all.end(), std::make_move_iterator(reports.begin()),
                 std::make_move_iterator(reports.end()));
      reports.clear();
    }
    return all;
  }
  void AddStatistics(ScanTotals& totals) const {
    for (const std::unique_ptr<Shard>& shard : shards_) {
      totals.capture += shard->capture_statistics();
      totals.decode += shard->decode_counters();
      totals.scan += shard->scan_statistics();
      for (const auto& [cipher, count] : shard->undecrypted()) {
        totals.undecrypted[cipher] += count;
      }
    }
  }

 private:
  std::vector<Judge>& judges_;
  WorkerPool& pool_;
  std::array<std::unique_ptr<Shard>, kShardCount> shards_;
  std::array<std::vector<ShardReport>, kShardCount> reports_;
};

}  // namespace

void ScanCapture(CaptureReader& reader, std::vector<Judge>& judges,
                 WorkerPool& pool, ScanListener& listener, SessionSink& sink,
                 TlsSecrets& secrets, ScanTotals& totals) {
  Shards shards(judges.front().ruleset(), judges, pool, secrets);
  CaptureFeed feed(reader, totals.capture, totals.scan);
  PacketBatch batches[2];
  PacketBatch* current = &batches[0];
  PacketBatch* next = &batches[1];
  std::vector<ShardReport> reports;  // of the batch before

  feed.Fill(*current);
  secrets.AddKeyLog(reader.TakeKeyLog());
  while (!current->empty() && !sink.is_closed()) {
    shards.StartBatch(*current);
    sink.AddBatch(std::move(reports));
    listener.OnProgress(reader.input().progress(), reader.input().size());
    feed.Fill(*next);
    reports = shards.Meet();
    // Nobody reads the secrets now.
    secrets.AddKeyLog(reader.TakeKeyLog());
    std::swap(current, next);
  }
  sink.AddBatch(std::move(reports));
  if (!sink.is_closed()) {
    shards.StartFinish();
    sink.AddBatch(shards.Meet());
  }
  listener.OnProgress(reader.input().progress(), reader.input().size());
  shards.AddStatistics(totals);
}

}  // namespace iotpf::runtime
