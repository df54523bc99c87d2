// Conditions, claims and scopes as native code, at every state of what they
// stand on.
#include "compiler/codegen/root_shapes.h"
#include "runtime/match/native_match.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

using runtime::NativeMatch;
using runtime::RegexSet;
using tests::ImageBuilder;
using tests::Slots;

constexpr uint32_t kMay = IOTPF_CLAIM_MAY;
constexpr uint32_t kMust = IOTPF_CLAIM_MUST;
constexpr uint32_t kAtEnd = IOTPF_CLAIM_AT_END;
constexpr uint32_t kAll = kMay | kMust | kAtEnd;

constexpr auto NP = IOTPF_NECESSARY_POSITIVE;
constexpr auto NN = IOTPF_NECESSARY_NEGATIVE;
constexpr auto SN = IOTPF_SUFFICIENT_NEGATIVE;
constexpr auto SP = IOTPF_SUFFICIENT_POSITIVE;

// Readings 0, 1, 2 have a test of presence each, at three stages; a letter says
// what the session shows of one: `t` present, `f` absent, `u` unobserved.
constexpr Field kReadings[] = {Field::TlsSni, Field::RequestPath,
                               Field::ResponseBody};

std::vector<uint32_t> AddPresenceTests(ImageBuilder& builder) {
  std::vector<uint32_t> nodes;
  for (const Field field : kReadings) {
    nodes.push_back(builder.Test(IOTPF_OP_PRESENT, builder.Reading(field)));
  }
  return nodes;
}

void Fill(Slots& slots, std::string_view letters) {
  for (uint32_t i = 0; i < letters.size(); ++i) {
    if (letters[i] == 't') slots.Add(i, "x");
    if (letters[i] == 'f') slots.SetRest(kReadings[i], IOTPF_ABSENT);
  }
}

// A loaded ruleset with what its functions need.
struct Native {
  Native(const ImageBuilder& builder, int optimization_level)
      : ruleset(tests::LoadNative(builder.ruleset, optimization_level)),
        regexes(RegexSet::Compile(ruleset.value().view())),
        match(*ruleset, regexes.value()) {}

  Result<Ruleset> ruleset;
  Result<RegexSet> regexes;
  NativeMatch match;
};

void AdvanceAll(NativeMatch& match, const Slots& slots) {
  match.Advance(Stage::Flow, Stage::Stream, slots.session());
}

// A node that says the same, and whose shape has no code of its own.
uint32_t Grown(ImageBuilder& builder, uint32_t node) {
  for (size_t i = 0; i < kMaxStraightNodes; i += 2) {
    node = builder.Not(builder.Not(node));
  }
  return node;
}

struct Condition {
  iotpf_condition_kind kind;
  uint32_t reading;
  uint32_t guard = ir::kNone;  // a reading
};

struct ConditionCase {
  std::vector<Condition> conditions;  // by falling priority
  std::string_view session;
  uint32_t flags;                 // 0: no claim
  uint32_t decider = IOTPF_NONE;  // number within the fingerprint
};

void CheckConditions(const std::vector<ConditionCase>& cases, bool are_large) {
  ImageBuilder builder;
  const std::vector<uint32_t> nodes = AddPresenceTests(builder);
  const uint32_t platform = builder.Platform("p");
  const auto node_of = [&](uint32_t reading) {
    if (reading == ir::kNone) return ir::kNone;
    return are_large ? Grown(builder, nodes[reading]) : nodes[reading];
  };
  for (const ConditionCase& c : cases) {
    builder.Fingerprint(platform, "f");
    for (const Condition& condition : c.conditions) {
      builder.Condition(condition.kind, 0, node_of(condition.reading),
                        node_of(condition.guard));
    }
  }
  for (const int level : {0, 2}) {
    Native native(builder, level);
    for (uint32_t i = 0; i < cases.size(); ++i) {
      Slots slots(3);
      Fill(slots, cases[i].session);
      AdvanceAll(native.match, slots);
      uint32_t flags = 0;
      uint32_t decider = IOTPF_NONE;
      for (const iotpf_claim& claim : native.match.Claims()) {
        CHECK(claim.flags != 0);
        if (claim.fingerprint != i) continue;
        flags = claim.flags;
        decider = claim.condition;
      }
      if (decider != IOTPF_NONE) {
        decider -= builder.ruleset.fingerprints[i].first_condition;
      }
      CAPTURE(level);
      CAPTURE(i);
      CHECK(flags == cases[i].flags);
      if (flags != 0) CHECK(decider == cases[i].decider);
    }
  }
}

