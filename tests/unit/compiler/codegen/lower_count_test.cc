// COUNT as native code, at -O0 and -O2: the numbers at the ends of ranges, few
// ranges and many. The agreement tests add random ones.
#include "runtime/match/native_match.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

using runtime::NativeMatch;
using runtime::RegexSet;
using tests::ImageBuilder;
using tests::Integers;
using tests::Slots;

constexpr int64_t kNoEnd = INT64_MAX;

using Ranges = std::vector<ir::Constant>;

// Every other number up to 40: more ranges than get code of their own.
Ranges OddNumbers(int64_t after_the_last) {
  Ranges ranges;
  for (int64_t i = 1; i < 40; i += 2) ranges.push_back(Integers(i, i));
  ranges.push_back(Integers(41, after_the_last));
  return ranges;
}

struct Case {
  const char* rule;
  Ranges ranges;
  // Of 0, 1, 2, ... values: true, false or unknown. No value: absent.
  std::string closed;
  std::string open;  // of 1, 2, ... values and maybe more
};

const Case kCases[] = {
    {"== 0", {Integers(0, 0)}, "TFF", "FF"},
    {">= 2", {Integers(2, kNoEnd)}, "FFTT", "UTT"},
    {"< 3", {Integers(0, 2)}, "TTTF", "UUF"},
    {"!= 2", {Integers(0, 1), Integers(3, kNoEnd)}, "TTFT", "UUT"},
    {"> -1", {Integers(0, kNoEnd), Integers(-5, 2)}, "TTT", "TT"},
    {"< 0", {Integers(INT64_MIN, -1)}, "FFF", "FF"},
    {"parts that touch", {Integers(3, kNoEnd), Integers(1, 2)}, "FTTT", "TTT"},
    {"parts that overlap", {Integers(1, 3), Integers(2, 2)}, "FTTTF", "UUUF"},
    {"nothing", {}, "FFF", "FF"},
    {"of another kind", {tests::Boolean(true), tests::Null()}, "FFF", "FF"},
    {"many", OddNumbers(41), "FTFTFT", "UUUU"},
    {"many without end", OddNumbers(kNoEnd), "FTFTFT", "UUUU"},
};

// The truth of each case, through a provider whose scope it is.
std::string Truths(const ImageBuilder& builder, const Slots& slots, int level) {
  const Result<Ruleset> ruleset = tests::LoadNative(builder.ruleset, level);
  REQUIRE(ruleset.has_value());
  const Result<RegexSet> regexes = RegexSet::Compile(ruleset->view());
  REQUIRE(regexes.has_value());
  NativeMatch match(*ruleset, *regexes);
  match.Advance(Stage::Flow, Stage::Stream, slots.session());
  std::string truths(builder.ruleset.providers.size(), 'F');
  for (const iotpf_scope& scope : match.Scopes()) {
    truths[scope.provider] = scope.truth == IOTPF_TRUE ? 'T' : 'U';
  }
  return truths;
}

struct State {
  uint32_t values;
  bool open;
};

// What `ranges` say of all states, one ruleset for all of them.
std::string CountAll(const Ranges& ranges, const std::vector<State>& states,
                     int level) {
  ImageBuilder builder;
  Slots slots(states.size());
  for (uint32_t i = 0; i < states.size(); ++i) {
    const uint32_t reading =
        builder.Reading(Field::RequestHeader, "x-" + std::to_string(i));
    builder.Provider("", builder.Test(IOTPF_OP_COUNT, reading, ranges));
    for (uint32_t v = 0; v < states[i].values; ++v) {
      slots.Add(reading, "value", v == 0);
    }
    if (states[i].values == 0) slots.SetAbsent(reading);
    if (states[i].open) slots.SetOpen(reading);
  }
  return Truths(builder, slots, level);
}

TEST_CASE("the number of values as native code") {
  for (const Case& c : kCases) {
    std::vector<State> states;
    for (uint32_t i = 0; i < c.closed.size(); ++i) states.push_back({i, false});
    for (uint32_t i = 0; i < c.open.size(); ++i)
      states.push_back({i + 1, true});
    for (const int level : {0, 2}) {
      CAPTURE(c.rule);
      CAPTURE(level);
      CHECK(CountAll(c.ranges, states, level) == c.closed + c.open);
    }
  }
}

TEST_CASE("the end of many ranges, and a field that was not seen") {
  const std::vector<State> states = {{39, false}, {40, false}, {41, false},
                                     {42, false}, {40, true},  {41, true},
                                     {42, true}};
  CHECK(CountAll(OddNumbers(41), states, 2) == "TFTFUUF");
  CHECK(CountAll(OddNumbers(kNoEnd), states, 2) == "TFTTUTT");
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(Field::TlsAlpn);
  builder.Provider("", builder.Test(IOTPF_OP_COUNT, reading, {Integers(0, 9)}));
  CHECK(Truths(builder, Slots(1), 2) == "U");
}

}  // namespace
}  // namespace iotpf::codegen
