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
  void CheckCondition(const ast::Expr& expr,
                      const std::vector<const ast::Feature*>& visible);
  void CheckQuantity(const ast::Quantified& node);

  const SymbolTable& symbols_;
  DiagnosticSink& diagnostics_;
  CallChecker calls_;
  const ast::PredicateDefinition* inside_ = nullptr;  // being checked
  // The condition stands in this platform, null where it stands in one of its
  // fingerprints. `any positive` then means the features of each fingerprint
  // that inherits it, which may have none; `all positive` would be true there.
  const ast::Platform* inherited_from_ = nullptr;
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
                         const std::vector<ast::Condition>& conditions,
                         const ast::Fingerprint* fingerprint) {
    for (const ast::Feature& feature : features) CheckPredicate(feature.value);
    if (conditions.empty()) return;
    const auto visible = VisibleFeatures(platform, fingerprint);
    inherited_from_ = fingerprint == nullptr ? &platform : nullptr;
    for (const ast::Condition& condition : conditions) {
      CheckCondition(condition.value, visible);
    }
  };
  check(platform.features, platform.conditions, nullptr);
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    check(fingerprint.features, fingerprint.conditions, &fingerprint);
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

void TypeChecker::CheckCondition(
    const ast::Expr& expr, const std::vector<const ast::Feature*>& visible) {
  const auto each = [&](const std::vector<ast::Expr>& operands) {
    for (const ast::Expr& operand : operands) CheckCondition(operand, visible);
  };
  const auto polarity = [&](const ast::AllOfPolarity& node) {
    const auto has_one = [&](const auto& features) {
      return std::ranges::any_of(features, [&](const auto* feature) {
        return feature->negative == node.negative;
      });
    };
    if (symbols_.has_holes || has_one(visible)) return;
    if (inherited_from_ != nullptr &&
        (!node.all ||
         std::ranges::all_of(
             inherited_from_->fingerprints, [&](const auto& fingerprint) {
               return has_one(VisibleFeatures(*inherited_from_, &fingerprint));
             }))) {
      return;
    }
    const std::string_view name = node.negative ? "negative" : "positive";
    diagnostics_.Report(expr.span, diag::NoSuchFeatures,
                        fmt::format("{} {}", node.all ? "all" : "any", name),
                        name);
  };
  std::visit(Overloaded{[](const ast::Term&) {}, [](const ast::Call&) {},
                        [&](const ast::Not& node) {
                          CheckCondition(*node.operand, visible);
                        },
                        [&](const ast::And& node) { each(node.operands); },
                        [&](const ast::Or& node) { each(node.operands); },
                        [&](const ast::Quantified& node) {
                          CheckQuantity(node);
                          each(node.operands);
                        },
                        polarity},
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
