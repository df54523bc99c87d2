// A test is about the platforms that it stands in or names: only their
// conditions are asked, so that the work grows with the rules and not with
// rules times tests.

#include "tools/lint_rules.h"

#include "tools/test_session.h"

#include <iotpf/ruleset.h>
#include <iotpf/session.h>
#include <iotpf/session_judge.h>

#include <map>
#include <set>
#include <string>
#include <utility>

namespace iotpf::tools {
namespace {

std::set<std::string> PlatformsOf(const RuleTest& test) {
  std::set<std::string> ids = {test.platform};
  for (const auto& claim : test.expectation.front) ids.insert(claim.platform);
  for (const auto& claim : test.expectation.behind) ids.insert(claim.platform);
  return ids;
}

// The ids of the conditions that the tests make decide, sorted.
Result<std::vector<std::string>> TestedConditions(
    const CompileResult& compiled) {
  Result<Ruleset> ruleset = Ruleset::FromImage(compiled.output);
  if (!ruleset) return ruleset.error();
  Result<SessionJudge> judge = SessionJudge::Create(std::move(*ruleset));
  if (!judge) return judge.error();
  const RulesetView rules = judge->ruleset();
  std::map<std::string_view, uint32_t> rows;
  for (uint32_t i = 0; i < rules.platforms().size(); ++i) {
    rows.emplace(rules.text(rules.platforms()[i].id), i);
  }
  std::set<std::string> decided;
  for (const RuleTest& test : compiled.tests) {
    Session session;
    if (!ShowSession(test, session)) continue;  // the test fails
    for (const std::string& platform : PlatformsOf(test)) {
      const uint32_t row = rows.at(platform);
      for (const uint32_t condition : judge->DecidingConditions(session, row)) {
        decided.emplace(rules.text(rules.conditions()[condition].id));
      }
    }
  }
  return std::vector<std::string>(decided.begin(), decided.end());
}

}  // namespace

Result<CompileResult> LintRules(const std::vector<RuleSource>& sources,
                                const CompileOptions& options) {
  CompileOptions tables = options;
  tables.emit = EmitStage::Tables;
  tables.lint = false;
  Result<CompileResult> compiled = Compile(sources, tables);
  if (!compiled || !compiled->ok) return compiled;
  auto tested = TestedConditions(*compiled);
  if (!tested) return tested.error();
  tables.lint = true;
  tables.tested_conditions = std::move(*tested);
  return Compile(sources, tables);
}

}  // namespace iotpf::tools
