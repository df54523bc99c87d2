// Shards finish sessions in any order; here they get the one that depends on
// the capture alone, and with it their numbers.
#include "runtime/scan/session_sink.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace iotpf::runtime {

void SessionSink::Add(DraftReport&& draft) {
  if (is_closed_) return;
  WriteReport(std::move(draft), report_);
  report_.number = ++number_;
  ++statistics_.sessions;
  if (report_.kind == SessionKind::Exchange) ++statistics_.exchanges;
  is_closed_ = !listener_.OnSession(report_);
}

void SessionSink::AddBatch(std::span<ShardReports> parts) {
  order_.clear();
  for (ShardReports& part : parts) {
    for (ShardReport& entry : part.sessions) {
      order_.push_back({entry.ended_by, entry.flow, entry.ordinal, &entry});
    }
  }
  std::sort(order_.begin(), order_.end(), [](const Place& a, const Place& b) {
    return std::tie(a.ended_by, a.flow, a.ordinal) <
           std::tie(b.ended_by, b.flow, b.ordinal);
  });
  for (const Place& place : order_) {
    ShardReport& entry = *place.report;
    if (entry.ordinal == ShardReport::kFlow) {
      ListExchanges(entry);
      Add(std::move(entry.draft));
    } else {
      report_.exchanges.clear();
      Add(std::move(entry.draft));
      AddExchange(entry);
    }
  }
}

// Notes the number of an exchange that was reported, for its flow.
void SessionSink::AddExchange(const ShardReport& entry) {
  if (listed_ >= kMaxListedExchanges) {
    ++statistics_.exchanges_unlisted;
    return;
  }
  ++listed_;
  exchanges_[entry.flow].push_back(number_);
}

// Gives the report of a flow the numbers of its exchanges.
void SessionSink::ListExchanges(const ShardReport& entry) {
  report_.exchanges.clear();
  if (!entry.has_exchanges) return;
  const auto own = exchanges_.find(entry.flow);
  if (own == exchanges_.end()) return;
  report_.exchanges = std::move(own->second);
  listed_ -= report_.exchanges.size();
  exchanges_.erase(own);
}

}  // namespace iotpf::runtime
