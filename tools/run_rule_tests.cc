// Rules are tested by the path that scans: fields and raw messages go through
// the filler of captures, files through the scanner itself, each file once an
// engine however many tests name it.
//
// A test that fails says what the evaluator found. Where native code differs
// from the evaluator, that is a fault of the compiler and said as such.

#include "tools/run_rule_tests.h"

#include "tools/expected_verdict.h"
#include "tools/explain_option.h"
#include "tools/session_text.h"
#include "tools/test_engines.h"
#include "tools/test_inputs.h"
#include "tools/test_session.h"

#include <fmt/format.h>
#include <iotpf/report.h>
#include <iotpf/session.h>

#include <optional>
#include <utility>

namespace iotpf::tools {
namespace {

class Runner {
 public:
  // `explain`: for tests that pass too; nothing: for those that fail.
  Runner(std::vector<TestEngine> engines, std::optional<ExplainOptions> explain)
      : engines_(std::move(engines)), explain_(explain) {}

  // Says which sessions of which files tests will ask for.
  void Expect(const RuleTest& test) { inputs_.Expect(test); }

  RuleTestOutcome Run(const RuleTest& test) {
    RuleTestOutcome outcome{&test, {}, "", "", ""};
    if (test.input) {
      RunInput(test, outcome);
    } else {
      RunFields(test, outcome);
    }
    return outcome;
  }

 private:
  RulesetView rules() { return engines_.front().judge().ruleset(); }

  void RunFields(const RuleTest& test, RuleTestOutcome& outcome);
  void RunInput(const RuleTest& test, RuleTestOutcome& outcome);
  // The session that a test means, as an engine reports it.
  Result<SessionReport> ReportOf(const TestInput& input, TestEngine& engine);
  void Judge(const RuleTest& test, const Verdict& verdict,
             RuleTestOutcome& outcome);
  std::string Explain(const RuleTest& test, const Session& session,
                      const Verdict& verdict);

  std::vector<TestEngine> engines_;
  std::optional<ExplainOptions> explain_;
  TestInputs inputs_;
};

std::string Differs(const std::string& engine) {
  return engine +
         " differs from the reference evaluator; this is a fault of the "
         "compiler, please report it";
}

void Runner::Judge(const RuleTest& test, const Verdict& verdict,
                   RuleTestOutcome& outcome) {
  outcome.verdict = DescribeVerdict(verdict, rules());
  if (auto fault = FaultOf(verdict, test.expectation, rules())) {
    outcome.failures.push_back(*fault);
  }
}

std::string Runner::Explain(const RuleTest& test, const Session& session,
                            const Verdict& verdict) {
  ExplainOptions explain = explain_.value_or(ExplainOptions{});
  if (!explain_) {
    // The tree of the platform that the test is about.
    explain = *FindExplainOptions(test.platform, rules());
  }
  return ExplanationText(
      engines_.front().judge().Explain(session, verdict, explain), rules(), {});
}

void Runner::RunFields(const RuleTest& test, RuleTestOutcome& outcome) {
  Session session;
  if (auto shown = ShowSession(test, session); !shown) {
    outcome.failures.push_back(shown.error().message);
    return;
  }
  const Verdict verdict = engines_.front().judge().Decide(session);
  Judge(test, verdict, outcome);
  for (size_t i = 1; i < engines_.size(); ++i) {
    if (engines_[i].judge().Decide(session) == verdict) continue;
    outcome.failures.push_back(Differs(engines_[i].name()));
  }
  if (outcome.failures.empty() && !explain_) return;
  outcome.session = SessionText(session);
  outcome.explanation = Explain(test, session, verdict);
}

Result<SessionReport> Runner::ReportOf(const TestInput& input,
                                       TestEngine& engine) {
  // Trees are read only of the evaluator.
  const bool is_reference = &engine == &engines_.front();
  std::optional<ExplainOptions> explain;
  if (is_reference) explain = explain_.value_or(ExplainOptions{});
  return inputs_.Report(input, engine, explain);
}

void Runner::RunInput(const RuleTest& test, RuleTestOutcome& outcome) {
  auto reference = ReportOf(*test.input, engines_.front());
  if (!reference) {
    outcome.failures.push_back(PrintableText(reference.error().message));
    return;
  }
  Judge(test, reference->verdict, outcome);
  for (size_t i = 1; i < engines_.size(); ++i) {
    const auto native = ReportOf(*test.input, engines_[i]);
    if (native && native->verdict == reference->verdict) continue;
    outcome.failures.push_back(Differs(engines_[i].name()));
  }
  if (outcome.failures.empty() && !explain_) return;
  if (test.input->path.empty()) reference->input = "session";
  outcome.explanation = ExplainedSessionText(*reference, rules(), {});
}

}  // namespace

std::string TitleOf(const RuleTest& test) {
  return fmt::format("{}: {}", test.platform, test.name);
}

Result<RuleTestReport> RunRuleTests(const std::vector<RuleSource>& sources,
                                    const CompileOptions& compile_options,
                                    const RuleTestOptions& options) {
  CompileOptions tables = compile_options;
  tables.emit = EmitStage::Tables;
  auto compiled = Compile(sources, tables);
  if (!compiled) return compiled.error();
  RuleTestReport report{std::move(*compiled), {}};
  if (!report.compiled.ok) return report;

  std::vector<const RuleTest*> tests;
  for (const RuleTest& test : report.compiled.tests) {
    if (TitleOf(test).find(options.filter) != std::string::npos) {
      tests.push_back(&test);
    }
  }
  if (tests.empty()) return report;
  auto engines =
      MakeTestEngines(sources, compile_options, report.compiled.output);
  if (!engines) return engines.error();
  std::optional<ExplainOptions> explain;
  if (!options.explain.empty()) {
    explain =
        FindExplainOptions(options.explain, engines->front().judge().ruleset());
    if (!explain) {
      return Error{fmt::format("--explain: the rules have no platform `{}`",
                               options.explain)};
    }
  }
  Runner runner(std::move(*engines), explain);
  for (const RuleTest* test : tests) runner.Expect(*test);
  for (const RuleTest* test : tests) {
    if (options.on_progress) {
      options.on_progress(report.outcomes.size(), tests.size());
    }
    report.outcomes.push_back(runner.Run(*test));
  }
  return report;
}

}  // namespace iotpf::tools
