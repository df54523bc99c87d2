// Hopcroft's minimisation (J. Hopcroft, "An n log n algorithm for minimizing
// states in a finite automaton", 1971).
//
// States that report different lists are in different blocks from the start.
// Then each block in the queue splits the others: the states that lead into it
// with a byte class and those that do not must part. When a block parts, only
// the smaller half needs to be looked at again, since what leads to the whole
// was told apart before: that gives the logarithm.
//
// Blocks are stretches of one array of states; the states that lead into a
// splitter are swapped to the front of their block and then cut off.

#include "compiler/automata/minimize.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <utility>

namespace iotpf::automata {
namespace {

struct Block {
  uint32_t begin;
  uint32_t end;
  uint32_t marked;  // states from `begin` on that lead into the splitter
  bool is_queued;

  uint32_t size() const { return end - begin; }
};

class Partition {
 public:
  explicit Partition(const Dfa& dfa)
      : dfa_(dfa),
        states_(dfa.state_count()),
        places_(dfa.state_count()),
        block_of_(dfa.state_count()) {
    SplitByReports();
    ListSources();
  }

  // The block of each state, when no more can be split.
  std::vector<uint32_t> Run() {
    while (!queue_.empty()) {
      const uint32_t splitter = queue_.front();
      queue_.pop_front();
      blocks_[splitter].is_queued = false;
      SplitBy(splitter);
    }
    return std::move(block_of_);
  }

 private:
  void SplitByReports() {
    std::iota(states_.begin(), states_.end(), 0);
    const auto key = [this](uint32_t state) {
      return std::pair(dfa_.certain[state], dfa_.at_end[state]);
    };
    std::stable_sort(states_.begin(), states_.end(),
                     [&](uint32_t a, uint32_t b) { return key(a) < key(b); });
    uint32_t largest = 0;
    for (uint32_t i = 0; i < states_.size(); ++i) {
      if (i == 0 || key(states_[i]) != key(states_[i - 1])) {
        blocks_.push_back({i, i, i, true});
      }
      blocks_.back().end = i + 1;
      places_[states_[i]] = i;
      block_of_[states_[i]] = static_cast<uint32_t>(blocks_.size()) - 1;
    }
    for (uint32_t i = 0; i < blocks_.size(); ++i) {
      if (blocks_[i].size() > blocks_[largest].size()) largest = i;
    }
    // One block may be left out: what does not lead to the others leads to it.
    blocks_[largest].is_queued = false;
    for (uint32_t i = 0; i < blocks_.size(); ++i) {
      if (i != largest) queue_.push_back(i);
    }
  }

  // The entries of the table, by where they lead: state * class_count + class.
  void ListSources() {
    source_begin_.assign(dfa_.state_count() + size_t{1}, 0);
    for (const uint32_t next : dfa_.next) ++source_begin_[next + size_t{1}];
    std::partial_sum(source_begin_.begin(), source_begin_.end(),
                     source_begin_.begin());
    sources_.resize(dfa_.next.size());
    std::vector<uint32_t> at(source_begin_.begin(), source_begin_.end() - 1);
    for (uint32_t state = 0; state < dfa_.state_count(); ++state) {
      for (uint32_t c = 0; c < dfa_.class_count; ++c) {
        const uint32_t next = dfa_.next[size_t{state} * dfa_.class_count + c];
        sources_[at[next]++] = {state, c};
      }
    }
  }

  void SplitBy(uint32_t splitter) {
    // A copy, by class: the splitter itself may part meanwhile.
    by_class_.resize(dfa_.class_count);
    for (auto& sources : by_class_) sources.clear();
    for (uint32_t i = blocks_[splitter].begin; i < blocks_[splitter].end; ++i) {
      const uint32_t state = states_[i];
      for (uint32_t j = source_begin_[state]; j < source_begin_[state + 1];
           ++j) {
        by_class_[sources_[j].second].push_back(sources_[j].first);
      }
    }
    for (const auto& sources : by_class_) {
      for (const uint32_t state : sources) Mark(state);
      for (const uint32_t block : touched_) CutMarked(block);
      touched_.clear();
    }
  }

  // Moves a state to the marked front of its block. Each source comes once a
  // class, so none is marked twice.
  void Mark(uint32_t state) {
    Block& block = blocks_[block_of_[state]];
    if (block.marked == block.begin) touched_.push_back(block_of_[state]);
    const uint32_t from = places_[state];
    const uint32_t to = block.marked++;
    std::swap(states_[from], states_[to]);
    places_[states_[from]] = from;
    places_[states_[to]] = to;
  }

  void CutMarked(uint32_t index) {
    Block& old = blocks_[index];
    const uint32_t cut = old.marked;
    old.marked = old.begin;
    if (cut == old.end) return;
    const auto added = static_cast<uint32_t>(blocks_.size());
    // The new block is the smaller half, so that fewer states move.
    Block smaller{old.begin, cut, old.begin, true};
    if (cut - old.begin > old.end - cut) {
      smaller = {cut, old.end, cut, true};
      old.end = cut;
    } else {
      old.begin = cut;
      old.marked = cut;
    }
    for (uint32_t i = smaller.begin; i < smaller.end; ++i) {
      block_of_[states_[i]] = added;
    }
    // If the old block waits in the queue, both halves have to; if not, the
    // smaller is enough.
    queue_.push_back(added);
    blocks_.push_back(smaller);
  }

