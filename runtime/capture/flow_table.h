// The flows of one shard.
#ifndef IOTPF_RUNTIME_CAPTURE_FLOW_TABLE_H_
#define IOTPF_RUNTIME_CAPTURE_FLOW_TABLE_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "runtime/capture/capture_statistics.h"
#include "runtime/capture/flow_index.h"
#include "runtime/capture/flow_key.h"
#include "runtime/capture/packet.h"
#include "runtime/limits.h"
#include "runtime/random_secret.h"

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
struct alignas(64) Flow {
  FlowKey key;
  bool low_is_client = true;     // which end of the key is the client
  bool finished = false;         // see FlowTable::Finish()
  uint64_t last_packet = 0;      // index of its latest packet
  std::unique_ptr<State> state;  // null in a flow just created

  const Endpoint& client() const { return low_is_client ? key.low : key.high; }
  const Endpoint& server() const { return low_is_client ? key.high : key.low; }
  // Whether a packet of this flow was sent by the client.
  bool IsFromClient(bool is_from_low) const {
    return is_from_low == low_is_client;
  }
  bool IsFromClient(const DecodedPacket& packet) const {
    return IsFromClient(IsFromLow(packet));
  }

  // The table's own.
  uint32_t number = 0;  // its place in the table
  uint32_t hash = 0;
  int64_t active_ns = 0;           // clock of the table at the last packet
  std::array<TcpStart, 2> starts;  // from high, from low

  uint64_t first_packet = 0;  // index of its first packet
  int64_t first_time_ns = 0;
};

// What a packet says of the flow that it belongs to.
struct SoughtFlow {
  FlowKey key;
  bool is_from_low = false;
  uint32_t hash = 0;
};

// Finds the flow of each packet. Time is the capture's: the latest time of any
// packet of the shard, or that AdvanceTo() tells.
//
// A flow ends after kTcpIdleNs, kUdpIdleNs, or, once finished, after
// kTcpFinishedNs without a packet; when a SYN opens a new connection between
// its endpoints; or when a new flow needs its place in kFlowsPerShard. `on_end`
// is called as on_end(Flow<State>&, FlowEnd); the flow is gone after it
// returns.
//
// Flows stand in blocks that never move and are used again; an open hash table
// and the lists by age hold their numbers. So a flow costs no allocation of its
// own, and a packet that finds its flow touches one slot, the flow, and a few
// links that lie close together.
//
//   Cost     constant for each packet.
//   Threads  one at a time: the worker that owns the shard.
template <class State>
class FlowTable {
 public:
  explicit FlowTable(CaptureStatistics& statistics,
                     FlowHashKey secret = RandomSecret<FlowHashKey>(),
                     size_t capacity = kFlowsPerShard)
      : statistics_(statistics), secret_(secret), capacity_(capacity) {}
  FlowTable(const FlowTable&) = delete;
  FlowTable& operator=(const FlowTable&) = delete;

  // What Find() asks for, worked out ahead so that memory can be, too.
  SoughtFlow Seek(const DecodedPacket& packet) const {
    SoughtFlow sought;
    sought.is_from_low = IsFromLow(packet);
    sought.key = KeyOf(packet, sought.is_from_low);
    sought.hash = HashOf(sought.key, secret_);
    return sought;
  }
  // Asks for the memory that Find() will read: first the slot, and once that
  // had time to come, the flow.
  void PrefetchSlot(uint32_t hash) const { slots_.Prefetch(hash); }
  void PrefetchFlow(uint32_t hash) const {
    const uint32_t flow = slots_.First(hash);
    if (flow != kNoFlow) Prefetch(&At(flow), sizeof(Flow<State>));
  }
  // The same for the state of the flow that is most likely found.
  void PrefetchState(uint32_t hash) const {
    const uint32_t flow = slots_.First(hash);
    if (flow != kNoFlow) PrefetchStateOf(At(flow));
  }

  // The flow of `packet`, created where there is none. Ends flows first that
  // the packet's time or place ends. The reference is valid until the flow
  // ends.
  //
  //   Requires  `sought` is what Seek() says of the packet.
  template <class OnEnd>
  Flow<State>& Find(const DecodedPacket& packet, const SoughtFlow& sought,
                    OnEnd&& on_end);
  template <class OnEnd>
  Flow<State>& Find(const DecodedPacket& packet, OnEnd&& on_end) {
    return Find(packet, Seek(packet), on_end);
  }

  // Both sides of a TCP flow have closed, or one has reset it: stragglers still
  // find it, a SYN replaces it, and it idles out sooner.
  void Finish(Flow<State>& flow);

  // Ends the flow that was used least recently, to make room for others. False
  // where there is no other than `keep`.
  template <class OnEnd>
  bool EvictOldest(const Flow<State>* keep, OnEnd&& on_end);

