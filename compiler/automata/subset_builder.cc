// Subset construction, made fast by three ideas.
//
//   restarts   A search for a match anywhere begins anew at every byte. Those
//              nodes are the same everywhere, so states do not hold them: what
//              they lead to is worked out once for each byte class (`Base`) and
//              added to what the nodes of a state lead to. A thousand literals
//              then cost no more a state than the few that are under way.
//   buckets    One pass over the nodes of a state deals them to the classes
//              they read; classes with equal buckets lead to the same state.
//   forgetting A pattern that is certain is reported and its nodes are dropped,
//              unless it begins anew anyway (Once), so that `^a.*b` and
//              `^c.*d` do not multiply once they have matched.
//
// A test of what is behind is decided as soon as its byte is read. A test of
// what is ahead stays in the state: the next byte decides it first and is read
// then, and the end of the input decides what `at_end` reports. A state keeps
// the context of its last byte where something can still ask for it.

#include "compiler/automata/subset_builder.h"

#include "compiler/automata/byte_classes.h"
#include "compiler/automata/closure.h"
#include "compiler/automata/match_lists.h"
#include "compiler/automata/search_plan.h"
#include "compiler/automata/subset_table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace iotpf::automata {
namespace {

// Nodes of all states together; 4 bytes each.
constexpr size_t kMaxPoolNodes = size_t{16} << 20;

ByteSet WordBytes() {
  ByteSet set = ByteSet::Range('0', '9');
  set.AddRange('A', 'Z');
  set.AddRange('a', 'z');
  set.Add('_');
  return set;
}

// What the nodes of a restart lead to with one byte class.
struct Base {
  std::vector<uint32_t> items;
  std::vector<uint32_t> matched;  // slots
  uint32_t state = kNoState;      // the state of these alone
};

class SubsetBuilder {
 public:
  SubsetBuilder(const Nfa& nfa, std::span<const DfaPattern> patterns,
                const DfaOptions& options)
      : nfa_(nfa),
        options_(options),
        closure_(nfa),
        is_kept_(options.reports == DfaReports::Kept) {
    NumberSlots(patterns);
    ComputeClasses();
  }

  Outcome<Dfa, DfaFailure> Run() {
    plan_ = PlanSearch(nfa_, slots_, options_, closure_);
    if (!is_kept_) RememberRestarts();
    states_.Find(plan_.first_items, plan_.first_context,
                 lists_.Intern(plan_.always));
    for (uint32_t state = 0; state < states_.size(); ++state) {
      if (const auto failure = Expand(state)) return *failure;
    }
    return Finish();
  }

 private:
  // ---- what is known before the first state

  // Slots are the distinct ids, in order; patterns of one id share a slot.
  void NumberSlots(std::span<const DfaPattern> patterns) {
    for (const DfaPattern& pattern : patterns) ids_.push_back(pattern.id);
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    for (const DfaPattern& pattern : patterns) {
      const auto at = std::lower_bound(ids_.begin(), ids_.end(), pattern.id);
      slots_.push_back(static_cast<uint32_t>(at - ids_.begin()));
    }
    is_forgotten_.assign(ids_.size(), true);
    was_hit_.assign(ids_.size(), 0);
    is_certain_.assign(ids_.size(), false);
  }

  void ComputeClasses() {
    std::vector<ByteSet> sets = nfa_.sets;
    if (nfa_.has_lines) sets.push_back(ByteSet::Of('\n'));
    if (nfa_.has_words) sets.push_back(WordBytes());
    classes_ = ComputeByteClasses(sets);
    for (const uint8_t byte : classes_.Representatives()) {
      Context context = Context::Other;
      if (nfa_.has_lines && byte == '\n') context = Context::NewLine;
      if (nfa_.has_words && WordBytes().Contains(byte)) context = Context::Word;
      contexts_.push_back(context);
    }
    targets_.resize(classes_.count);
  }

  // Patterns that begin anew lose nothing by a match, and to drop what is under
  // way would only make more states.
  void RememberRestarts() {
    for (const Restart& restart : plan_.restarts) {
      for (const uint32_t item : restart.items) {
        is_forgotten_[SlotOf(item)] = false;
      }
    }
  }

  uint32_t SlotOf(uint32_t node) const {
    return slots_[nfa_.nodes[node].pattern];
  }
  std::vector<uint32_t> SlotsOf(const std::vector<uint32_t>& patterns) const {
    std::vector<uint32_t> slots;
    for (const uint32_t pattern : patterns) slots.push_back(slots_[pattern]);
    return slots;
  }