  const Dfa& dfa_;
  std::vector<uint32_t> states_;    // block by block
  std::vector<uint32_t> places_;    // where a state stands in `states_`
  std::vector<uint32_t> block_of_;  // by state
  std::vector<Block> blocks_;
  std::deque<uint32_t> queue_;
  std::vector<uint32_t> source_begin_;
  std::vector<std::pair<uint32_t, uint32_t>> sources_;  // state and class
  std::vector<std::vector<uint32_t>> by_class_;
  std::vector<uint32_t> touched_;
};

// Makes the table that of `order`: old states, the new numbers in their order.
// `number_of` gives the new number of an old state.
void Renumber(Dfa& dfa, const std::vector<uint32_t>& order,
              const std::vector<uint32_t>& number_of) {
  Dfa result;
  result.next.reserve(order.size() * dfa.class_count);
  for (const uint32_t state : order) {
    for (uint32_t c = 0; c < dfa.class_count; ++c) {
      const uint32_t next = dfa.next[size_t{state} * dfa.class_count + c];
      result.next.push_back(number_of[next]);
    }
    result.certain.push_back(dfa.certain[state]);
    result.at_end.push_back(dfa.at_end[state]);
  }
  dfa.start = number_of[dfa.start];
  dfa.next = std::move(result.next);
  dfa.certain = std::move(result.certain);
  dfa.at_end = std::move(result.at_end);
}

void NumberBreadthFirst(Dfa& dfa) {
  std::vector<uint32_t> number_of(dfa.state_count(), kNoState);
  std::vector<uint32_t> order = {dfa.start};
  number_of[dfa.start] = 0;
  for (size_t i = 0; i < order.size(); ++i) {
    const auto row = std::span(dfa.next).subspan(
        size_t{order[i]} * dfa.class_count, dfa.class_count);
    for (const uint32_t next : row) {
      if (number_of[next] != kNoState) continue;
      number_of[next] = static_cast<uint32_t>(order.size());
      order.push_back(next);
    }
  }
  Renumber(dfa, order, number_of);
}

// Columns are compared from the first row on, by the column they equalled so
// far: one look at each entry of the table.
void MergeColumns(Dfa& dfa) {
  const uint32_t old_count = dfa.class_count;
  std::vector<uint32_t> merged(old_count, 0);
  uint32_t count = 1;
  std::vector<std::pair<uint64_t, uint32_t>> keys(old_count);
  for (uint32_t state = 0; state < dfa.state_count() && count < old_count;
       ++state) {
    for (uint32_t c = 0; c < old_count; ++c) {
      const uint32_t next = dfa.next[size_t{state} * old_count + c];
      keys[c] = {uint64_t{merged[c]} << 32 | next, c};
    }
    std::sort(keys.begin(), keys.end());
    count = 0;
    for (uint32_t i = 0; i < old_count; ++i) {
      if (i > 0 && keys[i].first != keys[i - 1].first) ++count;
      merged[keys[i].second] = count;
    }
    ++count;
  }
  // Named by their smallest byte.
  std::vector<uint32_t> name(old_count, kNoState);
  std::vector<uint32_t> column;
  for (uint8_t& c : dfa.classes) {
    uint32_t& named = name[merged[c]];
    if (named == kNoState) {
      named = static_cast<uint32_t>(column.size());
      column.push_back(c);
    }
    c = static_cast<uint8_t>(named);
  }
  std::vector<uint32_t> next;
  next.reserve(size_t{dfa.state_count()} * column.size());
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    for (const uint32_t c : column) {
      next.push_back(dfa.next[size_t{state} * old_count + c]);
    }
  }
  dfa.class_count = static_cast<uint32_t>(column.size());
  dfa.next = std::move(next);
}

}  // namespace

void MinimizeDfa(Dfa& dfa) {
  const std::vector<uint32_t> block_of = Partition(dfa).Run();
  std::vector<uint32_t> order;
  std::vector<uint32_t> number_of_block(dfa.state_count(), kNoState);
  std::vector<uint32_t> number_of(dfa.state_count());
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    uint32_t& number = number_of_block[block_of[state]];
    if (number == kNoState) {
      number = static_cast<uint32_t>(order.size());
      order.push_back(state);
    }
    number_of[state] = number;
  }
  Renumber(dfa, order, number_of);
}

void NormalizeDfa(Dfa& dfa) {
  NumberBreadthFirst(dfa);
  MergeColumns(dfa);
  dfa.dead = kNoState;
  for (uint32_t state = 0; state < dfa.state_count(); ++state) {
    if (dfa.certain[state] != 0 || !IsSettled(dfa, state)) continue;
    dfa.dead = state;
    return;
  }
}

}  // namespace iotpf::automata
