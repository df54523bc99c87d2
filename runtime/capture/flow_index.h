// Numbers of flows, or of other things: by hash, and by age.
#ifndef IOTPF_RUNTIME_CAPTURE_FLOW_INDEX_H_
#define IOTPF_RUNTIME_CAPTURE_FLOW_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace iotpf::runtime {

inline constexpr uint32_t kNoFlow = UINT32_MAX;

// From hashes to numbers of flows; several may have the same hash. Open
// addressing with linear probing, at most half full: what follows a slot that
// is emptied moves up.
//
//   Cost   constant on average, for hashes nobody can foresee.
class FlowSlots {
 public:
  FlowSlots() : slots_(kFirstSlots) {}

  void Prefetch(uint32_t hash) const { __builtin_prefetch(&slots_[At(hash)]); }
  // The first flow with the hash, or kNoFlow. Most likely it is the only one.
  uint32_t First(uint32_t hash) const {
    return Find(hash, [](uint32_t) { return true; });
  }
  // The flow with the hash for which is_it(number) holds, or kNoFlow.
  template <class IsIt>
  uint32_t Find(uint32_t hash, IsIt&& is_it) const {
    for (size_t i = At(hash); slots_[i].flow != kNoFlow; i = At(i + 1)) {
      if (slots_[i].hash == hash && is_it(slots_[i].flow)) {
        return slots_[i].flow;
      }
    }
    return kNoFlow;
  }

  void Add(uint32_t hash, uint32_t flow) {
    if (++used_ * 2 > slots_.size()) Grow();
    Fill({hash, flow});
  }
  void Clear() {
    if (used_ > 0) std::fill(slots_.begin(), slots_.end(), Slot());
    used_ = 0;
  }
  // Requires that it was added.
  void Remove(uint32_t hash, uint32_t flow) {
    --used_;
    size_t hole = At(hash);
    while (slots_[hole].flow != flow) hole = At(hole + 1);
    for (size_t i = At(hole + 1); slots_[i].flow != kNoFlow; i = At(i + 1)) {
      // One that stands behind its own place may fill a hole that is not before
      // that place.
      if (At(i - slots_[i].hash) < At(i - hole)) continue;
      slots_[hole] = slots_[i];
      hole = i;
    }
    slots_[hole] = Slot();
  }

 private:
  static constexpr size_t kFirstSlots = 64;
  struct Slot {
    uint32_t hash = 0;
    uint32_t flow = kNoFlow;
  };

  size_t At(size_t place) const { return place & (slots_.size() - 1); }
  void Fill(const Slot& slot) {
    size_t i = At(slot.hash);
    while (slots_[i].flow != kNoFlow) i = At(i + 1);
    slots_[i] = slot;
  }
  void Grow() {
    const std::vector<Slot> before =
        std::exchange(slots_, std::vector<Slot>(slots_.size() * 2));
    for (const Slot& slot : before) {
      if (slot.flow != kNoFlow) Fill(slot);
    }
  }

  std::vector<Slot> slots_;
  size_t used_ = 0;
};

// Flows of several kinds, those of a kind from the one used least recently to
// the one used last. Rings of links, which lie close together.
class FlowAges {
 public:
  explicit FlowAges(uint32_t kinds) : kinds_(kinds), links_(kinds) {
    for (uint32_t kind = 0; kind < kinds; ++kind) links_[kind] = {kind, kind};
  }

  // Makes room for flows with numbers below `flows`.
  void Reserve(size_t flows) { links_.resize(kinds_ + flows); }
  // Requires that there is room for it, and that it is in no ring.
  void Add(uint32_t flow, uint32_t kind) {
    links_[flow + kinds_] = {flow + kinds_, flow + kinds_};
    MakeNewest(flow, kind);
  }
  // Moves a flow to the end of the ring of its kind, from that of any.
  void MakeNewest(uint32_t flow, uint32_t kind) {
    const uint32_t link = flow + kinds_;
    const uint32_t newest = links_[kind].older;
    if (newest == link) return;
    Remove(flow);
    links_[link] = {newest, kind};
    links_[newest].newer = link;
    links_[kind].older = link;
  }
  void Remove(uint32_t flow) {
    const Link own = links_[flow + kinds_];
    links_[own.older].newer = own.newer;
    links_[own.newer].older = own.older;
  }

  // The flow of the kind that was used least recently, or kNoFlow.
  uint32_t Oldest(uint32_t kind) const { return FlowAt(links_[kind].newer); }
  // Calls visit(number) for all flows, kind by kind, oldest first.
  template <class Visit>
  void ForEach(Visit&& visit) const {
    for (uint32_t kind = 0; kind < kinds_; ++kind) {
      for (uint32_t link = links_[kind].newer; link != kind;
           link = links_[link].newer) {
        visit(link - kinds_);
      }
    }
  }

 private:
  // The head of a ring is the link with the number of its kind; a flow has the
  // link behind those.
  struct Link {
    uint32_t older;
    uint32_t newer;
  };
  uint32_t FlowAt(uint32_t link) const {
    return link < kinds_ ? kNoFlow : link - kinds_;
  }

  uint32_t kinds_;
  std::vector<Link> links_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_CAPTURE_FLOW_INDEX_H_