  // ---- one state

  std::optional<DfaFailure> Expand(uint32_t state) {
    const Subset subset = states_[state];
    const auto nodes = states_.Nodes(subset);
    const std::vector<uint32_t> items(nodes.begin(), nodes.end());
    const Restart& restart = plan_.restarts[IndexOf(subset.context)];
    std::vector<Base>& bases = bases_[IndexOf(subset.context)];
    if (bases.empty() && !AddBases(restart, subset.context, bases)) {
      return DfaFailure::TooMuchWork;
    }
    SetCertain(is_kept_ ? subset.list : 0);
    dfa_.certain.push_back(subset.list);
    AddEnd(subset, items, restart);
    if (!Deal(items, subset.context)) return DfaFailure::TooMuchWork;
    seen_buckets_.clear();
    for (uint32_t c = 0; c < classes_.count; ++c) {
      dfa_.next.push_back(Successor(subset, bases[c], c));
      if (is_exhausted()) return DfaFailure::TooMuchWork;
      if (states_.size() > options_.max_states) {
        return DfaFailure::TooManyStates;
      }
    }
    return std::nullopt;
  }

  bool is_exhausted() const {
    return work_ + closure_.work > options_.max_work ||
           states_.pool_size() > kMaxPoolNodes;
  }

  void SetCertain(uint32_t list) {
    if (list == certain_list_) return;
    for (const uint32_t slot : lists_.Ids(certain_list_)) {
      is_certain_[slot] = false;
    }
    for (const uint32_t slot : lists_.Ids(list)) is_certain_[slot] = true;
    certain_list_ = list;
  }

  // What matches if the input ends in the state.
  void AddEnd(const Subset& subset, const std::vector<uint32_t>& items,
              const Restart& restart) {
    closure_.Begin(subset.context, Context::Edge);
    for (const uint32_t item : items) {
      if (nfa_.nodes[item].kind == NfaKind::Ahead) closure_.Add(item);
    }
    if (restart.has_ahead) {
      for (const uint32_t item : restart.items) {
        if (nfa_.nodes[item].kind == NfaKind::Ahead) closure_.Add(item);
      }
    }
    const uint32_t list = lists_.Intern(SlotsOf(closure_.matched));
    dfa_.at_end.push_back(lists_.Subtract(list, subset.list));
  }

  // Deals what the items lead to into `targets_`, by class, and into
  // `matched_ahead_`, by context, what matches by a test of the byte ahead.
  bool Deal(const std::vector<uint32_t>& items, Context behind) {
    for (auto& bucket : targets_) bucket.clear();
    for (auto& matched : matched_ahead_) matched.clear();
    bool has_ahead = false;
    for (const uint32_t item : items) {
      const NfaNode& node = nfa_.nodes[item];
      has_ahead |= node.kind == NfaKind::Ahead;
      if (node.kind != NfaKind::Bytes) continue;
      for (const uint8_t c : classes_.ClassesOf(node.set)) {
        targets_[c].push_back(node.next);
        ++work_;
      }
      if (is_exhausted()) return false;
    }
    work_ += classes_.count;
    return !has_ahead || DealAhead(items, behind);
  }

  bool DealAhead(const std::vector<uint32_t>& items, Context behind) {
    for (const Context ahead : kReadContexts) {
      closure_.Begin(behind, ahead);
      for (const uint32_t item : items) {
        if (nfa_.nodes[item].kind == NfaKind::Ahead) closure_.Add(item);
      }
      matched_ahead_[IndexOf(ahead)] = SlotsOf(closure_.matched);
      for (const uint32_t item : closure_.items) {
        const NfaNode& node = nfa_.nodes[item];
        for (const uint8_t c : classes_.ClassesOf(node.set)) {
          ++work_;
          if (contexts_[c] == ahead) targets_[c].push_back(node.next);
        }
        if (is_exhausted()) return false;
      }
    }
    return true;
  }

  bool AddBases(const Restart& restart, Context context,
                std::vector<Base>& bases) {
    if (!Deal(restart.items, context)) return false;
    bases.resize(classes_.count);
    for (uint32_t c = 0; c < classes_.count; ++c) {
      closure_.Begin(contexts_[c]);
      for (const uint32_t target : targets_[c]) closure_.Add(target);
      Base& base = bases[c];
      for (const uint32_t item : closure_.items) {
        if (plan_.IsRestarted(item, contexts_[c])) continue;
        base.items.push_back(item);
      }
      base.matched = SlotsOf(closure_.matched);
      for (const auto* more :
           {&matched_ahead_[IndexOf(contexts_[c])],
            &plan_.restarts[IndexOf(contexts_[c])].matched}) {
        base.matched.insert(base.matched.end(), more->begin(), more->end());
      }
      std::sort(base.items.begin(), base.items.end());
      if (is_exhausted()) return false;
    }
    return true;
  }

