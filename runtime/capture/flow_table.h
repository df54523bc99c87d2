// The flows of one shard.
#ifndef IOTPF_RUNTIME_CAPTURE_FLOW_TABLE_H_
#define IOTPF_RUNTIME_CAPTURE_FLOW_TABLE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <list>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/flow_key.h"
#include "runtime/capture/packet.h"
#include "runtime/limits.h"

namespace iotpf::runtime {

// Why the table gives up a flow.
enum class FlowEnd : uint8_t {
  Idle,       // no packet for the timeout of its kind
  Replaced,   // a SYN opened another connection between the same endpoints
  Evicted,    // the least recently used one, where the cap was reached
  InputEnded  // no packet can come any more
};

// The first sequence number seen in one direction of a TCP flow.
struct TcpStart {
  std::optional<uint32_t> first;  // of any segment
  std::optional<uint32_t> syn;    // of the SYN
};

// What the table knows of a flow, and what its user keeps with it.
template <class State>
struct Flow {
  FlowKey key;
  bool low_is_client = true;  // which end of the key is the client
  bool finished = false;      // see FlowTable::Finish()
  uint64_t first_packet = 0;  // index of its first packet
  uint64_t last_packet = 0;
  int64_t first_time_ns = 0;
  int64_t last_time_ns = 0;      // of the latest packet
  std::unique_ptr<State> state;  // null in a flow just created

  const Endpoint& client() const { return low_is_client ? key.low : key.high; }
  const Endpoint& server() const { return low_is_client ? key.high : key.low; }
  // Whether a packet of this flow was sent by the client.
  bool IsFromClient(const DecodedPacket& packet) const {
    return IsFromLow(packet) == low_is_client;
  }

  // The table's own.
  std::array<TcpStart, 2> starts;  // from high, from low
  int64_t active_ns = 0;           // clock of the table at the last packet
};

// Finds the flow of each packet. Time is the capture's: the latest time of any
// packet of the shard.
//
// A flow ends after kTcpIdleNs, kUdpIdleNs, or, once finished, after
// kTcpFinishedNs without a packet; when a SYN opens a new connection between
// its endpoints; or when a new flow needs its place in kFlowsPerShard. `on_end`
// is called as on_end(Flow<State>&, FlowEnd); the flow is gone after it
// returns.
//
//   Cost     constant for each packet, two allocations a flow.
//   Threads  one at a time: the worker that owns the shard.
template <class State>
class FlowTable {
 public:
  explicit FlowTable(CaptureStatistics& statistics,
                     FlowHashKey secret = RandomFlowHashKey(),
                     size_t capacity = kFlowsPerShard)
      : statistics_(statistics),
        capacity_(capacity),
        flows_(16, Hash{secret}) {}
  FlowTable(const FlowTable&) = delete;
  FlowTable& operator=(const FlowTable&) = delete;

  // The flow of `packet`, created where there is none. Ends flows first that
  // the packet's time or place ends. The reference is valid until the flow
  // ends.
  template <class OnEnd>
  Flow<State>& Find(const DecodedPacket& packet, OnEnd&& on_end);

  // Both sides of a TCP flow have closed, or one has reset it: stragglers still
  // find it, a SYN replaces it, and it idles out sooner.
  void Finish(Flow<State>& flow);

  // Ends all flows, in order of their first packet.
  template <class OnEnd>
  void EndAll(OnEnd&& on_end);

  size_t size() const { return flows_.size(); }

 private:
  using Age = std::list<Flow<State>>;  // least recently used first
  struct Hash {
    FlowHashKey secret;
    size_t operator()(const FlowKey& key) const { return HashOf(key, secret); }
  };
  // Flows of one timeout, so that the first of each list is the next to idle.
  enum Kind : uint8_t { kTcp, kUdp, kFinished, kKindCount };
  static constexpr std::array<int64_t, kKindCount> kIdleNs = {
      kTcpIdleNs, kUdpIdleNs, kTcpFinishedNs};

  static Kind KindOf(const Flow<State>& flow) {
    if (flow.key.transport == Transport::Udp) return kUdp;
    return flow.finished ? kFinished : kTcp;
  }
  static bool OpensAnother(const Flow<State>& flow,
                           const DecodedPacket& packet);
  static bool IsOlder(const Flow<State>& a, const Flow<State>& b) {
    return a.last_packet < b.last_packet;
  }
  static void Note(Flow<State>& flow, const DecodedPacket& packet);

  void SetClock(int64_t time_ns);
  template <class OnEnd>
  void Expire(OnEnd&& on_end);
  template <class OnEnd>
  void EvictOldest(OnEnd&& on_end);
  template <class OnEnd>
  void End(typename Age::iterator flow, FlowEnd reason, OnEnd&& on_end);
  Flow<State>& Create(const FlowKey& key, const DecodedPacket& packet);

