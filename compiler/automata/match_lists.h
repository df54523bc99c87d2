// MatchLists: lists of pattern ids, each kept once.
#ifndef IOTPF_COMPILER_AUTOMATA_MATCH_LISTS_H_
#define IOTPF_COMPILER_AUTOMATA_MATCH_LISTS_H_

#include "compiler/automata/dfa.h"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace iotpf::automata {

// Fills the match lists of a Dfa. List 0 is the empty one.
class MatchLists {
 public:
  // The list of these ids, which need be neither sorted nor distinct.
  uint32_t Intern(std::vector<uint32_t> ids);
  // The list of the ids that are in one of both.
  uint32_t Unite(uint32_t a, uint32_t b);
  // The list of the ids of `a` that are not in `b`.
  uint32_t Subtract(uint32_t a, uint32_t b);

  std::span<const uint32_t> Ids(uint32_t list) const {
    return std::span(ids_).subspan(begin_[list],
                                   begin_[list + 1] - begin_[list]);
  }

  // Moves the lists into `dfa`; this is empty afterwards.
  void MoveTo(Dfa& dfa);

 private:
  std::vector<uint32_t> begin_ = {0, 0};
  std::vector<uint32_t> ids_;
  std::unordered_multimap<uint64_t, uint32_t> by_hash_;
};

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_MATCH_LISTS_H_
