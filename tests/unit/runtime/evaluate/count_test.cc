// How many values a field has, in every state of the field.
#include "runtime/evaluate/count.h"
#include "runtime/evaluate/predicate.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Image;
using tests::ImageBuilder;
using tests::Integers;
using tests::Slots;

constexpr iotpf_truth F = IOTPF_FALSE;
constexpr iotpf_truth T = IOTPF_TRUE;
constexpr iotpf_truth U = IOTPF_UNKNOWN;
constexpr int64_t kNoEnd = INT64_MAX;

using Ranges = std::vector<ir::Constant>;

// The truth of a count of `values` values; none: the field is absent.
iotpf_truth Count(const Ranges& ranges, uint32_t values, bool open = false) {
  ImageBuilder builder;
  builder.Test(IOTPF_OP_COUNT, builder.Reading(Field::TlsAlpn), ranges);
  const Image image = builder.Build();
  const auto regexes = RegexSet::Compile(image.view());
  REQUIRE(regexes.has_value());
  Slots slots(1);
  for (uint32_t i = 0; i < values; ++i) slots.Add(0, "h2");
  if (values == 0) slots.SetAbsent(0);
  if (open) slots.SetOpen(0);
  // The number of values is no one of them.
  CHECK(FirstMatch(image.view(), 0, slots.session(), *regexes) == std::nullopt);
  return EvaluatePredicate(image.view(), 0, slots.session(), *regexes);
}

TEST_CASE("the number of values, all of them known") {
  struct Case {
    const char* rule;
    Ranges ranges;
    std::vector<iotpf_truth> expected;  // of 0, 1, 2, 3 values
  };
  for (const Case& c :
       {Case{">= 2", {Integers(2, kNoEnd)}, {F, F, T, T}},
        {"< 2", {Integers(0, 1)}, {T, T, F, F}},
        {"== 0", {Integers(0, 0)}, {T, F, F, F}},
        {"== 2", {Integers(2, 2)}, {F, F, T, F}},
        {"!= 2", {Integers(0, 1), Integers(3, kNoEnd)}, {T, T, F, T}},
        {"in [1, 3]", {Integers(1, 1), Integers(3, 3)}, {F, T, F, T}},
        {"any", {Integers(INT64_MIN, kNoEnd)}, {T, T, T, T}},
        {"below none", {Integers(INT64_MIN, -1)}, {F, F, F, F}},
        {"in nothing", {}, {F, F, F, F}}}) {
    for (uint32_t values = 0; values < c.expected.size(); ++values) {
      CAPTURE(c.rule);
      CAPTURE(values);
      CHECK(Count(c.ranges, values) == c.expected[values]);
    }
  }
}

TEST_CASE("the number of values while more may follow") {
  struct Case {
    const char* rule;
    Ranges ranges;
    std::vector<iotpf_truth> expected;  // of 1, 2, 3 values or more
  };
  for (const Case& c :
       {Case{">= 2", {Integers(2, kNoEnd)}, {U, T, T}},
        {"< 3", {Integers(0, 2)}, {U, U, F}},
        {"== 2", {Integers(2, 2)}, {U, U, F}},
        {"!= 2", {Integers(0, 1), Integers(3, kNoEnd)}, {U, U, T}},
        {"== 0", {Integers(0, 0)}, {F, F, F}},
        {"a gap ahead", {Integers(1, 4), Integers(6, kNoEnd)}, {U, U, U}},
        {"no gap", {Integers(3, kNoEnd), Integers(1, 2)}, {T, T, T}},
        {"overlaps",
         {Integers(1, 9), Integers(2, 3), Integers(4, kNoEnd)},
         {T, T, T}},
        {"twice without end",
         {Integers(3, kNoEnd), Integers(2, kNoEnd)},
         {U, T, T}},
        {"in nothing", {}, {F, F, F}}}) {
    for (uint32_t i = 0; i < c.expected.size(); ++i) {
      CAPTURE(c.rule);
      CAPTURE(i);
      CHECK(Count(c.ranges, i + 1, true) == c.expected[i]);
    }
  }
}

TEST_CASE("values that are cut, and a field that was not seen") {
  const iotpf_value cut = {
      nullptr, {0}, IOTPF_VALUE_BYTES, IOTPF_VALUE_PARTIAL, 0};
  const iotpf_value values[] = {cut, cut};
  const iotpf_constant two = {IOTPF_CONSTANT_INTEGER, 0, {}, {}, 2, 2};
  CHECK(EvaluateCount({&two, 1}, {values, 2, IOTPF_PRESENT, 0, 0}) == T);
  CHECK(EvaluateCount({&two, 1}, {values, 1, IOTPF_PRESENT, 0, 0}) == F);
  CHECK(EvaluateCount({&two, 1}, {nullptr, 0, IOTPF_UNOBSERVED, 0, 0}) == U);
  CHECK(EvaluateCount({}, {nullptr, 0, IOTPF_UNOBSERVED, 0, 0}) == U);
}

}  // namespace
}  // namespace iotpf::runtime
