// Lists of ids, shared. Most states report nothing, and most others what many
// report, so that lists are few and states hold a number.

#include "compiler/automata/match_lists.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace iotpf::automata {

uint32_t MatchLists::Intern(std::vector<uint32_t> ids) {
  if (ids.empty()) return 0;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  uint64_t hash = 0;
  for (const uint32_t id : ids) {
    hash = (hash ^ id) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 31;
  }
  const auto [first, last] = by_hash_.equal_range(hash);
  for (auto row = first; row != last; ++row) {
    const auto known = Ids(row->second);
    if (std::equal(known.begin(), known.end(), ids.begin(), ids.end())) {
      return row->second;
    }
  }
  const auto list = static_cast<uint32_t>(begin_.size()) - 1;
  ids_.insert(ids_.end(), ids.begin(), ids.end());
  begin_.push_back(static_cast<uint32_t>(ids_.size()));
  by_hash_.emplace(hash, list);
  return list;
}

uint32_t MatchLists::Unite(uint32_t a, uint32_t b) {
  if (a == b || b == 0) return a;
  if (a == 0) return b;
  std::vector<uint32_t> both(Ids(a).begin(), Ids(a).end());
  both.insert(both.end(), Ids(b).begin(), Ids(b).end());
  return Intern(std::move(both));
}

uint32_t MatchLists::Subtract(uint32_t a, uint32_t b) {
  if (a == 0 || b == 0) return a;
  std::vector<uint32_t> rest;
  const auto from = Ids(a);
  const auto without = Ids(b);
  std::set_difference(from.begin(), from.end(), without.begin(), without.end(),
                      std::back_inserter(rest));
  return Intern(std::move(rest));
}

void MatchLists::MoveTo(Dfa& dfa) {
  dfa.list_begin = std::exchange(begin_, {0, 0});
  dfa.list_ids = std::exchange(ids_, {});
  by_hash_.clear();
}

}  // namespace iotpf::automata
