// A predicate is checked twice: by the types of its parameters where it is
// defined, and by the values of its arguments where it is used. So a mistake in
// the body is reported once, at the definition, and a value that does not do is
// reported where it was written, with the place that does not take it.

#include "compiler/sema/check_calls.h"

#include "compiler/ast/walk.h"
#include "compiler/sema/check_term.h"
#include "compiler/sema/check_types.h"
#include "compiler/support/limits.h"
#include "compiler/support/overloaded.h"

#include <fmt/format.h>

#include <string>

namespace iotpf::sema {
namespace {

std::string Shown(const ast::Parameter& parameter) {
  return parameter.is_list ? fmt::format("list<{}>", parameter.type.text)
                           : parameter.type.text;
}

std::string_view FormOf(const ast::Parameter& parameter) {
  return parameter.is_list ? "write values as `[a, b]`, or name a list"
                           : "write one value";
}

}  // namespace

bool CallChecker::CheckOperand(const ast::Operand& argument,
                               const ast::Parameter& parameter,
                               const ast::PredicateDefinition* inside) {
  const auto type = FindListType(parameter.type.text);
  if (!type) return false;  // reported where it is declared
  const auto mismatch = [&](std::string_view found) {
    diagnostics_.Report(argument.span, diag::ArgumentType, parameter.name.text,
                        Shown(parameter), found, FormOf(parameter));
    diagnostics_.AddLabel(parameter.name.span, diag::DeclaredHere);
    return false;
  };
  if (const auto it = symbols_.operand_parameters.find(&argument);
      it != symbols_.operand_parameters.end()) {
    const ast::Parameter& given = inside->parameters[it->second];
    const auto given_type = FindListType(given.type.text);
    const bool fits = given_type && given.is_list == parameter.is_list &&
                      TypeFits(*given_type, *type);
    return fits || mismatch(Shown(given));
  }
  if (argument.name) {
    const ast::List& list = *symbols_.operand_lists.at(&argument);
    const auto list_type = FindListType(list.type.text);
    const bool fits =
        parameter.is_list && list_type && TypeFits(*list_type, *type);
    return fits || mismatch(fmt::format("list<{}>", list.type.text));
  }
  if (argument.is_range) return mismatch("a range");
  if (argument.bracketed != parameter.is_list) {
    return mismatch(argument.bracketed ? "a list" : "one value");
  }
  if (argument.literals.empty()) {
    diagnostics_.Report(argument.span, diag::EmptyList);
    return false;
  }
  bool fits = true;
  for (const ast::Literal& literal : argument.literals) {
    const size_t before = diagnostics_.size();
    fits &= CheckLiteral(literal, *type, true, diagnostics_);
    if (diagnostics_.size() == before) continue;
    diagnostics_.AddLabel(parameter.name.span, diag::DeclaredHere);
  }
  return fits;
}

void CallChecker::CheckBody(const ast::Expr& expr, const Arguments& arguments) {
  if (has_fault_ || tests_ > kMaxExpandedTestsInAll) return;
  ast::ForEachLeaf(
      expr, Overloaded{[&](const ast::Term& term) {
                         ++tests_;
                         const ast::Operand& operand =
                             ArgumentFor(term.operand, symbols_, arguments);
                         if (&operand == &term.operand || has_fault_) return;
                         tests_ += operand.literals.size();
                         const size_t before = diagnostics_.size();
                         CheckArgument(term, operand, symbols_, diagnostics_);
                         has_fault_ = diagnostics_.size() > before;
                       },
                       [&](const ast::Call& call) {
                         tests_ += call.arguments.size();
                         CheckBody(symbols_.calls.at(&call)->value,
                                   ArgumentsOf(call, symbols_, arguments));
                       },
                       [](const ast::AllOfPolarity&) {}});
}

void CallChecker::Check(const ast::Call& call,
                        const ast::PredicateDefinition* inside) {
  const auto resolved = symbols_.calls.find(&call);
  if (resolved == symbols_.calls.end()) return;
  for (const ast::Operand& argument : call.arguments) {
    if (!IsResolved(argument, symbols_)) return;
  }
  const ast::PredicateDefinition& predicate = *resolved->second;
  const size_t expected = predicate.parameters.size();
  if (call.arguments.size() != expected) {
    diagnostics_.Report(call.name.span, diag::WrongArgumentCount,
                        call.name.text, expected, call.arguments.size());
    diagnostics_.AddLabel(predicate.name.span, diag::DefinedHere);
    return;
  }
  bool fits = true;
  for (size_t i = 0; i < expected; ++i) {
    fits &= CheckOperand(call.arguments[i], predicate.parameters[i], inside);
  }
  // Inside of a predicate the values are not known yet.
  if (!fits || inside != nullptr || !are_bodies_sound_) return;
  has_fault_ = false;
  CheckBody(predicate.value, ArgumentsOf(call, symbols_, {}));
  if (tests_ > kMaxExpandedTestsInAll && !has_reported_size_) {
    has_reported_size_ = true;
    diagnostics_.Report(call.name.span, diag::ExpansionTooLarge, call.name.text,
                        kMaxExpandedTestsInAll);
  }
}

}  // namespace iotpf::sema
