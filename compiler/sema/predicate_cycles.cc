// A predicate is replaced by its body wherever it stands, so a circle would
// have no end, and a chain in which each uses the next one twice would end too
// late: twenty lines could say a million tests. Both are found on the graph of
// uses, before anything is put in.

#include "compiler/sema/predicate_cycles.h"

#include "compiler/ast/walk.h"
#include "compiler/support/limits.h"
#include "compiler/support/overloaded.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace iotpf::sema {
namespace {

using Definition = const ast::PredicateDefinition*;

// The tests and the uses of predicates in a body.
struct Uses {
  uint64_t tests = 0;
  std::vector<const ast::Call*> calls;
};

Uses UsesIn(const ast::Expr& expr) {
  Uses uses;
  ast::ForEachLeaf(expr, Overloaded{[&](const ast::Term&) { ++uses.tests; },
                                    [&](const ast::Call& call) {
                                      uses.calls.push_back(&call);
                                    },
                                    [](const ast::AllOfPolarity&) {}});
  return uses;
}

class CycleChecker {
 public:
  CycleChecker(const SymbolTable& symbols, DiagnosticSink& diagnostics)
      : symbols_(symbols), diagnostics_(diagnostics) {}

  void Run() {
    for (const auto& [name, symbol] : symbols_.predicates) {
      if (!states_.contains(symbol.predicate)) Walk(symbol.predicate);
    }
  }

 private:
  struct State {
    Uses uses;
    size_t next = 0;  // of its calls
    bool is_done = false;
    uint64_t tests = 0;  // with all that it uses; a use counts as one too
    uint32_t depth = 0;  // of uses inside each other
  };

  void Enter(Definition predicate) {
    State& state = states_[predicate];
    state.uses = UsesIn(predicate->value);
    state.tests = state.uses.tests + state.uses.calls.size();
    path_.push_back(predicate);
  }

  void Walk(Definition start) {
    Enter(start);
    while (!path_.empty()) {
      State& state = states_.at(path_.back());
      if (state.next < state.uses.calls.size()) {
        Step(*state.uses.calls[state.next++]);
        continue;
      }
      Leave(state);
    }
  }

  void Step(const ast::Call& call) {
    const auto resolved = symbols_.calls.find(&call);
    if (resolved == symbols_.calls.end()) return;
    const auto it = states_.find(resolved->second);
    if (it == states_.end()) return Enter(resolved->second);
    if (!it->second.is_done) ReportCycle(call, resolved->second);
  }

  void Leave(State& state) {
    for (const ast::Call* call : state.uses.calls) {
      const auto resolved = symbols_.calls.find(call);
      if (resolved == symbols_.calls.end()) continue;
      const State& used = states_.at(resolved->second);
      state.tests = std::min(state.tests + used.tests, kMaxExpandedTests + 1);
      state.depth = std::max(state.depth, used.depth + 1);
    }
    if (state.depth == kMaxNestingDepth + 1) {
      diagnostics_.Report(path_.back()->name.span, diag::NestingTooDeep,
                          kMaxNestingDepth);
    }
    if (state.tests > kMaxExpandedTests && !has_reported_size_) {
      has_reported_size_ = true;  // what uses it is as large
      diagnostics_.Report(path_.back()->name.span, diag::ExpansionTooLarge,
                          path_.back()->name.text, kMaxExpandedTests);
    }
    state.is_done = true;
    path_.pop_back();
  }

  void ReportCycle(const ast::Call& call, Definition used) {
    std::string text;
    bool is_inside = false;
    for (const Definition predicate : path_) {
      is_inside |= predicate == used;
      if (is_inside) text += predicate->name.text + " uses ";
    }
    diagnostics_.Report(call.name.span, diag::PredicateCycle,
                        text + used->name.text);
    diagnostics_.AddLabel(used->name.span, diag::DefinedHere);
  }

  const SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  std::unordered_map<Definition, State> states_;
  std::vector<Definition> path_;
  bool has_reported_size_ = false;
};

}  // namespace

void CheckPredicateCycles(const SymbolTable& symbols,
                          DiagnosticSink& diagnostics) {
  CycleChecker(symbols, diagnostics).Run();
}

}  // namespace iotpf::sema
