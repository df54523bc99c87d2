// Platforms and conditions that no test shows at work.
//
// A platform is tested where some test expects it, in front or behind. Which
// conditions decide is known only when the tests have run; a condition of a
// platform stands in each of its fingerprints under another id, and one of them
// is enough.

#include "compiler/lint/checks.h"
#include "compiler/sema/fingerprint_conditions.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

namespace iotpf::lint {
namespace {

std::unordered_set<std::string_view> ExpectedPlatforms(
    const sema::SymbolTable& symbols) {
  std::unordered_set<std::string_view> expected;
  for (const auto& [id, symbol] : symbols.platforms) {
    for (const ast::Test& test : symbol.platform->tests) {
      for (const ast::Expectation& expectation : test.expectations) {
        for (const ast::Claim& claim : expectation.front) {
          expected.insert(claim.platform.text);
        }
        for (const ast::Claim& claim : expectation.behind) {
          expected.insert(claim.platform.text);
        }
      }
    }
  }
  return expected;
}

using Ids = std::unordered_set<std::string_view>;

// What is known of a condition of a platform: the fingerprints share it.
struct SharedCondition {
  std::string first_id;
  bool is_tested = false;
};

void CheckConditions(const ast::Platform& platform, const Ids& tested,
                     DiagnosticSink& diagnostics) {
  std::map<const ast::Condition*, SharedCondition> shared;
  for (const ast::Condition& condition : platform.conditions) {
    shared[&condition];
  }
  for (const ast::Fingerprint& fingerprint : platform.fingerprints) {
    for (const auto& condition : sema::ConditionsOf(platform, fingerprint)) {
      const bool is_tested = tested.contains(condition.id);
      if (const auto it = shared.find(condition.written); it != shared.end()) {
        if (it->second.first_id.empty()) it->second.first_id = condition.id;
        it->second.is_tested |= is_tested;
      } else if (!is_tested) {
        diagnostics.Report(condition.span, diag::UntestedCondition,
                           condition.id);
      }
    }
  }
  for (const ast::Condition& condition : platform.conditions) {
    const SharedCondition& entry = shared[&condition];
    if (entry.is_tested) continue;
    diagnostics.Report(condition.span, diag::UntestedCondition, entry.first_id);
  }
}

}  // namespace

void CheckUntested(const LintInput& input, DiagnosticSink& diagnostics) {
  const auto expected = ExpectedPlatforms(input.symbols);
  Ids tested;
  if (input.tested_conditions != nullptr) {
    tested.insert(input.tested_conditions->begin(),
                  input.tested_conditions->end());
  }
  for (const auto& [id, symbol] : input.symbols.platforms) {
    const ast::Platform& platform = *symbol.platform;
    if (!expected.contains(id)) {
      diagnostics.Report(platform.name.span, diag::UntestedPlatform, id, id);
    } else if (input.tested_conditions != nullptr) {
      CheckConditions(platform, tested, diagnostics);
    }
  }
}

}  // namespace iotpf::lint
