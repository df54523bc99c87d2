// A flow that hides its server's name often follows a DNS answer that told it.
//
// Answers and flows meet in capture order only where the capture is read, but
// which packet begins a flow only its shard knows. So the reader collects the
// answers of a batch, each with the number of its packet; a shard that meets a
// new flow looks there for the latest one before the flow, and else in the
// table of all batches before, which changes only while nobody works. Nearly
// every new flow is looked up and most are not there, so tables are open ones
// of hashes: a miss costs one line of the cache.
#include "runtime/scan/server_names.h"

#include "runtime/random_secret.h"

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

// Results never depend on it.
const FlowHashKey& Secret() {
  static const FlowHashKey secret = RandomSecret<FlowHashKey>();
  return secret;
}

}  // namespace

NamePair::NamePair(const IpAddress& client_address,
                   const IpAddress& server_address)
    : client(client_address),
      server(server_address),
      hash(HashOf({Transport::Udp, {client, 0}, {server, 0}}, Secret())) {}

void NameAnswers::Clear() {
  if (all_.empty()) return;
  all_.clear();
  names_.clear();
  latest_.Clear();
}

void NameAnswers::Learn(const IpAddress& client, std::string_view payload,
                        int64_t time_ns, uint64_t packet) {
  if (!IsResponse(payload)) return;
  DnsMessage message;
  if (!ParseDnsMessage(payload, message)) return;
  FindNamedAddresses(message, named_);
  if (named_.empty()) return;
  const auto name_at = static_cast<uint32_t>(names_.size());
  AppendDnsName(payload, message.questions[0].name, names_);
  const auto name_size = static_cast<uint32_t>(names_.size() - name_at);
  for (const DnsNamedAddress& named : named_) {
    const NamePair pair(client, IpAddress::From(named.address));
    const uint32_t before = LatestOf(pair);
    const auto number = static_cast<uint32_t>(all_.size());
    all_.push_back({{pair, time_ns, LifeNs(named.ttl_seconds)},
                    packet,
                    name_at,
                    name_size,
                    before});
    if (before != kNoFlow) latest_.Remove(pair.hash, before);
    latest_.Add(pair.hash, number);
  }
}

auto NameAnswers::Find(const NamePair& pair, uint64_t packet) const
    -> const Entry* {
  if (all_.empty()) return nullptr;
  for (uint32_t at = LatestOf(pair); at != kNoFlow; at = all_[at].before) {
    if (all_[at].packet <= packet) return &all_[at];
  }
  return nullptr;
}

void ServerNames::Take(NameAnswers& answers, ScanStatistics& statistics) {
  for (const NameAnswers::Entry& entry : answers.all_) {
    Store(entry.answer, answers.NameOf(entry), statistics);
  }
  answers.Clear();
}

void ServerNames::Store(const NameAnswer& answer, std::string_view name,
                        ScanStatistics& statistics) {
  uint32_t number = NumberOf(answer.pair);
  const bool is_known = number != kNoFlow;
  if (is_known) {
    ages_.MakeNewest(number, 0);
  } else if (entries_.size() < capacity_) {
    number = static_cast<uint32_t>(entries_.size());
    entries_.push_back({answer, {}});
    ages_.Reserve(entries_.size());
  } else {
    number = ages_.Oldest(0);
    slots_.Remove(entries_[number].answer.pair.hash, number);
    ages_.Remove(number);
    ++statistics.server_names_evicted;
  }
  entries_[number].answer = answer;
  entries_[number].name = name;
  if (is_known) return;
  slots_.Add(answer.pair.hash, number);
  ages_.Add(number, 0);
}

std::string_view ServerNames::Find(const NameAnswers& answers,
                                   const IpAddress& client,
                                   const IpAddress& server, int64_t time_ns,
                                   uint64_t packet) const {
  if (answers.empty() && entries_.empty()) return {};
  const NamePair pair(client, server);
  if (const NameAnswers::Entry* entry = answers.Find(pair, packet)) {
    return entry->answer.LivesAt(time_ns) ? answers.NameOf(*entry)
                                          : std::string_view{};
  }
  const uint32_t number = NumberOf(pair);
  if (number == kNoFlow) return {};
  const Entry& entry = entries_[number];
  return entry.answer.LivesAt(time_ns) ? entry.name : std::string_view{};
}

}  // namespace iotpf::runtime
