// A pattern is certain in a state when it matches an input that ends there and
// is certain in all states that follow: the largest set of states that is
// closed like that. It is found from outside, by taking out what does not match
// and then whatever leads to a state that was taken out.
//
// The lists are first made to say only what matches at an end, so that states
// which differ in when they knew it are merged.

#include "compiler/automata/settle_certain.h"

#include "compiler/automata/match_lists.h"
#include "compiler/automata/minimize.h"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace iotpf::automata {
namespace {

// The states that lead to a state, once for each class.
struct Sources {
  explicit Sources(const Dfa& dfa) : begin(dfa.state_count() + size_t{1}, 0) {
    for (const uint32_t next : dfa.next) ++begin[next + size_t{1}];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    states.resize(dfa.next.size());
    std::vector<uint32_t> at(begin.begin(), begin.end() - 1);
    for (size_t i = 0; i < dfa.next.size(); ++i) {
      states[at[dfa.next[i]]++] = static_cast<uint32_t>(i / dfa.class_count);
    }
  }

  std::vector<uint32_t> begin;
  std::vector<uint32_t> states;
};

// Takes the states out of `matches` from which an input leads out of it.
void KeepClosed(const Sources& sources, std::vector<uint8_t>& matches) {
  std::vector<uint32_t> left;
  for (uint32_t state = 0; state < matches.size(); ++state) {
    if (matches[state] == 0) left.push_back(state);
  }
  while (!left.empty()) {
    const uint32_t state = left.back();
    left.pop_back();
    for (uint32_t i = sources.begin[state]; i < sources.begin[state + 1]; ++i) {
      const uint32_t source = sources.states[i];
      if (matches[source] == 0) continue;
      matches[source] = 0;
      left.push_back(source);
    }
  }
}

// Makes `at_end` say all that matches at an end, and `certain` nothing.
void JoinLists(Dfa& dfa, MatchLists& lists) {
  std::vector<uint32_t> joined;
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    std::vector<uint32_t> ids;
    for (const uint32_t list : {dfa.certain[state], dfa.at_end[state]}) {
      const auto found = dfa.MatchList(list);
      ids.insert(ids.end(), found.begin(), found.end());
    }
    joined.push_back(lists.Intern(std::move(ids)));
  }
  dfa.at_end = std::move(joined);
  dfa.certain.assign(dfa.certain.size(), 0);
}

}  // namespace

std::optional<DfaFailure> SettleCertain(Dfa& dfa, const DfaOptions& options) {
  MatchLists lists;
  JoinLists(dfa, lists);
  if (options.minimize) MinimizeDfa(dfa);

  std::vector<uint32_t> ids;
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    const auto found = lists.Ids(dfa.at_end[state]);
    ids.insert(ids.end(), found.begin(), found.end());
    if (ids.size() < options.max_work / 8) continue;
    return DfaFailure::TooMuchWork;
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (ids.size() * dfa.next.size() > options.max_work) {
    return DfaFailure::TooMuchWork;
  }

  const Sources sources(dfa);
  std::vector<std::vector<uint32_t>> certain(dfa.state_count());
  std::vector<uint8_t> matches(dfa.state_count());
  for (const uint32_t id : ids) {
    for (uint32_t state = 0; state < dfa.state_count(); ++state) {
      const auto found = lists.Ids(dfa.at_end[state]);
      matches[state] = std::binary_search(found.begin(), found.end(), id);
    }
    KeepClosed(sources, matches);
    for (uint32_t state = 0; state < dfa.state_count(); ++state) {
      if (matches[state] != 0) certain[state].push_back(id);
    }
  }
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    dfa.certain[state] = lists.Intern(std::move(certain[state]));
    dfa.at_end[state] = lists.Subtract(dfa.at_end[state], dfa.certain[state]);
  }
  lists.MoveTo(dfa);
  NormalizeDfa(dfa);
  return std::nullopt;
}

}  // namespace iotpf::automata
