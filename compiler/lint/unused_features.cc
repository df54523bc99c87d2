// Features that no condition asks for.
//
// A platform's features are seen by all of its fingerprints, so one condition
// of one of them is enough. `any positive`, written or by default, names all
// that the fingerprint has of a polarity.

#include "compiler/ast/walk.h"
#include "compiler/lint/checks.h"
#include "compiler/sema/fingerprint_conditions.h"
#include "compiler/support/overloaded.h"

#include <array>
#include <unordered_set>

namespace iotpf::lint {
namespace {

class FeatureChecker {
 public:
  FeatureChecker(const LintInput& input, DiagnosticSink& diagnostics)
      : input_(input), diagnostics_(diagnostics) {}

  void Check(const ast::Platform& platform);

 private:
  // Of a platform or of one of its fingerprints: whether all of its positive,
  // and of its negative features are named.
  using Polarities = std::array<bool, 2>;

  void UseIn(const ast::Condition& condition, Polarities& all);
  void Report(const std::vector<ast::Feature>& features, const Polarities& all);

  const LintInput& input_;
  DiagnosticSink& diagnostics_;
  std::unordered_set<const ast::Feature*> named_;
};

void FeatureChecker::UseIn(const ast::Condition& condition, Polarities& all) {
  ast::ForEachLeaf(
      condition.value,
      Overloaded{
          [&](const ast::Term& term) {
            named_.insert(input_.symbols.features.at(&term.reference));
          },
          [](const ast::Call&) {},
          [&](const ast::AllOfPolarity& node) { all[node.negative] = true; }});
}

void FeatureChecker::Report(const std::vector<ast::Feature>& features,
                            const Polarities& all) {
  for (const ast::Feature& feature : features) {
    if (all[feature.negative] || named_.contains(&feature)) continue;
    diagnostics_.Report(feature.name.span, diag::UnusedFeature,
                        feature.name.text);
  }
}

void FeatureChecker::Check(const ast::Platform& platform) {
  Polarities inherited{};
  for (const ast::Condition& condition : platform.conditions) {
    UseIn(condition, inherited);
  }
  Polarities any = inherited;  // in some fingerprint
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    Polarities own = inherited;
    for (const auto& condition : sema::ConditionsOf(platform, fingerprint)) {
      if (condition.written == nullptr) {
        own[!sema::VotesBelongs(condition.kind)] = true;
      }
    }
    for (const ast::Condition& condition : fingerprint.conditions) {
      UseIn(condition, own);
    }
    any = {any[0] || own[0], any[1] || own[1]};
    Report(fingerprint.features, own);
  }
  Report(platform.features, any);
}

}  // namespace

void CheckUnusedFeatures(const LintInput& input, DiagnosticSink& diagnostics) {
  FeatureChecker checker(input, diagnostics);
  for (const auto& [id, symbol] : input.symbols.platforms) {
    checker.Check(*symbol.platform);
  }
}

}  // namespace iotpf::lint