  CaptureStatistics& statistics_;
  size_t capacity_;
  int64_t clock_ns_ = INT64_MIN;
  std::array<Age, kKindCount> ages_;
  std::unordered_map<FlowKey, typename Age::iterator, Hash> flows_;
};

template <class State>
template <class OnEnd>
Flow<State>& FlowTable<State>::Find(const DecodedPacket& packet,
                                    OnEnd&& on_end) {
  SetClock(packet.time_ns);
  Expire(on_end);

  const FlowKey key = KeyOf(packet);
  auto found = flows_.find(key);
  if (found != flows_.end() && OpensAnother(*found->second, packet)) {
    End(found->second, FlowEnd::Replaced, on_end);
    found = flows_.end();
  }
  if (found == flows_.end()) {
    if (flows_.size() >= capacity_) EvictOldest(on_end);
    return Create(key, packet);
  }
  Flow<State>& flow = *found->second;
  Note(flow, packet);
  flow.active_ns = clock_ns_;
  Age& age = ages_[KindOf(flow)];
  age.splice(age.end(), age, found->second);
  return flow;
}

// Times may run backwards where a file has several interfaces. A first packet
// without a time has 0: the clock starts with the first other one, and what
// came before counts as of that moment.
template <class State>
void FlowTable<State>::SetClock(int64_t time_ns) {
  if (clock_ns_ == 0 && time_ns > 0) {
    for (Age& age : ages_) {
      for (Flow<State>& flow : age) flow.active_ns = time_ns;
    }
  }
  clock_ns_ = std::max(clock_ns_, time_ns);
}

template <class State>
void FlowTable<State>::Finish(Flow<State>& flow) {
  if (flow.finished) return;
  const auto place = flows_.find(flow.key)->second;
  Age& before = ages_[KindOf(flow)];
  flow.finished = true;
  Age& after = ages_[KindOf(flow)];
  // Called with the packet that finished the flow, so it is the latest.
  after.splice(after.end(), before, place);
}

template <class State>
template <class OnEnd>
void FlowTable<State>::EndAll(OnEnd&& on_end) {
  std::vector<typename Age::iterator> all;
  for (Age& age : ages_) {
    for (auto flow = age.begin(); flow != age.end(); ++flow) {
      all.push_back(flow);
    }
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a->first_packet < b->first_packet;
  });
  for (const auto& flow : all) End(flow, FlowEnd::InputEnded, on_end);
}

// Whether a SYN belongs to a later connection than the flow's. A SYN seen
// before is a retransmission; one right before the first data seen is late.
template <class State>
bool FlowTable<State>::OpensAnother(const Flow<State>& flow,
                                    const DecodedPacket& packet) {
  if (packet.transport != Transport::Tcp || !packet.has(kTcpSyn)) return false;
  const TcpStart& start = flow.starts[IsFromLow(packet)];
  if (start.syn) return *start.syn != packet.sequence;
  if (!start.first) return flow.finished;
  const uint32_t late_by = *start.first - (packet.sequence + 1);
  return late_by > kTcpLateSynBytes;
}

template <class State>
void FlowTable<State>::Note(Flow<State>& flow, const DecodedPacket& packet) {
  flow.last_packet = packet.index;
  flow.last_time_ns = std::max(flow.last_time_ns, packet.time_ns);
  if (packet.transport != Transport::Tcp) return;
  TcpStart& start = flow.starts[IsFromLow(packet)];
  // A reset that refuses a connection has no sequence number of its own.
  if (!start.first && !packet.has(kTcpRst)) start.first = packet.sequence;
  if (packet.has(kTcpSyn)) start.syn = packet.sequence;
}

template <class State>
template <class OnEnd>
void FlowTable<State>::Expire(OnEnd&& on_end) {
  for (size_t kind = 0; kind < kKindCount; ++kind) {
    Age& age = ages_[kind];
    while (!age.empty() && clock_ns_ - age.front().active_ns > kIdleNs[kind]) {
      End(age.begin(), FlowEnd::Idle, on_end);
    }
  }
}

template <class State>
template <class OnEnd>
void FlowTable<State>::EvictOldest(OnEnd&& on_end) {
  Age* oldest = nullptr;
  for (Age& age : ages_) {
    if (age.empty()) continue;
    if (oldest == nullptr || IsOlder(age.front(), oldest->front())) {
      oldest = &age;
    }
  }
  if (oldest == nullptr) return;
  ++statistics_.flows_evicted;
  End(oldest->begin(), FlowEnd::Evicted, on_end);
}

template <class State>
template <class OnEnd>
void FlowTable<State>::End(typename Age::iterator flow, FlowEnd reason,
                           OnEnd&& on_end) {
  on_end(*flow, reason);
  flows_.erase(flow->key);
  ages_[KindOf(*flow)].erase(flow);
}

template <class State>
Flow<State>& FlowTable<State>::Create(const FlowKey& key,
                                      const DecodedPacket& packet) {
  ++statistics_.flows;
  Flow<State> flow;
  flow.key = key;
  flow.low_is_client = SourceIsClient(packet) == IsFromLow(packet);
  flow.first_packet = packet.index;
  flow.first_time_ns = packet.time_ns;
  flow.last_time_ns = packet.time_ns;
  flow.active_ns = clock_ns_;
  Note(flow, packet);
  Age& age = ages_[KindOf(flow)];
  age.push_back(std::move(flow));
  flows_.emplace(key, std::prev(age.end()));
  return age.back();
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_FLOW_TABLE_H_
