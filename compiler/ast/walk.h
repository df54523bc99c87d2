// Walks that many passes make: to the expressions of a file, and to the leaves
// of an expression.
#ifndef IOTPF_COMPILER_AST_WALK_H_
#define IOTPF_COMPILER_AST_WALK_H_

#include "compiler/ast/ast.h"
#include "compiler/support/overloaded.h"

#include <variant>
#include <vector>

namespace iotpf::ast {

// Calls `visit(platform, provider)` for each platform; `provider` is null where
// there is none.
template <class Visit>
void ForEachPlatform(const File& file, const Visit& visit) {
  for (const Provider& provider : file.providers) {
    for (const Platform& platform : provider.platforms) {
      visit(platform, &provider);
    }
  }
  for (const Platform& platform : file.platforms) {
    visit(platform, static_cast<const Provider*>(nullptr));
  }
}

// Calls `visit(feature)` for each feature of a platform and its fingerprints.
template <class Visit>
void ForEachFeature(const Platform& platform, const Visit& visit) {
  for (const Feature& feature : platform.features) visit(feature);
  for (const Fingerprint& fingerprint : platform.fingerprints) {
    for (const Feature& feature : fingerprint.features) visit(feature);
  }
}

// Calls `visit(condition)` for each condition of a platform and its
// fingerprints.
template <class Visit>
void ForEachCondition(const Platform& platform, const Visit& visit) {
  for (const Condition& condition : platform.conditions) visit(condition);
  for (const Fingerprint& fingerprint : platform.fingerprints) {
    for (const Condition& condition : fingerprint.conditions) visit(condition);
  }
}

// Calls `visit(expr)` for each expression that tests fields: the bodies of
// predicates, scopes and features.
template <class Visit>
void ForEachTestingExpr(const File& file, const Visit& visit) {
  for (const PredicateDefinition& predicate : file.predicates) {
    visit(predicate.value);
  }
  for (const Provider& provider : file.providers) {
    for (const Expr& scope : provider.scopes) visit(scope);
  }
  ForEachPlatform(file, [&](const Platform& platform, const Provider*) {
    ForEachFeature(platform,
                   [&](const Feature& feature) { visit(feature.value); });
  });
}

// Calls `visit` for each leaf of an expression in order: with a Term, a Call or
// an AllOfPolarity.
//
//   Requires  nesting within kMaxNestingDepth, as the parser leaves it.
template <class Visit>
void ForEachLeaf(const Expr& expr, const Visit& visit) {
  const auto each = [&visit](const std::vector<Expr>& operands) {
    for (const Expr& operand : operands) ForEachLeaf(operand, visit);
  };
  std::visit(
      Overloaded{[&](const Not& node) { ForEachLeaf(*node.operand, visit); },
                 [&](const And& node) { each(node.operands); },
                 [&](const Or& node) { each(node.operands); },
                 [&](const Quantified& node) { each(node.operands); },
                 [&](const auto& leaf) { visit(leaf); }},
      expr.node);
}

}  // namespace iotpf::ast

#endif  // IOTPF_COMPILER_AST_WALK_H_
