// Every operation on every state of a field and every type of value, as native
// code, at -O0 and -O2. The agreement tests add random ones.
#include "runtime/match/native_match.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::codegen {
namespace {

using runtime::NativeMatch;
using runtime::RegexSet;
using tests::Boolean;
using tests::Bytes;
using tests::ImageBuilder;
using tests::Integers;
using tests::Masked;
using tests::Network;
using tests::Null;
using tests::RegexConstant;
using tests::Slots;
using namespace std::string_view_literals;

constexpr iotpf_truth F = IOTPF_FALSE;
constexpr iotpf_truth T = IOTPF_TRUE;
constexpr iotpf_truth U = IOTPF_UNKNOWN;

constexpr uint32_t kNocase = IOTPF_CONSTANT_NOCASE;
constexpr uint32_t kSubtree = IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE;

// Regexes of every test ruleset, by number.
enum : uint32_t { kPlainRegex, kNocaseRegex, kEndRegex };

void AddRegexes(ImageBuilder& builder) {
  builder.Regex("b+c");
  builder.Regex("B+C", IOTPF_REGEX_NOCASE);
  builder.Regex("c$", IOTPF_REGEX_END_SENSITIVE);
}

// The truth of each predicate, through a provider whose scope it is.
std::vector<iotpf_truth> RunNative(const ImageBuilder& builder,
                                   const Slots& slots, int optimization_level) {
  const Result<Ruleset> ruleset =
      tests::LoadNative(builder.ruleset, optimization_level);
  REQUIRE(ruleset.has_value());
  const Result<RegexSet> regexes = RegexSet::Compile(ruleset->view());
  REQUIRE(regexes.has_value());
  NativeMatch match(*ruleset, *regexes);
  match.Advance(Stage::Flow, Stage::Stream, slots.session());
  std::vector<iotpf_truth> truths(builder.ruleset.providers.size(), F);
  for (const iotpf_scope& scope : match.Scopes()) {
    truths[scope.provider] = static_cast<iotpf_truth>(scope.truth);
  }
  return truths;
}

struct Case {
  std::string_view name;
  iotpf_predicate_op op;
  std::vector<ir::Constant> constants;
  uint64_t number;  // AT
  std::function<void(Slots&, uint32_t)> fill;
  iotpf_truth expected;
};

// Each case has a field of its own, told apart by its key.
void RunCases(const std::vector<Case>& cases) {
  ImageBuilder builder;
  AddRegexes(builder);
  for (size_t i = 0; i < cases.size(); ++i) {
    const Case& c = cases[i];
    const uint32_t reading =
        builder.Reading(Field::RequestHeader, "x-" + std::to_string(i));
    builder.Provider("", builder.Test(c.op, reading, c.constants, c.number));
  }
  Slots slots(cases.size());
  for (uint32_t i = 0; i < cases.size(); ++i) cases[i].fill(slots, i);
  for (const int level : {0, 2}) {
    const std::vector<iotpf_truth> truths = RunNative(builder, slots, level);
    for (size_t i = 0; i < cases.size(); ++i) {
      CAPTURE(level);
      CAPTURE(i);
      CAPTURE(cases[i].name);
      CHECK(truths[i] == cases[i].expected);
    }
  }
}

// ---- States of a slot

void Unobserved(Slots&, uint32_t) {}
void Absent(Slots& slots, uint32_t reading) { slots.SetAbsent(reading); }

auto Whole(std::string_view value) {
  return [value](Slots& slots, uint32_t r) { slots.Add(r, value); };
}
auto Partial(std::string_view value) {
  return [value](Slots& slots, uint32_t r) { slots.Add(r, value, true); };
}
auto Several(std::vector<std::string_view> values) {
  return [values](Slots& slots, uint32_t r) {
    for (const std::string_view value : values) slots.Add(r, value);
  };
}
auto Open(std::string_view value) {
  return [value](Slots& slots, uint32_t r) { slots.Add(r, value).SetOpen(r); };
}
auto Number(int64_t number, iotpf_value_kind kind = IOTPF_VALUE_INTEGER) {
  return [=](Slots& slots, uint32_t r) { slots.AddNumber(r, number, kind); };
}
auto Empty(iotpf_value_kind kind) {
  return [=](Slots& slots, uint32_t r) { slots.AddEmpty(r, kind); };
}

TEST_CASE("every operation in every state of a field") {
  struct Row {
    std::string_view name;
    iotpf_predicate_op op;
    std::vector<ir::Constant> constants;
    iotpf_truth absent, holds, holds_not, second_holds, open_holds, open_not;
  };
  // The constants hold for "abc" and not for "xyz".
  const std::vector<Row> rows = {
      {"equal", IOTPF_OP_EQUAL, {Bytes("abc")}, F, T, F, T, T, U},
      {"not equal", IOTPF_OP_NOT_EQUAL, {Bytes("xyz")}, F, T, F, F, U, F},
      {"starts", IOTPF_OP_STARTS_WITH, {Bytes("ab")}, F, T, F, T, T, U},
      {"ends", IOTPF_OP_ENDS_WITH, {Bytes("bc")}, F, T, F, T, T, U},
      {"contains", IOTPF_OP_CONTAINS, {Bytes("b")}, F, T, F, T, T, U},
      {"at", IOTPF_OP_AT, {Bytes("abc")}, F, T, F, T, T, U},
      {"matches", IOTPF_OP_MATCHES, {RegexConstant(0)}, F, T, F, T, T, U},
      {"present", IOTPF_OP_PRESENT, {}, F, T, T, T, T, T},
      {"absent", IOTPF_OP_ABSENT, {}, T, F, F, F, F, F},
      {"no constants", IOTPF_OP_EQUAL, {}, F, F, F, F, U, U},
  };
  std::vector<Case> cases;
  for (const Row& row : rows) {
    const auto add = [&](auto fill, iotpf_truth expected) {
      cases.push_back({row.name, row.op, row.constants, 0, fill, expected});
    };
    add(Unobserved, U);
    add(Absent, row.absent);
    add(Whole("abc"), row.holds);
    add(Whole("xyz"), row.holds_not);
    add(Several({"xyz", "abc"}), row.second_holds);
    add(Open("abc"), row.open_holds);
    add(Open("xyz"), row.open_not);
  }
  RunCases(cases);
}

TEST_CASE("byte operations on whole and partial values") {
  struct Row {
    iotpf_predicate_op op;
    ir::Constant constant;
    std::string_view value;
    iotpf_truth whole, partial;
    uint64_t number = 0;
  };
  const std::vector<Row> rows = {
      {IOTPF_OP_EQUAL, Bytes("abc"), "abc", T, U},
      {IOTPF_OP_EQUAL, Bytes("abc"), "ab", F, U},
      {IOTPF_OP_EQUAL, Bytes("abc"), "", F, U},
      {IOTPF_OP_EQUAL, Bytes("abc"), "ax", F, F},
      {IOTPF_OP_EQUAL, Bytes("abc"), "abcd", F, F},
      {IOTPF_OP_EQUAL, Bytes("abc"), "ABC", F, F},
      {IOTPF_OP_EQUAL, Bytes("abc", kNocase), "aBC", T, U},
      {IOTPF_OP_EQUAL, Bytes("a[c", kNocase), "A{C", F, F},
      {IOTPF_OP_EQUAL, Bytes(""), "", T, U},
      {IOTPF_OP_NOT_EQUAL, Bytes("abc"), "abc", F, U},
      {IOTPF_OP_NOT_EQUAL, Bytes("abc"), "ax", T, T},
      {IOTPF_OP_NOT_EQUAL, Bytes("abc"), "ab", T, U},
      {IOTPF_OP_STARTS_WITH, Bytes("abcdefghi"), "abcdefghi", T, T},
      {IOTPF_OP_STARTS_WITH, Bytes("abcdefghi"), "abcdefgh", F, U},
      {IOTPF_OP_STARTS_WITH, Bytes("abcdefghi"), "abcdefghj", F, F},
      {IOTPF_OP_STARTS_WITH, Bytes("ab"), "b", F, F},
      {IOTPF_OP_STARTS_WITH, Bytes(""), "", T, T},
      {IOTPF_OP_ENDS_WITH, Bytes("bc"), "abc", T, U},
      {IOTPF_OP_ENDS_WITH, Bytes("bc"), "c", F, U},
      {IOTPF_OP_ENDS_WITH, Bytes(""), "abc", T, T},
      {IOTPF_OP_CONTAINS, Bytes("bcdef"), "abcdefg", T, T},
      {IOTPF_OP_CONTAINS, Bytes("fg"), "abcdefg", T, T},
      {IOTPF_OP_CONTAINS, Bytes("gh"), "abcdefg", F, U},
      {IOTPF_OP_CONTAINS, Bytes("abc"), "ab", F, U},
      {IOTPF_OP_CONTAINS, Bytes(""), "", T, T},
      {IOTPF_OP_AT, Bytes("!1"), "xx!1", T, T, 2},
      {IOTPF_OP_AT, Bytes("!1"), "xx!", F, U, 2},
      {IOTPF_OP_AT, Bytes("!1"), "xx?", F, F, 2},
      {IOTPF_OP_AT, Bytes("!1"), "x", F, U, 2},
      {IOTPF_OP_AT, Bytes(""), "x", F, U, 2},
      {IOTPF_OP_AT, Bytes(""), "xx", T, T, 2},
      {IOTPF_OP_AT, Bytes("x"), "xx", F, U, ~uint64_t{0}},
      {IOTPF_OP_AT, Masked("\x55\x00\x0a"sv, "\xff\x00\x0f"sv), "\x55\xcc\xfa",
       T, T, 0},
      {IOTPF_OP_AT, Masked("\x55\x00\x0a"sv, "\xff\x00\x0f"sv), "\x55\xcc\xfb",
       F, F, 0},
      {IOTPF_OP_EQUAL, Bytes("x.com", kSubtree), "x.com", T, U},
      {IOTPF_OP_EQUAL, Bytes("x.com", kSubtree), "a.b.X.Com", T, U},
      {IOTPF_OP_EQUAL, Bytes("x.com", kSubtree), "ax.com", F, U},
      {IOTPF_OP_EQUAL, Bytes("x.com", kSubtree), ".x.com", T, U},
      {IOTPF_OP_EQUAL, Bytes("x.com", kSubtree), "com", F, U},
      {IOTPF_OP_EQUAL, Bytes("x.com", kNocase), "a.x.com", F, F},
      {IOTPF_OP_MATCHES, RegexConstant(kPlainRegex), "abbcd", T, T},
      {IOTPF_OP_MATCHES, RegexConstant(kPlainRegex), "aBC", F, U},
      {IOTPF_OP_MATCHES, RegexConstant(kNocaseRegex), "aBC", T, T},
      {IOTPF_OP_MATCHES, RegexConstant(kEndRegex), "abc", T, U},
      {IOTPF_OP_MATCHES, RegexConstant(kEndRegex), "abcd", F, U},
      {IOTPF_OP_EQUAL, Network("\x0a\x01\x02\x00"sv, 24), "\x0a\x01\x02\x63", T,
       U},
      {IOTPF_OP_EQUAL, Network("\x0a\x01\x02\x00"sv, 24), "\x0a\x01\x03\x63", F,
       U},
      {IOTPF_OP_EQUAL, Network("\x0a\x80\x00\x00"sv, 9), "\x0a\xff\x01\x01", T,
       U},
      {IOTPF_OP_EQUAL, Network("\x0a\x80\x00\x00"sv, 9), "\x0a\x7f\x01\x01", F,
       U},
      {IOTPF_OP_EQUAL, Network("\0\0\0\0"sv, 0), "\x0a\x7f\x01\x01", T, U},
      {IOTPF_OP_EQUAL, Network("\x0a\x01\x02\x03"sv, 32),
       "\0\0\0\0\0\0\0\0\0\0\xff\xff\x0a\x01\x02\x03"sv, F, U},
      {IOTPF_OP_EQUAL, Network("\xa4\xcf\x12\0\0\0"sv, 24),
       "\xa4\xcf\x12\x01\x02\x03", T, U},
  };
  std::vector<Case> cases;
  for (const Row& row : rows) {
    // Alone, and behind so many others that the shared loop is used.
    std::vector<ir::Constant> list(9, row.constant);
    const auto add = [&](auto fill, iotpf_truth expected) {
      cases.push_back(
          {row.value, row.op, {row.constant}, row.number, fill, expected});
      cases.push_back({row.value, row.op, list, row.number, fill, expected});
    };
    add(Whole(row.value), row.whole);
    add(Partial(row.value), row.partial);
  }
  RunCases(cases);
}

TEST_CASE("a value compares by its own kind") {
  struct Row {
    ir::Constant constant;
    std::function<void(Slots&, uint32_t)> fill;
    iotpf_truth expected;
  };
  const std::vector<Row> rows = {
      {Integers(5, 9), Number(5), T},
      {Integers(5, 9), Number(9), T},
      {Integers(5, 9), Number(4), F},
      {Integers(5, 9), Number(10), F},
      {Integers(-3, -1), Number(-2), T},
      {Integers(INT64_MIN, 0), Number(INT64_MIN), T},
      {Integers(1, 1), Number(1, IOTPF_VALUE_BOOLEAN), F},
      {Integers(1, 1), Whole("1"), F},
      {Boolean(true), Number(1, IOTPF_VALUE_BOOLEAN), T},
      {Boolean(false), Number(1, IOTPF_VALUE_BOOLEAN), F},
      {Boolean(true), Number(1), F},
      {Null(), Empty(IOTPF_VALUE_NULL), T},
      {Null(), Empty(IOTPF_VALUE_OTHER), F},
      {Null(), Whole(""), F},
      {Null(), Partial(""), F},
      {Bytes("1"), Number(1), F},
      {Bytes(""), Empty(IOTPF_VALUE_NULL), F},
      {Bytes(""), Empty(IOTPF_VALUE_OTHER), F},
  };
  std::vector<Case> cases;
  for (const Row& row : rows) {
    const std::vector<ir::Constant> list(9, row.constant);
    cases.push_back(
        {"one", IOTPF_OP_EQUAL, {row.constant}, 0, row.fill, row.expected});
    cases.push_back({"list", IOTPF_OP_EQUAL, list, 0, row.fill, row.expected});
  }
  cases.push_back({"mixed",
                   IOTPF_OP_EQUAL,
                   {Bytes("x"), Integers(1, 1), Null()},
                   0,
                   Number(1),
                   T});
  cases.push_back({"number",
                   IOTPF_OP_MATCHES,
                   {RegexConstant(kPlainRegex)},
                   0,
                   Number(1),
                   F});
  RunCases(cases);
}

TEST_CASE("whether a record was seen") {
  const std::vector<std::pair<iotpf_presence, iotpf_truth>> rows = {
      {IOTPF_UNOBSERVED, U}, {IOTPF_ABSENT, F}, {IOTPF_PRESENT, T}};
  for (const auto& [presence, expected] : rows) {
    ImageBuilder builder;
    builder.Provider("", builder.TestRecord(Record::Mqtt, Stage::Stream));
    Slots slots(0);
    slots.SetRecord(Record::Mqtt, presence);
    CHECK(RunNative(builder, slots, 2).at(0) == expected);
  }
}

TEST_CASE("no byte outside of a value is read") {
  const std::string letters(80, 'a');
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(Field::RequestPath);
  for (size_t size = 0; size <= 70; size += size < 20 ? 1 : 10) {
    const ir::Constant constant = Bytes(letters.substr(0, size), kSubtree);
    for (const iotpf_predicate_op op :
         {IOTPF_OP_EQUAL, IOTPF_OP_STARTS_WITH, IOTPF_OP_ENDS_WITH,
          IOTPF_OP_CONTAINS, IOTPF_OP_AT}) {
      builder.Provider("", builder.Test(op, reading, {constant}, 3));
    }
  }
  const Result<Ruleset> ruleset = tests::LoadNative(builder.ruleset, 2);
  REQUIRE(ruleset.has_value());
  const Result<RegexSet> regexes = RegexSet::Compile(ruleset->view());
  REQUIRE(regexes.has_value());
  NativeMatch match(*ruleset, *regexes);
  tests::GuardedPages pages;
  for (size_t size = 0; size <= letters.size(); ++size) {
    const char* bytes = pages.AtEnd(std::string_view(letters).substr(0, size));
    for (const bool partial : {false, true}) {
      Slots slots(1);
      slots.AddView(0, {bytes, size}, partial);
      match.Advance(Stage::Flow, Stage::RequestHead, slots.session());
      CHECK(match.Scopes().size() <= builder.ruleset.providers.size());
    }
  }
}

}  // namespace
}  // namespace iotpf::codegen