TEST_CASE("the highest condition that votes decides") {
  const std::vector<ConditionCase> cases = {
      // One condition of each kind.
      {{{SP, 0}}, "t", kAll, 0},
      {{{SP, 0}}, "f", 0},
      {{{SP, 0}}, "u", kMay},
      {{{SN, 0}}, "t", 0},
      {{{SN, 0}}, "u", 0},
      {{{NP, 0}}, "f", 0},
      {{{NP, 0}}, "t", 0},
      {{{NN, 0}}, "f", kAll, 0},
      {{{NN, 0}}, "t", 0},
      {{{NN, 0}}, "u", kMay},
      // A guard must hold too; unknown, it makes the vote unknown.
      {{{NN, 0, 1}}, "ft", kAll, 0},
      {{{NN, 0, 1}}, "ff", 0},
      {{{NN, 0, 1}}, "fu", kMay},
      {{{NN, 0, 1}}, "tu", 0},
      {{{SP, 0, 1}}, "tt", kAll, 0},
      {{{SP, 0, 1}}, "tf", 0},
      {{{NP, 0, 1}, {SP, 2}}, "ftt", 0},
      {{{NP, 0, 1}, {SP, 2}}, "fft", kAll, 1},
      // What is above decides first.
      {{{SN, 0}, {SP, 1}}, "tt", 0},
      {{{SN, 0}, {SP, 1}}, "ft", kAll, 1},
      {{{SP, 0}, {SN, 1}}, "tt", kAll, 0},
      // An unknown condition makes the vote below it wait.
      {{{SN, 0}, {SP, 1}}, "ut", kMay | kAtEnd, 1},
      {{{SN, 0}, {SP, 1}}, "uf", 0},
      {{{SP, 0}, {SN, 1}}, "ut", kMay, 1},
      {{{SP, 0}, {SN, 1}}, "uu", kMay},
      {{{SP, 0}, {SP, 1}}, "ut", kAll, 1},
      {{{SP, 0}, {SP, 1}}, "uf", kMay},
      {{{NP, 0}, {SN, 1}, {SP, 2}}, "tft", kAll, 2},
      {{{NP, 0}, {SN, 1}, {SP, 2}}, "uft", kMay | kAtEnd, 2},
      {{{NP, 0}, {SN, 1}, {SP, 2}}, "fft", 0},
      {{}, "", 0},
  };
  for (const bool are_large : {false, true}) CheckConditions(cases, are_large);
}