  // Ends the flows that a time of the capture ends, though none of its packets
  // came here.
  template <class OnEnd>
  void AdvanceTo(int64_t time_ns, OnEnd&& on_end) {
    SetClock(time_ns);
    Expire(on_end);
  }

  // Ends all flows, in order of their first packet.
  template <class OnEnd>
  void EndAll(OnEnd&& on_end);

  size_t size() const { return size_; }

 private:
  static constexpr uint32_t kBlockFlows = 32;
  static constexpr size_t kCacheLineBytes = 64;
  // Of the state of a flow, which may be smaller.
  static constexpr size_t kPrefetchedStateBytes = 8 * kCacheLineBytes;
  // Flows of one timeout, so that the first of each list is the next to idle.
  enum Kind : uint8_t { kTcp, kUdp, kFinished, kKindCount };
  static constexpr std::array<int64_t, kKindCount> kIdleNs = {
      kTcpIdleNs, kUdpIdleNs, kTcpFinishedNs};

  static Kind KindOf(const Flow<State>& flow) {
    if (flow.key.transport == Transport::Udp) return kUdp;
    return flow.finished ? kFinished : kTcp;
  }
  // Of addresses, not of objects: what is asked for may lie behind one.
  static void Prefetch(const void* begin, size_t bytes) {
    const auto address = reinterpret_cast<uintptr_t>(begin);
    for (size_t at = 0; at < bytes; at += kCacheLineBytes) {
      __builtin_prefetch(reinterpret_cast<const void*>(address + at));
    }
  }
  static void PrefetchStateOf(const Flow<State>& flow) {
    if (flow.state == nullptr) return;
    Prefetch(flow.state.get(), kPrefetchedStateBytes);
  }
  static bool OpensAnother(const Flow<State>& flow, const DecodedPacket& packet,
                           const SoughtFlow& sought);
  static void Note(Flow<State>& flow, const DecodedPacket& packet,
                   const SoughtFlow& sought);

  Flow<State>& At(uint32_t number) const {
    return blocks_[number / kBlockFlows][number % kBlockFlows];
  }
  // The least recently used flow of a kind, or null.
  Flow<State>* OldestOf(uint32_t kind) const {
    const uint32_t flow = ages_.Oldest(kind);
    return flow == kNoFlow ? nullptr : &At(flow);
  }

  // The earliest time at which a flow of the kind may idle out, used last now.
  void ExpireFrom(Kind kind) {
    expires_ns_ = std::min(expires_ns_, clock_ns_ + kIdleNs[kind]);
  }
  void SetClock(int64_t time_ns);
  template <class OnEnd>
  void Expire(OnEnd&& on_end);
  template <class OnEnd>
  void End(Flow<State>& flow, FlowEnd reason, OnEnd&& on_end);
  Flow<State>& Create(const DecodedPacket& packet, const SoughtFlow& sought);

  CaptureStatistics& statistics_;
  FlowHashKey secret_;
  size_t capacity_;
  size_t size_ = 0;
  int64_t clock_ns_ = INT64_MIN;
  int64_t expires_ns_ = INT64_MAX;  // no flow idles out up to then
  FlowSlots slots_;
  FlowAges ages_{kKindCount};
  std::vector<std::unique_ptr<Flow<State>[]>> blocks_;
  std::vector<uint32_t> unused_;  // numbers of flows that ended
};

template <class State>
template <class OnEnd>
Flow<State>& FlowTable<State>::Find(const DecodedPacket& packet,
                                    const SoughtFlow& sought, OnEnd&& on_end) {
  SetClock(packet.time_ns);
  Expire(on_end);

  const uint32_t known = slots_.Find(sought.hash, [&](uint32_t number) {
    return At(number).key == sought.key;
  });
  if (known != kNoFlow) {
    Flow<State>& flow = At(known);
    if (!OpensAnother(flow, packet, sought)) {
      Note(flow, packet, sought);
      flow.active_ns = clock_ns_;
      ages_.MakeNewest(flow.number, KindOf(flow));
      return flow;
    }
    End(flow, FlowEnd::Replaced, on_end);
  }
  if (size_ >= capacity_) EvictOldest(nullptr, on_end);
  return Create(packet, sought);
}

// Times may run backwards where a file has several interfaces. A first packet
// without a time has 0: the clock starts with the first other one, and what
// came before counts as of that moment.
template <class State>
void FlowTable<State>::SetClock(int64_t time_ns) {
  if (clock_ns_ == 0 && time_ns > 0) {
    ages_.ForEach([&](uint32_t flow) { At(flow).active_ns = time_ns; });
  }
  clock_ns_ = std::max(clock_ns_, time_ns);
}

template <class State>
void FlowTable<State>::Finish(Flow<State>& flow) {
  if (flow.finished) return;
  flow.finished = true;
  // Called with the packet that finished the flow, so it is the latest.
  ages_.MakeNewest(flow.number, KindOf(flow));
  ExpireFrom(KindOf(flow));
}

