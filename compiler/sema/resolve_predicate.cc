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

namespace iotpf::sema {
namespace {

// What stands behind the `/` of a JSON Pointer, of a path in another spelling:
// `result.did` and `$.result.did` are `result/did`.
std::string StepsOf(std::string_view path) {
  if (path.starts_with("$.")) path.remove_prefix(2);
  std::string steps(path);
  std::ranges::replace(steps, '.', '/');
  return steps;
}

}  // namespace

void PredicateResolver::ResolveBody(const ast::PredicateDefinition& predicate) {
  inside_ = &predicate;
  Resolve(predicate.value);
  inside_ = nullptr;
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
    std::vector<std::string> paths;
    for (const FieldInfo& info : kFields) paths.emplace_back(info.path);
    diagnostics_.Report(reference.name.span, diag::UnknownField, path,
                        SuggestName(path, paths));
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

void PredicateResolver::ResolveCall(const ast::Call& call) {
  const auto& predicates = symbols_.predicates;
  const std::string& name = call.name.text;
  if (const auto it = scope_->Find(predicates, name); it != predicates.end()) {
    symbols_.calls.emplace(&call, it->second.predicate);
  } else if (!symbols_.lost.Has(name)) {
    std::string help = SuggestName(name, scope_->NamesIn(predicates));
    const std::string module = scope_->ModuleToImport(predicates, name);
    if (!module.empty()) help = fmt::format("\nwrite `import {};`", module);
    diagnostics_.Report(call.name.span, diag::UnknownPredicate, name, help);
  }
  for (const ast::Operand& argument : call.arguments) {
    if (argument.name) ResolveOperand(argument);
  }
}

void PredicateResolver::ResolveOperand(const ast::Operand& operand) {
  const std::string& name = operand.name->text;
  if (inside_ != nullptr) {
    const auto& parameters = inside_->parameters;
    for (size_t i = 0; i < parameters.size(); ++i) {
      if (parameters[i].name.text != name) continue;
      symbols_.operand_parameters.emplace(&operand, i);
      return;
    }
  }
  const auto it = scope_->Find(symbols_.lists, name);
  if (it != symbols_.lists.end()) {
    symbols_.operand_lists.emplace(&operand, it->second);
    return;
  }
  if (symbols_.lost.Has(name)) return;
  std::vector<std::string> names = scope_->NamesIn(symbols_.lists);
  if (inside_ != nullptr) {
    for (const ast::Parameter& parameter : inside_->parameters) {
      names.push_back(parameter.name.text);
    }
  }
  std::string help = SuggestName(name, names);
  const std::string module = scope_->ModuleToImport(symbols_.lists, name);
  if (!module.empty()) help = fmt::format("\nwrite `import {};`", module);
  if (help.empty()) help = "\na text stands in `\"`";
  diagnostics_.Report(operand.name->span, diag::UnknownList, name, help);
}

}  // namespace iotpf::sema
