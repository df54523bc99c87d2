// A flow that hides its server's name often follows a DNS answer that told it.
//
// The reader keeps this table, since answers and flows meet in capture order
// only there: workers see the flows of their shards, at times of their own.
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

}  // namespace

void ServerNames::Learn(const IpAddress& client, std::string_view payload,
                        int64_t time_ns) {
  const std::optional<DnsMessage> message = ParseDnsMessage(payload);
  if (!message || !message->is_response) return;
  for (DnsNamedAddress& named : NamedAddresses(*message)) {
    Store({PairOf(client, IpAddress::From(named.address)),
           std::move(named.name), time_ns, LifeNs(named.ttl_seconds)});
  }
}

void ServerNames::Store(Entry entry) {
  const auto known = entries_.find(entry.pair);
  if (known != entries_.end()) {
    *known->second = std::move(entry);
    age_.splice(age_.end(), age_, known->second);
    return;
  }
  if (entries_.size() >= capacity_) {
    entries_.erase(age_.front().pair);
    age_.pop_front();
    ++statistics_.server_names_evicted;
  }
  const FlowKey pair = entry.pair;
  age_.push_back(std::move(entry));
  entries_.emplace(pair, std::prev(age_.end()));
}

std::string_view ServerNames::Find(const IpAddress& client,
                                   const IpAddress& server,
                                   int64_t time_ns) const {
  if (entries_.empty()) return {};
  const auto found = entries_.find(PairOf(client, server));
  if (found == entries_.end()) return {};
  const Entry& entry = *found->second;
  return time_ns - entry.time_ns > entry.life_ns ? std::string_view{}
                                                 : entry.name;
}

}  // namespace iotpf::runtime