template <class State>
template <class OnEnd>
void FlowTable<State>::EndAll(OnEnd&& on_end) {
  std::vector<Flow<State>*> all;
  all.reserve(size_);
  ages_.ForEach([&](uint32_t flow) { all.push_back(&At(flow)); });
  std::sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
    return a->first_packet < b->first_packet;
  });
  constexpr size_t kAhead = 2;
  for (size_t i = 0; i < all.size(); ++i) {
    if (i + kAhead < all.size()) PrefetchStateOf(*all[i + kAhead]);
    End(*all[i], FlowEnd::InputEnded, on_end);
  }
}

// Whether a SYN belongs to a later connection than the flow's. A SYN seen
// before is a retransmission; one right before the first data seen is late.
template <class State>
bool FlowTable<State>::OpensAnother(const Flow<State>& flow,
                                    const DecodedPacket& packet,
                                    const SoughtFlow& sought) {
  if (!packet.has(kTcpSyn) || packet.transport != Transport::Tcp) return false;
  const TcpStart& start = flow.starts[sought.is_from_low];
  if (start.syn) return *start.syn != packet.sequence;
  if (!start.first) return flow.finished;
  const uint32_t late_by = *start.first - (packet.sequence + 1);
  return late_by > kTcpLateSynBytes;
}

template <class State>
void FlowTable<State>::Note(Flow<State>& flow, const DecodedPacket& packet,
                            const SoughtFlow& sought) {
  flow.last_packet = packet.index;
  if (packet.transport != Transport::Tcp) return;
  TcpStart& start = flow.starts[sought.is_from_low];
  // A reset that refuses a connection has no sequence number of its own.
  if (!start.first && !packet.has(kTcpRst)) start.first = packet.sequence;
  if (packet.has(kTcpSyn)) start.syn = packet.sequence;
}

template <class State>
template <class OnEnd>
void FlowTable<State>::Expire(OnEnd&& on_end) {
  if (clock_ns_ <= expires_ns_) return;
  expires_ns_ = INT64_MAX;
  for (uint32_t kind = 0; kind < kKindCount; ++kind) {
    Flow<State>* oldest = OldestOf(kind);
    while (oldest != nullptr && clock_ns_ - oldest->active_ns > kIdleNs[kind]) {
      End(*oldest, FlowEnd::Idle, on_end);
      oldest = OldestOf(kind);
    }
    if (oldest != nullptr) {
      expires_ns_ = std::min(expires_ns_, oldest->active_ns + kIdleNs[kind]);
    }
  }
}

template <class State>
template <class OnEnd>
bool FlowTable<State>::EvictOldest(const Flow<State>* keep, OnEnd&& on_end) {
  Flow<State>* oldest = nullptr;
  for (uint32_t kind = 0; kind < kKindCount; ++kind) {
    Flow<State>* const flow = OldestOf(kind);
    if (flow == nullptr || flow == keep) continue;
    if (oldest == nullptr || flow->last_packet < oldest->last_packet) {
      oldest = flow;
    }
  }
  if (oldest == nullptr) return false;
  ++statistics_.flows_evicted;
  const Kind kind = KindOf(*oldest);
  End(*oldest, FlowEnd::Evicted, on_end);
  // It is likely to go next, and lay untouched for long.
  if (const Flow<State>* const next = OldestOf(kind)) PrefetchStateOf(*next);
  return true;
}

template <class State>
template <class OnEnd>
void FlowTable<State>::End(Flow<State>& flow, FlowEnd reason, OnEnd&& on_end) {
  on_end(flow, reason);
  slots_.Remove(flow.hash, flow.number);
  ages_.Remove(flow.number);
  flow.state.reset();
  unused_.push_back(flow.number);
  --size_;
}

template <class State>
Flow<State>& FlowTable<State>::Create(const DecodedPacket& packet,
                                      const SoughtFlow& sought) {
  ++statistics_.flows;
  if (unused_.empty()) {
    const auto first = static_cast<uint32_t>(blocks_.size() * kBlockFlows);
    blocks_.push_back(std::make_unique<Flow<State>[]>(kBlockFlows));
    ages_.Reserve(blocks_.size() * kBlockFlows);
    for (uint32_t i = kBlockFlows; i > 0; --i) unused_.push_back(first + i - 1);
  }
  const uint32_t number = unused_.back();
  unused_.pop_back();
  ++size_;
  slots_.Add(sought.hash, number);

  Flow<State>& flow = At(number);
  flow = Flow<State>();
  flow.number = number;
  flow.hash = sought.hash;
  flow.key = sought.key;
  flow.low_is_client = SourceIsClient(packet) == sought.is_from_low;
  flow.first_packet = packet.index;
  flow.first_time_ns = packet.time_ns;
  flow.active_ns = clock_ns_;
  Note(flow, packet, sought);
  ages_.Add(number, KindOf(flow));
  ExpireFrom(KindOf(flow));
  return flow;
}

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_FLOW_TABLE_H_
