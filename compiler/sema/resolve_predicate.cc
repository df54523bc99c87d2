// Tests of fields speak of four kinds of names. Each has a place of its own, so
// no name can mean two things: a field stands in front of an operator, a list
// or a parameter behind it, a predicate in front of its arguments.

#include "compiler/sema/resolve_predicate.h"

#include "compiler/diagnostics/suggest.h"
#include "compiler/sema/resolve_names.h"
#include "compiler/support/overloaded.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace iotpf::sema {
namespace {

// What stands behind the `/` of a JSON Pointer, of a path in another spelling:
// `result.did` and `$.result.did` are `result/did`.
std::string StepsOf(std::string_view path) {
  if (path.starts_with("$")) path.remove_prefix(1);
  if (path.starts_with(".")) path.remove_prefix(1);
  std::string steps(path);
  std::ranges::replace(steps, '.', '/');
  return steps;
}

}  // namespace

void PredicateResolver::ResolveBody(const ast::PredicateDefinition& predicate) {
  for (size_t i = 0; i < predicate.parameters.size(); ++i) {
    parameters_.emplace(predicate.parameters[i].name.text, i);
  }
  Resolve(predicate.value);
  parameters_.clear();
}

void PredicateResolver::Resolve(const ast::Expr& expr) {
  const auto each = [this](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) Resolve(operand);
  };
  std::visit(
      Overloaded{[this](const ast::Term& term) { ResolveTerm(term); },
                 [this](const ast::Call& call) { ResolveCall(call); },
                 [this](const ast::Not& node) { Resolve(*node.operand); },
                 [&](const ast::And& node) { each(node.operands); },
                 [&](const ast::Or& node) { each(node.operands); },
                 [&](const ast::Quantified& node) { each(node.operands); },
                 [](const ast::AllOfPolarity&) {}},
      expr.node);
}

void PredicateResolver::ResolveTerm(const ast::Term& term) {
  if (!term.op) {
    const ast::Reference& reference = term.reference;
    const std::string& name = reference.name.text;
    const std::string shown =
        reference.key ? fmt::format("{}[\"{}\"]", name, reference.key->bytes)
                      : name;
    const auto it = scope_->Find(symbols_.predicates, name);
    diagnostics_.Report(
        reference.span, diag::FeatureInPredicate, shown,
        FindField(name)
            ? fmt::format("write for example `{} is present`", shown)
        : it != symbols_.predicates.end()
            ? fmt::format("a predicate takes its arguments: `{}(..)`", shown)
            : "this place takes tests of fields; a condition takes features");
    return;
  }
  ResolveField(term.reference);
  if (term.operand.name) ResolveOperand(term.operand);
}

void PredicateResolver::ResolveField(const ast::Reference& reference) {
  const std::string& path = reference.name.text;
  const std::optional<Field> field = FindField(path);
  if (!field) {
    std::string help;
    if (diagnostics_.is_worth_help()) {
      std::vector<std::string> paths;
      for (const FieldInfo& info : kFields) paths.emplace_back(info.path);
      help = SuggestName(path, paths);
    }
    diagnostics_.Report(reference.name.span, diag::UnknownField, path, help);
    return;
  }
  symbols_.fields.emplace(&reference, *field);
  const KeyKind key = InfoOf(*field).key;
  if (key == KeyKind::NoKey && reference.key) {
    diagnostics_.Report(reference.key->span, diag::UnexpectedKey, path);
  } else if (key != KeyKind::NoKey && !reference.key) {
    diagnostics_.Report(reference.span, diag::MissingKey, path, path,
                        key == KeyKind::PointerKey ? "/member" : "name");
  } else if (key == KeyKind::PointerKey && !reference.key->bytes.empty() &&
             reference.key->bytes[0] != '/') {
    const std::string steps = StepsOf(reference.key->bytes);
    diagnostics_.Report(reference.key->span, diag::NotAPointer, steps, steps);
  }
}

template <class Table>
std::string PredicateResolver::HelpFor(const std::string& name,
                                       const Table& table) const {
  if (!diagnostics_.is_worth_help()) return "";
  const std::string module = scope_->ModuleToImport(table, name);
  if (!module.empty()) return fmt::format("\nwrite `import {};`", module);
  std::vector<std::string> names = scope_->NamesIn(table);
  if constexpr (std::is_same_v<Table, decltype(SymbolTable::lists)>) {
    for (const auto& [parameter, number] : parameters_) {
      names.emplace_back(parameter);
    }
  }
  return SuggestName(name, names);
}

void PredicateResolver::ResolveCall(const ast::Call& call) {
  const auto& predicates = symbols_.predicates;
  const std::string& name = call.name.text;
  if (const auto it = scope_->Find(predicates, name); it != predicates.end()) {
    symbols_.calls.emplace(&call, it->second.predicate);
  } else if (!symbols_.lost.Has(name)) {
    diagnostics_.Report(call.name.span, diag::UnknownPredicate, name,
                        HelpFor(name, predicates));
  }
  for (const ast::Operand& argument : call.arguments) {
    if (argument.name) ResolveOperand(argument);
  }
}

void PredicateResolver::ResolveOperand(const ast::Operand& operand) {
  const std::string& name = operand.name->text;
  if (const auto it = parameters_.find(name); it != parameters_.end()) {
    symbols_.operand_parameters.emplace(&operand, it->second);
    return;
  }
  const auto it = scope_->Find(symbols_.lists, name);
  if (it != symbols_.lists.end()) {
    symbols_.operand_lists.emplace(&operand, it->second);
    return;
  }
  if (symbols_.lost.Has(name)) return;
  std::string help = HelpFor(name, symbols_.lists);
  if (help.empty()) help = "\na text stands in `\"`";
  diagnostics_.Report(operand.name->span, diag::UnknownList, name, help);
}

}  // namespace iotpf::sema
