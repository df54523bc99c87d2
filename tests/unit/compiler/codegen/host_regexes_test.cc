// No regex is left to RE2 without a reason that its author can act on.
#include "compiler/codegen/host_regexes.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::ImageBuilder;
using tests::RegexConstant;

constexpr auto kNone = ValueTests::Gain::None;
constexpr auto kMuch = ValueTests::Gain::Much;

std::vector<std::string> ReasonsOf(const std::vector<std::string>& patterns,
                                   ValueTests::Gain gain) {
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(Field::RequestPath);
  for (const std::string& pattern : patterns) {
    builder.Test(IOTPF_OP_MATCHES, reading,
                 {RegexConstant(builder.Regex(pattern))});
  }
  const ir::PredicateOrder order = ir::OrderPredicates(builder.ruleset);
  ValueTests tests = SortTests(builder.ruleset, order, reading);
  tests.gain = gain;
  std::vector<std::string> reasons;
  for (const HostRegex& regex :
       FindHostRegexes(builder.ruleset, order, reading, tests)) {
    CHECK(!regex.help.empty());
    reasons.push_back(regex.why);
  }
  return reasons;
}

TEST_CASE("why a regex is left to RE2") {
  const std::string too_large = "(a|b)*a(a|b){12}";
  const std::string deep = std::string(300, '(') + "a+" + std::string(300, ')');
  std::vector<std::string> nested;
  for (size_t size = 2; size <= 10; ++size) {
    nested.push_back(std::string("abcdefghij").substr(0, size) + "\\d");
  }
  const std::vector<std::string> nine(
      9, "too many texts of the field begin with the one that it has");
  struct Row {
    std::vector<std::string> patterns;
    ValueTests::Gain gain;
    std::vector<std::string> expected;
  };
  for (const Row& row : {
           Row{{"^a[0-9]+", "abc\\d", "[a-z]+\\d", "^abc$"}, kMuch, {}},
           {{too_large}, kMuch, {"its automaton passes 2048 states"}},
           {{"^a[0-9]+", too_large, "[a-z]+\\d"},
            kMuch,
            {"its automaton passes 2048 states"}},
           {{"(" + std::string(201, '.') + "){1000}"},
            kMuch,
            {"its automaton passes 200000 nodes"}},
           {{deep},
            kMuch,
            {"groups and repeats are too deep inside each other"}},
           {nested, kMuch, nine},
           {{"^abc$"},
            kNone,
            {"its field has few tests, and many other fields have few too"}},
       }) {
    CAPTURE(row.patterns[0]);
    const std::vector<std::string> reasons = ReasonsOf(row.patterns, row.gain);
    CAPTURE(fmt::format("{}", fmt::join(reasons, "; ")));
    CHECK(reasons == row.expected);
  }
}

TEST_CASE("a plain text that no table can have") {
  // Longer than the scan looks for everywhere, at a place, and too many alike.
  std::vector<std::string> patterns = {std::string(310, 'l')};
  for (size_t i = 0; i < 9; ++i) {
    patterns.push_back(std::string(300 + i, 'l') + "$");
  }
  CHECK(ReasonsOf(patterns, kMuch) ==
        std::vector<std::string>(
            9, "it is a plain text that no table of its field can have"));
}

TEST_CASE("other tests are nobody's regexes") {
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(Field::RequestPath);
  builder.Test(IOTPF_OP_EQUAL, reading, {tests::Bytes("a")});
  const ir::PredicateOrder order = ir::OrderPredicates(builder.ruleset);
  ValueTests tests = SortTests(builder.ruleset, order, reading);
  tests.gain = kNone;
  CHECK(FindHostRegexes(builder.ruleset, order, reading, tests).empty());
}

}  // namespace
}  // namespace iotpf::codegen
