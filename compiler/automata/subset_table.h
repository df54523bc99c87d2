// SubsetTable: the states of a subset construction, found by what they are.
#ifndef IOTPF_COMPILER_AUTOMATA_SUBSET_TABLE_H_
#define IOTPF_COMPILER_AUTOMATA_SUBSET_TABLE_H_

#include "compiler/automata/nfa.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::automata {

// One state: its nodes, the context of the byte that led to it, as far as that
// matters, and the match list that it reports.
struct Subset {
  uint32_t begin;  // into the pool of nodes
  uint32_t end;
  uint32_t list;
  Context context;
};

// Numbers states in the order in which they are first asked for. Nodes stand
// one behind another in a pool, and the table of hashes holds numbers only.
class SubsetTable {
 public:
  // The number of the state of these sorted nodes.
  uint32_t Find(std::span<const uint32_t> nodes, Context context,
                uint32_t list) {
    if ((subsets_.size() + 1) * 2 > slots_.size()) Grow();
    const uint64_t hash = Hash(nodes, context, list);
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != kFree) {
      const Subset& known = subsets_[slots_[at]];
      if (hashes_[slots_[at]] == hash && known.list == list &&
          known.context == context && std::ranges::equal(Nodes(known), nodes)) {
        return slots_[at];
      }
      at = (at + 1) & (slots_.size() - 1);
    }
    const auto number = static_cast<uint32_t>(subsets_.size());
    const auto begin = static_cast<uint32_t>(pool_.size());
    pool_.insert(pool_.end(), nodes.begin(), nodes.end());
    const auto end = static_cast<uint32_t>(pool_.size());
    subsets_.push_back({begin, end, list, context});
    hashes_.push_back(hash);
    slots_[at] = number;
    return number;
  }

  uint32_t size() const { return static_cast<uint32_t>(subsets_.size()); }
  size_t pool_size() const { return pool_.size(); }
  const Subset& operator[](uint32_t number) const { return subsets_[number]; }
  std::span<const uint32_t> Nodes(const Subset& subset) const {
    return std::span(pool_).subspan(subset.begin, subset.end - subset.begin);
  }

 private:
  static constexpr uint32_t kFree = UINT32_MAX;

  static uint64_t Hash(std::span<const uint32_t> nodes, Context context,
                       uint32_t list) {
    uint64_t hash = uint64_t{list} * 4 + static_cast<uint64_t>(context);
    for (const uint32_t node : nodes) {
      hash = (hash ^ node) * 0x9E3779B97F4A7C15u;
      hash ^= hash >> 32;
    }
    return hash * 0xBF58476D1CE4E5B9u >> 8;
  }

  void Grow() {
    slots_.assign(std::max<size_t>(64, slots_.size() * 2), kFree);
    for (uint32_t i = 0; i < hashes_.size(); ++i) {
      size_t at = hashes_[i] & (slots_.size() - 1);
      while (slots_[at] != kFree) at = (at + 1) & (slots_.size() - 1);
      slots_[at] = i;
    }
  }

  std::vector<Subset> subsets_;
  std::vector<uint64_t> hashes_;  // one a state
  std::vector<uint32_t> slots_;   // numbers of states, by hash
  std::vector<uint32_t> pool_;
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_SUBSET_TABLE_H_
