// The four conditions, as tables say that people wrote from the language
// reference: the reference evaluator and native code face the same rows.
//
// A session shows a row at once, or its unknown parts become known later, one
// stage after the other. Then the verdict is that of the first row on the way
// that is final, at the stage where it is reached, or of the last row, at the
// end.
#include "tests/agreement/condition_rules.h"
#include "tests/agreement/condition_table.h"
#include "tests/agreement/rule_engines.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace iotpf::tests {
namespace {

const std::vector<ConditionShape>& Shapes() {
  static const std::vector<ConditionShape> kShapes = [] {
    const std::string folder =
        IOTPF_SOURCE_DIRECTORY "/tests/agreement/four_conditions/";
    auto shapes = ReadConditionTable(folder + "default_priorities.txt");
    for (auto& shape : ReadConditionTable(folder + "other_priorities.txt")) {
      shapes.push_back(std::move(shape));
    }
    return shapes;
  }();
  return kShapes;
}

// The letters of the columns; `arrivals` adds what becomes known later.
std::vector<std::string_view> LettersOf(const ConditionShape& shape,
                                        bool arrivals) {
  std::vector<std::string_view> letters;
  for (const ConditionColumn& column : shape.columns) {
    const bool can_arrive = arrivals && column.name != "record";
    letters.push_back(can_arrive ? "tf?TF" : column.letters());
  }
  return letters;
}

LabelKind LabelOf(const ConditionShape& shape, const std::string& known,
                  const ConditionOutcome& expected) {
  if (expected.outcome == "belongs") return LabelKind::Platform;
  return shape.LetterOf("scope", known) == 't' ? LabelKind::Provider
                                               : LabelKind::Other;
}

TEST_CASE("every combination of every shape is in one row") {
  for (const ConditionShape& shape : Shapes()) {
    if (!shape.refused.empty()) continue;
    CAPTURE(shape.place);
    std::set<const ConditionShape::Row*> used;
    for (const std::string& known : AllCombinations(LettersOf(shape, false))) {
      const auto rows = shape.RowsOf(known);
      CHECK_MESSAGE(rows.size() == 1,
                    fmt::format("{}: {}", shape.place, known));
      used.insert(rows.begin(), rows.end());
    }
    CHECK(used.size() == shape.rows.size());
  }
}

TEST_CASE("every set of the four conditions has a shape") {
  std::set<std::set<std::string>> found;
  for (const ConditionShape& shape : Shapes()) {
    std::set<std::string> kinds;
    bool has_defaults = true;
    for (const ConditionColumn& column : shape.columns) {
      has_defaults &= column.priority.empty();
      if (!column.kind.empty()) kinds.insert(column.kind);
    }
    if (has_defaults) found.insert(kinds);
  }
  CHECK(found.size() == 15);
}

// The letters that a letter may turn out to be.
std::string_view CompletionsOf(char letter, const ConditionColumn& column) {
  if (letter == 'p') return "p";
  if (letter == 'a') return "a";
  if (letter == 't') return "t";
  if (letter == 'f') return "f";
  return column.letters().substr(0, 2);
}

TEST_CASE("a row is final where all that it may become has its label") {
  for (const ConditionShape& shape : Shapes()) {
    // What is given has no rows of what it may become.
    if (shape.scope == '?' || shape.record == '?') continue;
    for (const std::string& known : AllCombinations(LettersOf(shape, false))) {
      const auto rows = shape.RowsOf(known);
      if (rows.size() != 1) continue;
      std::vector<std::string_view> completions;
      for (size_t i = 0; i < known.size(); ++i) {
        completions.push_back(CompletionsOf(known[i], shape.columns[i]));
      }
      std::set<LabelKind> labels;
      for (const std::string& complete : AllCombinations(completions)) {
        const auto reached = shape.RowsOf(complete);
        if (reached.size() != 1) continue;
        labels.insert(LabelOf(shape, complete, reached[0]->expected));
      }
      CHECK_MESSAGE(rows[0]->expected.is_final == (labels.size() == 1),
                    fmt::format("{}: {}", rows[0]->place, known));
    }
  }
}

// What is wrong with `verdict`, or nothing.
std::string FaultOf(const ConditionShape& shape, const std::string& arrival,
                    const RulesetView& rules, const Verdict& verdict) {
  Stage stage{};
  std::string known;
  const ConditionShape::Row* row = nullptr;
  for (size_t i = 0; i < kStageCount; ++i) {
    stage = static_cast<Stage>(i);
    known = KnownAt(shape, arrival, stage);
    const auto rows = shape.RowsOf(known);
    if (rows.size() != 1) return "no row";
    row = rows[0];
    if (row->expected.is_final) break;
  }
  const ConditionOutcome& expected = row->expected;
  const auto certainty =
      expected.is_final ? Certainty::Final : Certainty::Provisional;
  bool is_right = verdict.label == LabelOf(shape, known, expected) &&
                  verdict.certainty == certainty && verdict.stage == stage &&
                  verdict.behind.empty();
  if (expected.outcome == "belongs") {
    is_right = is_right && verdict.front.size() == 1 &&
               verdict.front[0].fingerprints.size() == 1 &&
               rules.text(rules.conditions()[verdict.front[0].condition].id) ==
                   ConditionId(expected.decided_by);
  }
  if (is_right) return "";
  return fmt::format("{}: {} by `{}` {} at stage {}", row->place,
                     expected.outcome, expected.decided_by,
                     expected.is_final ? "final" : "provisional",
                     kStages[static_cast<size_t>(stage)].name);
}

void CheckShape(const ConditionShape& shape, ConditionHome home,
                const std::vector<NativeTarget>& targets) {
  const std::string rules = RulesOf(shape, home);
  auto engines = CompileEngines({{"shape.fp", rules, "", ""}}, targets);
  REQUIRE_MESSAGE(engines.has_value(), shape.place << "\n"
                                                   << engines.error().message);
  for (const std::string& arrival : AllCombinations(LettersOf(shape, true))) {
    for (const FalseBy false_by : {FalseBy::OtherValue, FalseBy::Absence}) {
      Session session;
      ShowArrival(shape, arrival, false_by, session);
      for (RuleEngine& engine : *engines) {
        const Verdict verdict = engine.judge.Decide(session);
        const std::string fault =
            FaultOf(shape, arrival, engine.judge.ruleset(), verdict);
        if (fault.empty()) continue;
        FAIL_CHECK(fmt::format("{}\n{}: {}\n{}: {}\n{}{}", fault, shape.title,
                               arrival, engine.name,
                               DescribeVerdict(engine.judge.ruleset(), verdict),
                               rules, DescribeSession(session)));
      }
    }
  }
}

TEST_CASE("the evaluator and native code say what the rows say") {
  for (const ConditionShape& shape : Shapes()) {
    if (!shape.refused.empty()) continue;
    CheckShape(shape, ConditionHome::Fingerprint, {0, 2});
    CheckShape(shape, ConditionHome::Platform, {2});
  }
}

TEST_CASE("shapes that the compiler refuses") {
  for (const ConditionShape& shape : Shapes()) {
    if (shape.refused.empty()) continue;
    const std::string rules = RulesOf(shape, ConditionHome::Fingerprint);
    const auto engines = CompileEngines({{"shape.fp", rules, "", ""}}, {});
    REQUIRE_MESSAGE(!engines.has_value(), shape.place);
    const std::string& message = engines.error().message;
    CHECK_MESSAGE(message.find("[" + shape.refused + "]") != std::string::npos,
                  shape.place << "\n"
                              << message);
  }
}

}  // namespace
}  // namespace iotpf::tests
