// A flow that hides its server's name often follows a DNS answer that told it.
//
// Answers and flows meet in capture order only where the capture is read, but
// which packet begins a flow only its shard knows. So the reader collects the
// answers of a batch, each with the number of its packet; a shard that meets a
// new flow looks there for the latest one before the flow, and else in the
// table of all batches before, which changes only while nobody works.
#include "runtime/scan/server_names.h"

#include "runtime/protocols/dns_message.h"

#include <iterator>
#include <optional>
#include <utility>

namespace iotpf::runtime {
namespace {

// A time to live counts whole seconds, so it says less than one more.
// Source: RFC 2181, section 8: values with the top bit set count as zero.
int64_t LifeNs(uint32_t ttl_seconds) {
  const int64_t seconds = ttl_seconds > INT32_MAX ? 0 : ttl_seconds;
  return (seconds + 1) * 1'000'000'000;
}

// The bit of a DNS header that says response. Source: RFC 1035, section 4.1.1.
bool IsResponse(std::string_view payload) {
  return payload.size() > 2 && (payload[2] & 0x80) != 0;
}

}  // namespace

void NameAnswers::Clear() {
  if (all_.empty()) return;
  all_.clear();
  latest_.clear();
}

void NameAnswers::Learn(const IpAddress& client, std::string_view payload,
                        int64_t time_ns, uint64_t packet) {
  if (!IsResponse(payload)) return;
  const std::optional<DnsMessage> message = ParseDnsMessage(payload);
  if (!message) return;
  for (DnsNamedAddress& named : NamedAddresses(*message)) {
    const FlowKey pair = NamePairOf(client, IpAddress::From(named.address));
    size_t& latest = latest_[pair];
    all_.push_back(
        {{pair, std::move(named.name), time_ns, LifeNs(named.ttl_seconds)},
         packet,
         latest});
    latest = all_.size();
  }
}

const NameAnswer* NameAnswers::Find(const FlowKey& pair,
                                    uint64_t packet) const {
  if (all_.empty()) return nullptr;
  const auto latest = latest_.find(pair);
  if (latest == latest_.end()) return nullptr;
  for (size_t at = latest->second; at != 0; at = all_[at - 1].before) {
    const Entry& entry = all_[at - 1];
    if (entry.packet <= packet) return &entry.answer;
  }
  return nullptr;
}

void ServerNames::Take(NameAnswers& answers, ScanStatistics& statistics) {
  for (NameAnswers::Entry& entry : answers.all_) {
    Store(std::move(entry.answer), statistics);
  }
  answers.Clear();
}

void ServerNames::Store(NameAnswer answer, ScanStatistics& statistics) {
  const auto known = entries_.find(answer.pair);
  if (known != entries_.end()) {
    *known->second = std::move(answer);
    age_.splice(age_.end(), age_, known->second);
    return;
  }
  if (entries_.size() >= capacity_) {
    entries_.erase(age_.front().pair);
    age_.pop_front();
    ++statistics.server_names_evicted;
  }
  const FlowKey pair = answer.pair;
  age_.push_back(std::move(answer));
  entries_.emplace(pair, std::prev(age_.end()));
}

std::string_view ServerNames::Find(const NameAnswers& answers,
                                   const IpAddress& client,
                                   const IpAddress& server, int64_t time_ns,
                                   uint64_t packet) const {
  if (answers.empty() && entries_.empty()) return {};
  const FlowKey pair = NamePairOf(client, server);
  const NameAnswer* answer = answers.Find(pair, packet);
  if (answer == nullptr) {
    const auto found = entries_.find(pair);
    if (found == entries_.end()) return {};
    answer = &*found->second;
  }
  return time_ns - answer->time_ns > answer->life_ns ? std::string_view{}
                                                     : answer->name;
}

}  // namespace iotpf::runtime