TEST_CASE("expressions are three-valued") {
  ImageBuilder builder;
  const std::vector<uint32_t> n = AddPresenceTests(builder);
  builder.Fingerprint(builder.Platform("p"), "f");
  struct Case {
    uint32_t node;
    std::map<std::string, char> truths;
  };
  const std::vector<Case> cases = {
      {builder.True(), {{"u", 't'}}},
      {builder.False(), {{"u", 'f'}}},
      {builder.Not(n[0]), {{"t", 'f'}, {"f", 't'}, {"u", 'u'}}},
      {builder.And({n[0], n[1]}),
       {{"tt", 't'}, {"tu", 'u'}, {"fu", 'f'}, {"uf", 'f'}, {"uu", 'u'}}},
      {builder.Or({n[0], n[1]}),
       {{"ff", 'f'}, {"fu", 'u'}, {"tu", 't'}, {"ut", 't'}, {"uu", 'u'}}},
      {builder.And({}), {{"u", 't'}}},
      {builder.Or({}), {{"u", 'f'}}},
      {builder.AtLeast(2, n),
       {{"ttu", 't'}, {"tfu", 'u'}, {"ffu", 'f'}, {"uuu", 'u'}, {"tft", 't'}}},
      {builder.AtLeast(0, n), {{"fff", 't'}}},
      {builder.AtLeast(4, n), {{"ttt", 'f'}}},
      {builder.Not(builder.Feature("a", builder.And({n[0], n[2]}))),
       {{"tut", 'f'}, {"fuu", 't'}, {"uut", 'u'}}},
  };
  // Each twice: as it is, and grown.
  for (const Case& c : cases) builder.Provider("", c.node);
  for (const Case& c : cases) builder.Provider("", Grown(builder, c.node));
  builder.Provider("without a scope");
  Native native(builder, 2);
  for (uint32_t i = 0; i < 2 * cases.size(); ++i) {
    for (const auto& [session, expected] : cases[i % cases.size()].truths) {
      Slots slots(3);
      Fill(slots, session);
      AdvanceAll(native.match, slots);
      char truth = 'f';
      for (const iotpf_scope& scope : native.match.Scopes()) {
        CHECK(scope.provider < 2 * cases.size());
        if (scope.provider == i) truth = scope.truth == IOTPF_TRUE ? 't' : 'u';
      }
      CAPTURE(i);
      CAPTURE(session);
      CHECK(truth == expected);
    }
  }
}

TEST_CASE("while a fingerprint may belong unseen, no claims are asked for") {
  struct Case {
    std::string_view session;
    Stage last;  // the first at which it is not open
  };
  ImageBuilder builder;
  const std::vector<uint32_t> nodes = AddPresenceTests(builder);
  builder.Fingerprint(builder.Platform("p"), "f");
  builder.Condition(SN, 200, nodes[0]);
  builder.Condition(SP, 100, builder.Or({nodes[1], nodes[2]}));
  Native native(builder, 2);
  for (const Case& c : {Case{"tuu", Stage::Hello},
                        {"ftu", Stage::RequestHead},
                        {"fft", Stage::ResponseBody},
                        {"uuu", Stage::Stream},
                        {"utt", Stage::RequestHead}}) {
    Slots slots(3);
    Fill(slots, c.session);
    Stage stage = Stage::Flow;
    native.match.Advance(stage, stage, slots.session());
    while (stage != Stage::Stream && native.match.IsOpen()) {
      stage = static_cast<Stage>(static_cast<size_t>(stage) + 1);
      native.match.Advance(stage, stage, slots.session());
    }
    CAPTURE(c.session);
    CHECK(stage == c.last);
  }
}

TEST_CASE("many fingerprints and predicates are all told apart") {
  constexpr uint32_t kCount = 200;  // several words of state, several chunks
  ImageBuilder builder;
  const uint32_t platform = builder.Platform("p");
  for (uint32_t i = 0; i < kCount; ++i) {
    const uint32_t reading =
        builder.Reading(Field::RequestHeader, std::to_string(i));
    const uint32_t node = builder.Test(IOTPF_OP_PRESENT, reading);
    builder.Fingerprint(platform, "f");
    builder.Condition(SP, 100, node);
  }
  Native native(builder, 1);
  std::mt19937 random(1);
  for (int round = 0; round < 20; ++round) {
    Slots slots(kCount);
    std::vector<std::pair<uint32_t, uint32_t>> expected;
    for (uint32_t i = 0; i < kCount; ++i) {
      const auto state = random() % 3;
      if (state == 0) slots.SetAbsent(i);
      if (state == 1) slots.Add(i, "x");
      if (state == 1) expected.emplace_back(i, kAll);
      if (state == 2) expected.emplace_back(i, kMay);
    }
    AdvanceAll(native.match, slots);
    std::vector<std::pair<uint32_t, uint32_t>> claims;
    for (const iotpf_claim& claim : native.match.Claims()) {
      claims.emplace_back(claim.fingerprint, claim.flags);
    }
    CHECK(claims == expected);
  }
}

}  // namespace
}  // namespace iotpf::codegen
