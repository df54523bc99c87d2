// Lists, predicates and parameters that nothing names.
//
// The symbol table knows what each use means, so what is used is what stands in
// it. A list that only an unused predicate names counts as used: the predicate
// is reported, and its removal brings up the list.

#include "compiler/ast/walk.h"
#include "compiler/lint/checks.h"
#include "compiler/support/overloaded.h"

#include <cstddef>
#include <unordered_set>
#include <vector>

namespace iotpf::lint {
namespace {

// The parameters of `predicate` that its body names, by number.
std::vector<bool> UsedParameters(const ast::PredicateDefinition& predicate,
                                 const sema::SymbolTable& symbols) {
  std::vector<bool> used(predicate.parameters.size());
  const auto use = [&](const ast::Operand& operand) {
    const auto it = symbols.operand_parameters.find(&operand);
    if (it != symbols.operand_parameters.end()) used[it->second] = true;
  };
  ast::ForEachLeaf(
      predicate.value,
      Overloaded{[&](const ast::Term& term) { use(term.operand); },
                 [&](const ast::Call& call) {
                   for (const ast::Operand& argument : call.arguments) {
                     use(argument);
                   }
                 },
                 [](const ast::AllOfPolarity&) {}});
  return used;
}

void CheckParameters(const ast::PredicateDefinition& predicate,
                     const sema::SymbolTable& symbols,
                     DiagnosticSink& diagnostics) {
  const std::vector<bool> used = UsedParameters(predicate, symbols);
  for (size_t i = 0; i < used.size(); ++i) {
    if (used[i]) continue;
    const ast::Name& name = predicate.parameters[i].name;
    diagnostics.Report(name.span, diag::UnusedParameter, predicate.name.text,
                       name.text);
  }
}

}  // namespace

void CheckUnusedNames(const LintInput& input, DiagnosticSink& diagnostics) {
  std::unordered_set<const ast::List*> lists;
  for (const auto& [operand, list] : input.symbols.operand_lists) {
    lists.insert(list);
  }
  std::unordered_set<const ast::PredicateDefinition*> predicates;
  for (const auto& [call, predicate] : input.symbols.calls) {
    predicates.insert(predicate);
  }
  for (const ast::File& file : input.files) {
    for (const ast::List& list : file.lists) {
      if (lists.contains(&list)) continue;
      diagnostics.Report(list.name.span, diag::UnusedList, list.name.text);
    }
    for (const ast::PredicateDefinition& predicate : file.predicates) {
      CheckParameters(predicate, input.symbols, diagnostics);
      if (predicates.contains(&predicate)) continue;
      diagnostics.Report(predicate.name.span, diag::UnusedPredicate,
                         predicate.name.text);
    }
  }
}

}  // namespace iotpf::lint
