// A test of fields is about the platforms that it stands in or names: only
// their conditions are asked, so that the work grows with the rules and not
// with rules times tests. A test that takes its session from a file has it
// scanned, and the explanation of the scan says what decided.

#include "tools/lint_rules.h"

#include "tools/test_engines.h"
#include "tools/test_inputs.h"
#include "tools/test_session.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace iotpf::tools {
namespace {

std::set<std::string> PlatformsOf(const RuleTest& test) {
  std::set<std::string> ids = {test.platform};
  for (const auto& claim : test.expectation.front) ids.insert(claim.platform);
  for (const auto& claim : test.expectation.behind) ids.insert(claim.platform);
  return ids;
}

class TestedConditions {
 public:
  explicit TestedConditions(TestEngine engine) : engine_(std::move(engine)) {
    const auto platforms = rules().platforms();
    for (uint32_t i = 0; i < platforms.size(); ++i) {
      rows_.emplace(rules().text(platforms[i].id), i);
    }
  }

  // The ids of the conditions that the tests make decide, sorted. A test whose
  // session cannot be had fails, which is not asked here.
  std::vector<std::string> Find(const std::vector<RuleTest>& tests) {
    for (const RuleTest& test : tests) inputs_.Expect(test);
    for (const RuleTest& test : tests) {
      if (test.input) {
        AddInput(*test.input);
      } else {
        AddFields(test);
      }
    }
    return {decided_.begin(), decided_.end()};
  }

 private:
  RulesetView rules() { return engine_.judge().ruleset(); }
  void Add(uint32_t condition) {
    decided_.emplace(rules().text(rules().conditions()[condition].id));
  }
  void AddFields(const RuleTest& test);
  void AddInput(const TestInput& input);

  TestEngine engine_;
  TestInputs inputs_;
  std::map<std::string_view, uint32_t> rows_;  // of platforms, by id
  std::set<std::string> decided_;
};

void TestedConditions::AddFields(const RuleTest& test) {
  Session session;
  if (!ShowSession(test, session)) return;
  for (const std::string& platform : PlatformsOf(test)) {
    const uint32_t row = rows_.at(platform);
    for (const uint32_t condition :
         engine_.judge().DecidingConditions(session, row)) {
      Add(condition);
    }
  }
}

void TestedConditions::AddInput(const TestInput& input) {
  const auto report = inputs_.Report(input, engine_, ExplainOptions{});
  if (!report || report->explanation == nullptr) return;
  for (const PlatformExplanation& platform : report->explanation->platforms) {
    for (const auto& fingerprint : platform.fingerprints) {
      for (const auto& condition : fingerprint.conditions) {
        if (condition.decides) Add(condition.condition);
      }
    }
  }
}

}  // namespace

Result<CompileResult> LintRules(const std::vector<RuleSource>& sources,
                                const CompileOptions& options) {
  CompileOptions tables = options;
  tables.emit = EmitStage::Tables;
  tables.lint = false;
  Result<CompileResult> compiled = Compile(sources, tables);
  if (!compiled || !compiled->ok) return compiled;
  auto engine =
      TestEngine::Create("reference evaluator", compiled->output, false);
  if (!engine) return engine.error();
  tables.lint = true;
  tables.tested_conditions =
      TestedConditions(std::move(*engine)).Find(compiled->tests);
  return Compile(sources, tables);
}

}  // namespace iotpf::tools
