// A state that one byte sequence alone leads on from needs no row: a stop holds
// the sequence. Of hundreds of patterns most states are of that kind, so their
// tables stay in the nearest cache.
//
//   /^(lamp|plug)-[0-9]+$/    l - stop "amp-"
//                             p - stop "lug-" - row: 0-9 to a row that has a
//                                               stop in front: skip 0-9
//
// A stop is worth a dozen steps, so it costs no more than the misprediction
// that it may be.

#include "compiler/codegen/state_tables.h"

#include "compiler/codegen/automaton_plan.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace iotpf::codegen {
namespace {

constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();
constexpr size_t kAlignment = 8;

// In the order of memory.
uint64_t WordOf(std::string_view bytes) {
  uint64_t word = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    word |= uint64_t{static_cast<uint8_t>(bytes[i])} << 8 * i;
  }
  return word;
}

class TablesBuilder {
 public:
  explicit TablesBuilder(const automata::Dfa& dfa)
      : dfa_(dfa),
        row_(dfa.state_count(), kNone),
        stop_(dfa.state_count(), kNone) {}

  StateTables Build(std::span<const uint32_t> entered) {
    FindStates(entered);
    header_.class_count = dfa_.class_count;
    header_.first_stop =
        static_cast<uint32_t>((rows_.size() + 1) * dfa_.class_count);
    header_.classes = dfa_.classes;
    tables_.row_count = static_cast<uint32_t>(rows_.size());
    tables_.stop_count = static_cast<uint32_t>(stops_.size());
    tables_.is_narrow = header_.first_stop + stops_.size() <=
                        std::numeric_limits<uint16_t>::max();
    tables_.entries.assign(dfa_.state_count(), 0);
    for (uint32_t i = 0; i < dfa_.state_count(); ++i) {
      tables_.entries[i] = EntryOf(i);
    }
    tables_.bytes.resize(sizeof header_);
    AddRows();
    AddStops();
    AddLists();
    std::memcpy(tables_.bytes.data(), &header_, sizeof header_);
    return std::move(tables_);
  }

 private:
  void FindStates(std::span<const uint32_t> entered);
  void AddRows();
  void AddStops();
  void AddLists();

  uint32_t EntryOf(uint32_t state) const {
    if (stop_[state] != kNone) return header_.first_stop + stop_[state];
    return row_[state] == kNone ? 0 : PlaceOf(state);
  }
  uint32_t PlaceOf(uint32_t state) const {
    return (row_[state] + 1) * dfa_.class_count;
  }

  template <class Number>
  uint32_t Place(const std::vector<Number>& part) {
    const size_t offset = tables_.bytes.size();
    const size_t size = part.size() * sizeof(Number);
    tables_.bytes.resize(offset +
                         (size + kAlignment - 1) / kAlignment * kAlignment);
    if (size > 0) {
      std::memcpy(tables_.bytes.data() + offset, part.data(), size);
    }
    return static_cast<uint32_t>(offset);
  }

  // Patterns of one form have the same runs.
  uint32_t PlaceSkip(const automata::Skip& skip) {
    std::string ranges(1, skip.stays ? '+' : '-');
    for (const automata::ByteRange& range : skip.ranges) {
      ranges += {static_cast<char>(range.low), static_cast<char>(range.high)};
    }
    const auto [known, is_new] = skips_.try_emplace(ranges, 0);
    if (is_new) known->second = Place(std::vector<SkipRow>{SkipRowOf(skip)});
    return known->second;
  }

  const automata::Dfa& dfa_;
  std::map<std::string, uint32_t> skips_;
  std::vector<uint32_t> row_;   // by state
  std::vector<uint32_t> stop_;  // by state
  std::vector<uint32_t> rows_;
  std::vector<uint32_t> stops_;
  StateTablesHeader header_{};
  StateTables tables_;
};

