// What is wrong with rules whose every part is right: conditions that take each
// other's place, platforms that cannot be found, an order of platforms that has
// no end, tests that show nothing.

#include "compiler/sema/check_rules.h"

#include "compiler/sema/check_tests.h"
#include "compiler/sema/fingerprint_conditions.h"
#include "compiler/sema/preferences.h"
#include "compiler/support/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

namespace iotpf::sema {
namespace {

void CheckPriorities(const ast::Platform& platform,
                     const ast::Fingerprint& fingerprint,
                     DiagnosticSink& diagnostics) {
  std::map<int64_t, const FingerprintCondition*> first_of_priority;
  const auto conditions = ConditionsOf(platform, fingerprint);
  for (const FingerprintCondition& condition : conditions) {
    const auto [it, is_new] =
        first_of_priority.emplace(condition.priority, &condition);
    const FingerprintCondition& other = *it->second;
    if (is_new || VotesBelongs(other.kind) == VotesBelongs(condition.kind)) {
      continue;
    }
    diagnostics.Report(condition.span, diag::EqualPriorities,
                       platform.name.text + "." + fingerprint.name.text,
                       condition.priority);
    diagnostics.AddLabel(other.span, diag::OtherConditionHere, other.priority);
  }
}

void CheckConditions(const std::vector<ast::Condition>& conditions,
                     bool has_scope, DiagnosticSink& diagnostics) {
  for (const ast::Condition& condition : conditions) {
    if (condition.priority &&
        (*condition.priority < 1 || *condition.priority > kMaxPriority)) {
      diagnostics.Report(condition.priority_span, diag::PriorityTooLarge,
                         kMaxPriority);
    }
    if (!condition.sufficient && condition.negative && !has_scope) {
      diagnostics.Report(condition.span, diag::NecessaryNegativeNeedsScope);
    }
  }
}

void CheckPlatform(const PlatformSymbol& symbol, const SymbolTable& symbols,
                   DiagnosticSink& diagnostics) {
  const ast::Platform& platform = *symbol.platform;
  const bool has_scope =
      symbol.provider != nullptr && !symbol.provider->scopes.empty();
  CheckConditions(platform.conditions, has_scope, diagnostics);
  if (platform.fingerprints.empty()) {
    diagnostics.Report(platform.name.span, diag::PlatformWithoutFingerprint,
                       platform.name.text);
  }
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    CheckConditions(fingerprint.conditions, has_scope, diagnostics);
    const auto conditions = ConditionsOf(platform, fingerprint);
    const bool can_belong = std::ranges::any_of(
        conditions,
        [](const auto& condition) { return VotesBelongs(condition.kind); });
    if (!can_belong) {
      diagnostics.Report(
          fingerprint.name.span, diag::FingerprintWithoutFeature,
          platform.name.text + "." + fingerprint.name.text,
          platform.conditions.empty() && fingerprint.conditions.empty()
              ? "positive feature"
              : "`sufficient positive` condition");
    }
    CheckPriorities(platform, fingerprint, diagnostics);
  }
  for (const ast::Test& test : platform.tests) {
    CheckTest(test, platform, symbols, diagnostics);
  }
}

}  // namespace

void CheckRules(const std::vector<ast::File>& files, const SymbolTable& symbols,
                DiagnosticSink& diagnostics) {
  for (const auto& [id, symbol] : symbols.platforms) {
    CheckPlatform(symbol, symbols, diagnostics);
  }
  CheckPreferences(files, symbols, diagnostics);
}

}  // namespace iotpf::sema
