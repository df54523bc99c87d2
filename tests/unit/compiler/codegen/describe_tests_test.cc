// The rows that the report of a compilation has for a reading.
#include "compiler/codegen/describe_tests.h"

#include "compiler/codegen/host_regexes.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::Bytes;
using tests::ImageBuilder;
using tests::RegexConstant;
using Lines = std::vector<std::string>;

class Reading {
 public:
  Reading& Test(iotpf_predicate_op op,
                const std::vector<ir::Constant>& values) {
    builder_.Test(op, reading_, values);
    return *this;
  }
  Reading& Matches(std::string_view pattern) {
    return Test(IOTPF_OP_MATCHES, {RegexConstant(builder_.Regex(pattern))});
  }

  CompileReport::Reading Describe(bool has_code = true) const {
    const ir::PredicateOrder order = ir::OrderPredicates(builder_.ruleset);
    ValueTests tests = SortTests(builder_.ruleset, order, reading_);
    if (!has_code) tests.gain = ValueTests::Gain::None;
    return DescribeTests(
        builder_.ruleset, order, reading_, tests,
        FindHostRegexes(builder_.ruleset, order, reading_, tests));
  }
  Lines Lowerings(bool has_code = true) const {
    Lines lines;
    for (const auto& row : Describe(has_code).lowerings) {
      lines.push_back(fmt::format("{}: {}{}{}", row.name, row.tests,
                                  row.size.empty() ? "" : "; ", row.size));
    }
    return lines;
  }

 private:
  ImageBuilder builder_;
  uint32_t reading_ = builder_.Reading(Field::RequestPath);
};

std::vector<ir::Constant> Texts(size_t count, size_t size = 6) {
  std::vector<ir::Constant> texts;
  for (size_t i = 0; i < count; ++i) {
    std::string text = fmt::format("{:03}", i);
    text.resize(size, 'x');
    texts.push_back(Bytes(text));
  }
  return texts;
}

TEST_CASE("each list of the sorted tests is a row") {
  CHECK(Reading()
            .Test(IOTPF_OP_PRESENT, {})
            .Test(IOTPF_OP_EQUAL, Texts(2))
            .Lowerings() ==
        Lines{"presence: 1", "compared one by one: 1; 2 values"});
  CHECK(Reading()
            .Test(IOTPF_OP_EQUAL, Texts(9))
            .Test(IOTPF_OP_EQUAL, Texts(3))
            .Test(IOTPF_OP_STARTS_WITH, Texts(9))
            .Test(IOTPF_OP_CONTAINS, Texts(3))
            .Lowerings() == Lines{"dictionary: 2; 9 keys",
                                  "prefixes by a window: 1; 9 texts by 4 bytes",
                                  "literal scan: 1; 3 literals"});
  CHECK(Reading().Test(IOTPF_OP_CONTAINS, Texts(1)).Lowerings() ==
        Lines{"searched one by one: 1; 1 text"});
  CHECK(Reading()
            .Matches("^a\\d+b")
            .Matches("lamp-\\d")
            .Matches("(a|b)*a(a|b){12}")
            .Lowerings() ==
        Lines{"literal scan, then an automaton each: 1; 1 literal, 8 states "
              "in all",
              "one automaton: 1; 5 states, 4 classes of bytes", "RE2: 1"});
}

TEST_CASE("ranges of integers") {
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(Field::ServerPort);
  std::vector<ir::Constant> ranges;
  for (int64_t i = 0; i < 20; ++i)
    ranges.push_back(tests::Integers(3 * i, 3 * i));
  builder.Test(IOTPF_OP_EQUAL, reading, ranges);
  const ir::PredicateOrder order = ir::OrderPredicates(builder.ruleset);
  const ValueTests tests = SortTests(builder.ruleset, order, reading);
  const auto row = DescribeTests(builder.ruleset, order, reading, tests, {});
  REQUIRE(row.lowerings.size() == 1);
  CHECK(row.lowerings[0].name == "search of ranges");
  CHECK(row.lowerings[0].size == "20 ranges");
}

TEST_CASE("without code of its own the loop over the tables does all") {
  Reading reading;
  reading.Test(IOTPF_OP_PRESENT, {})
      .Test(IOTPF_OP_EQUAL, Texts(2))
      .Matches("^lamp$");
  CHECK(!reading.Describe(/*has_code=*/false).has_own_code);
  CHECK(reading.Describe().tests == 3);
  CHECK(reading.Lowerings(/*has_code=*/false) ==
        Lines{"presence: 1", "loop over the tables: 1", "RE2: 1"});
}

TEST_CASE("a budget of an automaton for many is told") {
  Reading reading;
  reading.Matches("^(a|b)*a(a|b){14}").Matches("^a\\d+b").Matches("[a-z]+\\d");
  CHECK(reading.Describe().passed_budgets ==
        Lines{"one automaton for 2 tests anchored at the start passes 16384 "
              "states",
              "one automaton for 3 tests passes 2048 states"});
}

}  // namespace
}  // namespace iotpf::codegen