void TablesBuilder::FindStates(std::span<const uint32_t> entered) {
  std::vector<bool> is_met(dfa_.state_count());
  std::vector<uint32_t> queue;
  const auto meet = [&](uint32_t state) {
    if (state == dfa_.dead || is_met[state]) return;
    is_met[state] = true;
    queue.push_back(state);
  };
  for (const uint32_t state : entered) meet(state);
  for (size_t i = 0; i < queue.size(); ++i) {
    const uint32_t state = queue[i];
    const automata::Chain chain = ChainOf(dfa_, state, kMaxStopChain);
    const bool is_stop =
        !chain.bytes.empty() || dfa_.certain[state] != 0 ||
        automata::FindSkip(dfa_, state, kMaxSkipRanges).has_value();
    if (is_stop) {
      stop_[state] = static_cast<uint32_t>(stops_.size());
      stops_.push_back(state);
    }
    if (!chain.bytes.empty()) {
      meet(chain.target);
      continue;
    }
    // Behind a last report there is nothing to look up.
    if (automata::IsLast(dfa_, state)) continue;
    row_[state] = static_cast<uint32_t>(rows_.size());
    rows_.push_back(state);
    const auto row = std::span(dfa_.next).subspan(
        size_t{state} * dfa_.class_count, dfa_.class_count);
    for (const uint32_t next : row) meet(next);
  }
}

void TablesBuilder::AddRows() {
  std::vector<uint32_t> next(dfa_.class_count);  // number 0 is no row
  std::vector<uint32_t> at_end = {0};
  for (const uint32_t state : rows_) {
    for (uint32_t column = 0; column < dfa_.class_count; ++column) {
      const uint32_t to = dfa_.next[size_t{state} * dfa_.class_count + column];
      // What its stop does was done where the state was entered.
      next.push_back(to == state ? PlaceOf(state) : EntryOf(to));
    }
    at_end.push_back(dfa_.at_end[state]);
  }
  if (tables_.is_narrow) {
    header_.next = Place(std::vector<uint16_t>(next.begin(), next.end()));
  } else {
    header_.next = Place(next);
  }
  header_.at_end = Place(at_end);
}

void TablesBuilder::AddStops() {
  std::vector<StopRow> stops;
  for (const uint32_t state : stops_) {
    StopRow stop{};
    stop.certain = dfa_.certain[state];
    if (row_[state] != kNone) stop.then = PlaceOf(state);
    const automata::Chain chain = ChainOf(dfa_, state, kMaxStopChain);
    const auto skip = automata::FindSkip(dfa_, state, kMaxSkipRanges);
    if (!chain.bytes.empty()) {
      stop.then = EntryOf(chain.target);
      stop.length = static_cast<uint32_t>(chain.bytes.size());
      stop.bytes = WordOf(chain.bytes);
      stop.mask = WordOf(chain.mask);
    } else if (skip && row_[state] != kNone) {
      stop.skip = PlaceSkip(*skip);
    }
    stops.push_back(stop);
  }
  header_.stops = Place(stops);
}

void TablesBuilder::AddLists() {
  std::vector<uint32_t> begins = {0};
  std::vector<ListedMask> masks;
  for (uint32_t list = 0; list < dfa_.list_count(); ++list) {
    for (const auto& [word, mask] : MasksOf(dfa_, list)) {
      masks.push_back({word, mask});
    }
    begins.push_back(static_cast<uint32_t>(masks.size()));
  }
  header_.list_begins = Place(begins);
  header_.masks = Place(masks);
}

}  // namespace

SkipRow SkipRowOf(const automata::Skip& skip) {
  SkipRow row;
  for (size_t i = 0; i < row.lows.size(); ++i) {
    // The first range again where there are fewer.
    const automata::ByteRange& range =
        skip.ranges[i < skip.ranges.size() ? i : 0];
    row.lows[i].fill(range.low);
    row.widths[i].fill(static_cast<uint8_t>(range.high - range.low));
  }
  row.stays.fill(skip.stays ? 0xFF : 0);
  return row;
}

StateTables BuildStateTables(const automata::Dfa& dfa,
                             std::span<const uint32_t> entered) {
  return TablesBuilder(dfa).Build(entered);
}

}  // namespace iotpf::codegen