  // ---- one transition

  uint32_t Successor(const Subset& subset, Base& base, uint32_t c) {
    const auto& matched = matched_ahead_[IndexOf(contexts_[c])];
    const bool is_base =
        certain_list_ == 0 && targets_[c].empty() && matched.empty();
    if (is_base && base.state != kNoState) return base.state;
    const bool is_alone = base.items.empty() && base.matched.empty();
    if (is_alone && !is_base) {
      for (const auto& [other, state] : seen_buckets_) {
        if (contexts_[other] == contexts_[c] && targets_[other] == targets_[c])
          return state;
      }
    }
    closure_.Begin(contexts_[c]);
    for (const uint32_t target : targets_[c]) closure_.Add(target);
    for (const uint32_t item : base.items) {
      if (!is_certain_[SlotOf(item)]) closure_.AddItem(item);
    }
    hits_ = SlotsOf(closure_.matched);
    hits_.insert(hits_.end(), matched.begin(), matched.end());
    hits_.insert(hits_.end(), base.matched.begin(), base.matched.end());
    const uint32_t state = FindState(subset, contexts_[c]);
    if (is_base) base.state = state;
    if (is_alone && !is_base) seen_buckets_.emplace_back(c, state);
    return state;
  }

  // The state of `closure_.items` and `hits_`, behind a byte of `context`.
  uint32_t FindState(const Subset& from, Context context) {
    ++hit_epoch_;
    for (const uint32_t slot : hits_) {
      if (is_forgotten_[slot]) was_hit_[slot] = hit_epoch_;
    }
    next_items_.clear();
    for (const uint32_t item : closure_.items) {
      if (was_hit_[SlotOf(item)] == hit_epoch_) continue;
      if (!plan_.IsRestarted(item, context)) next_items_.push_back(item);
    }
    std::sort(next_items_.begin(), next_items_.end());
    work_ += next_items_.size();
    uint32_t list = hits_.empty() ? 0 : lists_.Intern(hits_);
    if (is_kept_) list = lists_.Unite(from.list, list);
    return states_.Find(next_items_, plan_.Merged(context), list);
  }

  Dfa Finish() {
    dfa_.classes = classes_.of;
    dfa_.class_count = classes_.count;
    dfa_.is_reversed = options_.is_reversed;
    lists_.MoveTo(dfa_);
    for (uint32_t& id : dfa_.list_ids) id = ids_[id];
    return std::move(dfa_);
  }

  const Nfa& nfa_;
  const DfaOptions& options_;
  Closure closure_;
  const bool is_kept_;

  std::vector<uint32_t> ids_;       // by slot
  std::vector<uint32_t> slots_;     // by pattern
  std::vector<bool> is_forgotten_;  // by slot: dropped when it is certain
  std::vector<bool> is_certain_;    // by slot: in the list `certain_list_`
  std::vector<uint64_t> was_hit_;   // by slot: the epoch of the last hit
  uint64_t hit_epoch_ = 0;
  uint32_t certain_list_ = 0;

  ByteClasses classes_;
  std::vector<Context> contexts_;  // by class
  SearchPlan plan_;
  // By context and class: where the restarts lead. Empty until it is needed.
  std::array<std::vector<Base>, kContextCount> bases_;

  std::vector<std::vector<uint32_t>> targets_;  // by class
  std::array<std::vector<uint32_t>, kContextCount> matched_ahead_;
  // Classes of the state at hand whose state is known.
  std::vector<std::pair<uint32_t, uint32_t>> seen_buckets_;
  std::vector<uint32_t> hits_;  // slots
  std::vector<uint32_t> next_items_;

  SubsetTable states_;
  MatchLists lists_;
  Dfa dfa_;
  uint64_t work_ = 0;
};

}  // namespace

Outcome<Dfa, DfaFailure> BuildSubsets(const Nfa& nfa,
                                      std::span<const DfaPattern> patterns,
                                      const DfaOptions& options) {
  return SubsetBuilder(nfa, patterns, options).Run();
}

}  // namespace iotpf::automata
