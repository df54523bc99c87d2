// Code where a branch is likely to be foretold, tables where it is not.
//
//   /^[a-z]+-(eu|us)[0-9]?\.(300 words)\.com$/
//    ------------------------|------------------
//    code: few ways on        tables
//
// A value mostly dies in its first bytes, so the first states are worth code
// even where the automaton is large. A state with many ways on would be a jump
// that no processor foretells: a row of a table costs two loads instead.

#include "compiler/codegen/automaton_plan.h"

#include <algorithm>
#include <utility>

namespace iotpf::codegen {
namespace {

// Ways on of a state that is code in front of tables.
constexpr uint32_t kMaxHeadRanges = 4;
// Words that a state sets, written out.
constexpr size_t kMaxReportedWords = 4;

class Planner {
 public:
  explicit Planner(const automata::Dfa& dfa)
      : dfa_(dfa), is_met_(dfa.state_count()) {}

  // States from the start on become code, while they have few ranges and there
  // is room for what comes with them.
  AutomatonPlan Run(uint32_t max_branches, uint32_t max_ranges) {
    std::vector<uint32_t> queue;
    Meet(dfa_.start, queue);
    bool is_full = false;
    for (size_t i = 0; i < queue.size(); ++i) {
      const uint32_t state = queue[i];
      std::vector<uint32_t> targets;
      const uint32_t ranges = is_full ? 0 : WaysOn(state, targets);
      is_full = is_full || plan_.branches + ranges + 1 > max_branches;
      if (is_full || ranges > max_ranges || ReportsMany(state)) {
        plan_.entered.push_back(state);
        continue;
      }
      plan_.code.push_back(state);
      plan_.branches += ranges + 1;
      for (const uint32_t target : targets) Meet(target, queue);
    }
    return std::move(plan_);
  }

 private:
  void Meet(uint32_t state, std::vector<uint32_t>& states) {
    if (state == dfa_.dead || is_met_[state]) return;
    is_met_[state] = true;
    states.push_back(state);
  }

  bool ReportsMany(uint32_t state) const {
    return MasksOf(dfa_, dfa_.certain[state]).size() > kMaxReportedWords ||
           MasksOf(dfa_, dfa_.at_end[state]).size() > kMaxReportedWords;
  }

  // How many ranges of bytes lead on, and where to.
  uint32_t WaysOn(uint32_t state, std::vector<uint32_t>& targets) const {
    const automata::Chain chain = ChainOf(dfa_, state, kMaxCodeChain);
    if (!chain.bytes.empty()) {
      targets.push_back(chain.target);
      return 1;
    }
    size_t ranges = 0;
    for (const automata::Branch& branch : automata::BranchesOf(dfa_, state)) {
      targets.push_back(branch.target);
      ranges += automata::RangesOf(branch.bytes).size();
    }
    return static_cast<uint32_t>(ranges);
  }

  const automata::Dfa& dfa_;
  AutomatonPlan plan_;
  std::vector<bool> is_met_;
};

}  // namespace

automata::Chain ChainOf(const automata::Dfa& dfa, uint32_t state,
                        size_t max_bytes) {
  automata::Chain chain = automata::FindChain(dfa, state, max_bytes);
  if (chain.bytes.size() >= kMinChain) return chain;
  return {{}, {}, state};
}

std::map<uint32_t, uint64_t> MasksOf(const automata::Dfa& dfa, uint32_t list) {
  std::map<uint32_t, uint64_t> masks;
  for (const uint32_t id : dfa.MatchList(list)) {
    masks[id / 64] |= uint64_t{1} << id % 64;
  }
  return masks;
}

AutomatonPlan PlanAutomaton(const automata::Dfa& dfa, uint32_t branches_left) {
  AutomatonPlan whole = Planner(dfa).Run(
      std::min(kMaxCodeBranches, branches_left), automata::kByteValues);
  if (whole.entered.empty()) return whole;
  return Planner(dfa).Run(std::min(kMaxHeadBranches, branches_left),
                          kMaxHeadRanges);
}

}  // namespace iotpf::codegen
