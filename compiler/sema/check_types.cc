// Where the types are looked at: lists, predicates, features, scopes and
// conditions. What a single test of a field may say is in check_term.cc, what a
// use of a predicate may in check_calls.cc.

#include "compiler/sema/check_types.h"

#include "compiler/sema/check_calls.h"
#include "compiler/sema/check_term.h"
#include "compiler/support/overloaded.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace iotpf::sema {
namespace {

// Whether there are features of each polarity.
struct Polarities {
  bool positive = false;
  bool negative = false;
};

Polarities PolaritiesOf(const std::vector<ast::Feature>& features) {
  Polarities found;
  for (const ast::Feature& feature : features) {
    (feature.negative ? found.negative : found.positive) = true;
  }
  return found;
}

Polarities Either(Polarities a, Polarities b) {
  return {a.positive || b.positive, a.negative || b.negative};
}

Polarities Both(Polarities a, Polarities b) {
  return {a.positive && b.positive, a.negative && b.negative};
}

class TypeChecker {
 public:
  TypeChecker(const SymbolTable& symbols, DiagnosticSink& diagnostics)
      : symbols_(symbols),
        diagnostics_(diagnostics),
        calls_(symbols, diagnostics) {}

  void CheckDefinitions(const std::vector<ast::File>& files);
  void CheckFile(const ast::File& file);

 private:
  void CheckList(const ast::List& list);
  void CheckDefinition(const ast::PredicateDefinition& predicate);
  void CheckPlatform(const ast::Platform& platform);
  void CheckPredicate(const ast::Expr& expr);
  void CheckCondition(const ast::Expr& expr);
  void CheckPolarity(const ast::AllOfPolarity& node, SourceSpan span);
  void CheckQuantity(const ast::Quantified& node);

  const SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  CallChecker calls_;
  const ast::PredicateDefinition* inside_ = nullptr;  // being checked
  // What `any ..` and `all ..` of conditions being checked find. A condition of
  // a platform means the features of each fingerprint that inherits it, which
  // may have none: `any ..` is then false there, but `all ..` would be true.
  Polarities any_;
  Polarities all_;
};

void TypeChecker::CheckDefinitions(const std::vector<ast::File>& files) {
  for (const ast::File& file : files) {
    for (const auto& predicate : file.predicates) CheckDefinition(predicate);
  }
  if (diagnostics_.has_error()) calls_.DistrustBodies();
}

void TypeChecker::CheckFile(const ast::File& file) {
  for (const ast::List& list : file.lists) CheckList(list);
  for (const ast::Provider& provider : file.providers) {
    for (const ast::Expr& scope : provider.scopes) CheckPredicate(scope);
    for (const ast::Platform& platform : provider.platforms) {
      CheckPlatform(platform);
    }
  }
  for (const ast::Platform& platform : file.platforms) CheckPlatform(platform);
}

void TypeChecker::CheckList(const ast::List& list) {
  const std::optional<ValueType> type = FindListType(list.type.text);
  if (!type) {
    diagnostics_.Report(list.type.span, diag::UnknownListType, list.type.text);
    return;
  }
  if (list.elements.empty() && !list.is_lost) {
    diagnostics_.Report(list.elements_span, diag::EmptyList);
  }
  for (const ast::Literal& element : list.elements) {
    CheckLiteral(element, *type, true, diagnostics_);
  }
}

void TypeChecker::CheckDefinition(const ast::PredicateDefinition& predicate) {
  for (const ast::Parameter& parameter : predicate.parameters) {
    if (FindListType(parameter.type.text)) continue;
    diagnostics_.Report(parameter.type.span, diag::UnknownListType,
                        parameter.type.text);
  }
  inside_ = &predicate;
  CheckPredicate(predicate.value);
  inside_ = nullptr;
}

void TypeChecker::CheckPlatform(const ast::Platform& platform) {
  const auto check = [&](const std::vector<ast::Feature>& features,
                         const std::vector<ast::Condition>& conditions) {
    for (const ast::Feature& feature : features) CheckPredicate(feature.value);
    for (const ast::Condition& condition : conditions) {
      CheckCondition(condition.value);
    }
  };
  const Polarities shared = PolaritiesOf(platform.features);
  any_ = {true, true};
  all_ = {true, true};
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    all_ = Both(all_, PolaritiesOf(fingerprint.features));
  }
  all_ = Either(all_, shared);
  check(platform.features, platform.conditions);
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    any_ = Either(shared, PolaritiesOf(fingerprint.features));
    all_ = any_;
    check(fingerprint.features, fingerprint.conditions);
  }
}

void TypeChecker::CheckQuantity(const ast::Quantified& node) {
  if (node.quantity != ast::Quantified::Quantity::Number) return;
  const size_t count = node.operands.size();
  if (node.number >= 1 && node.number <= static_cast<int64_t>(count)) return;
  diagnostics_.Report(node.quantity_span, diag::QuantityTooLarge, node.number,
                      count, count);
}

void TypeChecker::CheckPredicate(const ast::Expr& expr) {
  const auto each = [this](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) CheckPredicate(operand);
  };
  std::visit(
      Overloaded{
          [this](const ast::Term& term) {
            CheckTerm(term, inside_, symbols_, diagnostics_);
          },
          [this](const ast::Call& call) { calls_.Check(call, inside_); },
          [this](const ast::Not& node) { CheckPredicate(*node.operand); },
          [&](const ast::And& node) { each(node.operands); },
          [&](const ast::Or& node) { each(node.operands); },
          [&](const ast::Quantified& node) {
            CheckQuantity(node);
            each(node.operands);
          },
          [&](const ast::AllOfPolarity& node) {
            diagnostics_.Report(
                expr.span, diag::FeatureQuantifierOutside,
                fmt::format("{} {}", node.all ? "all" : "any",
                            node.negative ? "negative" : "positive"));
          }},
      expr.node);
}

void TypeChecker::CheckPolarity(const ast::AllOfPolarity& node,
                                SourceSpan span) {
  if (symbols_.has_holes) return;
  const Polarities& found = node.all ? all_ : any_;
  if (node.negative ? found.negative : found.positive) return;
  const std::string_view name = node.negative ? "negative" : "positive";
  diagnostics_.Report(span, diag::NoSuchFeatures,
                      fmt::format("{} {}", node.all ? "all" : "any", name),
                      name);
}

void TypeChecker::CheckCondition(const ast::Expr& expr) {
  const auto each = [&](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) CheckCondition(operand);
  };
  std::visit(
      Overloaded{[](const ast::Term&) {}, [](const ast::Call&) {},
                 [&](const ast::Not& node) { CheckCondition(*node.operand); },
                 [&](const ast::And& node) { each(node.operands); },
                 [&](const ast::Or& node) { each(node.operands); },
                 [&](const ast::Quantified& node) {
                   CheckQuantity(node);
                   each(node.operands);
                 },
                 [&](const ast::AllOfPolarity& node) {
                   CheckPolarity(node, expr.span);
                 }},
      expr.node);
}

}  // namespace

void CheckTypes(const std::vector<ast::File>& files, const SymbolTable& symbols,
                DiagnosticSink& diagnostics) {
  TypeChecker checker(symbols, diagnostics);
  checker.CheckDefinitions(files);
  for (const ast::File& file : files) checker.CheckFile(file);
}

}  // namespace iotpf::sema
