// Shards finish sessions in any order; here they get the one that depends on
// the capture alone, and with it their numbers.
#include "runtime/scan/session_sink.h"

#include <algorithm>
#include <utility>

namespace iotpf::runtime {

void SessionSink::Add(SessionReport report) {
  if (is_closed_) return;
  report.input = input_;
  report.number = ++number_;
  ++statistics_.sessions;
  if (report.kind == SessionKind::Exchange) ++statistics_.exchanges;
  is_closed_ = !listener_.OnSession(report);
}

void SessionSink::AddBatch(std::vector<ShardReport> reports) {
  std::sort(reports.begin(), reports.end());
  for (ShardReport& entry : reports) {
    if (entry.ordinal == ShardReport::kFlow) {
      const auto own = exchanges_.find(entry.flow);
      if (own != exchanges_.end()) {
        entry.report.exchanges = std::move(own->second);
        listed_ -= entry.report.exchanges.size();
        exchanges_.erase(own);
      }
    }
    const bool is_exchange = entry.report.kind == SessionKind::Exchange;
    Add(std::move(entry.report));
    if (!is_exchange) continue;
    if (listed_ >= kMaxListedExchanges) {
      ++statistics_.exchanges_unlisted;
      continue;
    }
    ++listed_;
    exchanges_[entry.flow].push_back(number_);
  }
}

}  // namespace iotpf::runtime
