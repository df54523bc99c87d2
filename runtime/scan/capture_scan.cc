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
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace iotpf::runtime {
namespace {

using Reports = std::array<ShardReports, kShardCount>;

// The shards of one capture, with the names that its DNS answers gave.
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

  // Begins to work on a batch. It and `reports` must stay until Meet(). Where
  // time goes by without packets, `clock_ns` is its time.
  void StartBatch(PacketBatch& batch, std::optional<int64_t> clock_ns,
                  Reports& reports) {
    batch_ = &batch;
    pool_.Start(kShardCount, [this, clock_ns, &batch, &reports](size_t worker,
                                                                size_t shard) {
      Judge& judge = judges_[worker];
      reports[shard].Clear();
      shards_[shard]->Add(batch, shard, names_, judge, reports[shard]);
      if (clock_ns) shards_[shard]->AdvanceTo(*clock_ns, judge, reports[shard]);
    });
  }
  // Begins to end all flows, at the end of a capture that reached `clock_ns`.
  void StartFinish(int64_t clock_ns, Reports& reports) {
    pool_.Start(
        kShardCount, [this, clock_ns, &reports](size_t worker, size_t shard) {
          reports[shard].Clear();
          shards_[shard]->Finish(clock_ns, judges_[worker], reports[shard]);
        });
  }
  // Waits for what was begun.
  void Meet() {
    pool_.Finish();
    if (batch_ != nullptr) names_.Take(batch_->answers(), scan_);
    batch_ = nullptr;
  }
  void AddStatistics(ScanTotals& totals) const {
    totals.scan += scan_;
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
  PacketBatch* batch_ = nullptr;  // that is being worked on
  ServerNames names_;
  ScanStatistics scan_;
};

// The time of an interface, which goes on where nothing comes. Packets may be
// as late as the kernel hands them over.
std::optional<int64_t> ClockOf(const InputFile& input) {
  constexpr std::chrono::seconds kLatest(1);
  if (!input.is_interface()) return std::nullopt;
  const auto now = std::chrono::system_clock::now() - kLatest;
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             now.time_since_epoch())
      .count();
}

void CountDrops(const LiveDrops& drops, CaptureStatistics& statistics) {
  statistics.live_received += drops.received;
  statistics.live_dropped_by_kernel += drops.by_kernel;
  statistics.live_dropped_by_interface += drops.by_interface;
}

}  // namespace

void ScanCapture(CaptureReader& reader, std::vector<Judge>& judges,
                 WorkerPool& pool, ScanListener& listener, SessionSink& sink,
                 TlsSecrets& secrets, ScanTotals& totals) {
  Shards shards(judges.front().ruleset(), judges, pool, secrets);
  CaptureFeed feed(reader, totals.capture);
  // Secrets that stand before the first packet are as good as those in files.
  feed.Begin();
  secrets.AddKeyLog(reader.TakeKeyLog());
  // Who resumes a session finds its secret where the flow before it left it.
  if (secrets.needs_transcript()) feed.SortBy(ShardBy::Addresses);
  PacketBatch batches[2];
  PacketBatch* current = &batches[0];
  PacketBatch* next = &batches[1];
  Reports reports[2];
  Reports* ending = &reports[0];
  Reports* ended = &reports[1];  // in the batch before

  feed.Fill(*current);
  secrets.AddKeyLog(reader.TakeKeyLog());
  while (!(current->empty() && feed.has_ended()) && !sink.is_closed()) {
    shards.StartBatch(*current, ClockOf(reader.input()), *ending);
    sink.AddBatch(*ended);
    listener.OnProgress(reader.input().progress(), reader.input().size());
    feed.Fill(*next);
    shards.Meet();
    // Nobody reads the secrets now.
    secrets.AddKeyLog(reader.TakeKeyLog());
    std::swap(current, next);
    std::swap(ending, ended);
  }
  if (!sink.is_closed()) {
    shards.StartFinish(feed.clock_ns(), *ending);
    sink.AddBatch(*ended);
    shards.Meet();
    sink.AddBatch(*ending);
  }
  listener.OnProgress(reader.input().progress(), reader.input().size());
  shards.AddStatistics(totals);
  CountDrops(reader.input().drops(), totals.capture);
}

}  // namespace iotpf::runtime
