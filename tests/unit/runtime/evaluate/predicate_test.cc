// Every operation in every state of a field, on every type of value.
#include "runtime/evaluate/predicate.h"
#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::runtime {
namespace {

using tests::Boolean;
using tests::Bytes;
using tests::Image;
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

// A ruleset with one predicate on one field, and a session on it.
struct Fixture {
  explicit Fixture(iotpf_predicate_op op,
                   const std::vector<ir::Constant>& constants = {},
                   Field field = Field::RequestPath, uint64_t number = 0,
                   std::string_view pattern = "", uint32_t regex_flags = 0)
      : slots(1) {
    if (!pattern.empty()) builder.Regex(pattern, regex_flags);
    builder.Test(op, builder.Reading(field), constants, number);
  }

  iotpf_truth Run() const {
    const Image image = builder.Build();
    const auto regexes = RegexSet::Compile(image.view());
    REQUIRE(regexes.has_value());
    return EvaluatePredicate(image.view(), 0, slots.session(), *regexes);
  }

  std::optional<uint32_t> Match() const {
    const Image image = builder.Build();
    const auto regexes = RegexSet::Compile(image.view());
    REQUIRE(regexes.has_value());
    return FirstMatch(image.view(), 0, slots.session(), *regexes);
  }

  ImageBuilder builder;
  Slots slots;
};

TEST_CASE("every operation on a field without a value") {
  struct Case {
    iotpf_predicate_op op;
    iotpf_truth absent;
    iotpf_truth present;  // with the value "abc"; the constant is "x"
  };
  for (const Case& c : {Case{IOTPF_OP_EQUAL, F, F},
                        {IOTPF_OP_NOT_EQUAL, F, T},
                        {IOTPF_OP_STARTS_WITH, F, F},
                        {IOTPF_OP_ENDS_WITH, F, F},
                        {IOTPF_OP_CONTAINS, F, F},
                        {IOTPF_OP_AT, F, F},
                        {IOTPF_OP_PRESENT, F, T},
                        {IOTPF_OP_ABSENT, T, F}}) {
    CAPTURE(c.op);
    CHECK(Fixture(c.op, {Bytes("x")}).Run() == U);
    Fixture absent(c.op, {Bytes("x")});
    absent.slots.SetAbsent(0);
    CHECK(absent.Run() == c.absent);
    CHECK(absent.Match() == std::nullopt);
    Fixture present(c.op, {Bytes("x")});
    present.slots.Add(0, "abc");
    CHECK(present.Run() == c.present);
  }
  CHECK(
      Fixture(IOTPF_OP_MATCHES, {RegexConstant(0)}, Field::RequestPath, 0, "x")
          .Run() == U);
}

TEST_CASE("byte operations on whole and partial values") {
  struct Case {
    iotpf_predicate_op op;
    std::string_view constant;
    std::string_view value;
    iotpf_truth whole;
    iotpf_truth partial;
  };
  for (const Case& c : {Case{IOTPF_OP_EQUAL, "abc", "abc", T, U},
                        {IOTPF_OP_EQUAL, "abc", "ABC", F, F},
                        {IOTPF_OP_EQUAL, "abc", "ab", F, U},
                        {IOTPF_OP_EQUAL, "abc", "ax", F, F},
                        {IOTPF_OP_EQUAL, "abc", "abcd", F, F},
                        {IOTPF_OP_EQUAL, "", "", T, U},
                        {IOTPF_OP_NOT_EQUAL, "abc", "abc", F, U},
                        {IOTPF_OP_NOT_EQUAL, "abc", "ab", T, U},
                        {IOTPF_OP_NOT_EQUAL, "abc", "ax", T, T},
                        {IOTPF_OP_STARTS_WITH, "ab", "abc", T, T},
                        {IOTPF_OP_STARTS_WITH, "ab", "a", F, U},
                        {IOTPF_OP_STARTS_WITH, "ab", "b", F, F},
                        {IOTPF_OP_STARTS_WITH, "", "", T, T},
                        {IOTPF_OP_ENDS_WITH, "bc", "abc", T, U},
                        {IOTPF_OP_ENDS_WITH, "bc", "c", F, U},
                        {IOTPF_OP_ENDS_WITH, "bc", "bcd", F, U},
                        {IOTPF_OP_ENDS_WITH, "", "x", T, T},
                        {IOTPF_OP_CONTAINS, "bc", "abcd", T, T},
                        {IOTPF_OP_CONTAINS, "bc", "abdc", F, U},
                        {IOTPF_OP_CONTAINS, "bc", "b", F, U},
                        {IOTPF_OP_CONTAINS, "", "", T, T}}) {
    CAPTURE(c.op);
    CAPTURE(c.constant);
    CAPTURE(c.value);
    Fixture whole(c.op, {Bytes(c.constant)});
    whole.slots.Add(0, c.value);
    CHECK(whole.Run() == c.whole);
    Fixture partial(c.op, {Bytes(c.constant)});
    partial.slots.Add(0, c.value, true);
    CHECK(partial.Run() == c.partial);
  }
}

TEST_CASE("a constant at an offset") {
  struct Case {
    uint64_t offset;
    std::string_view constant;
    std::string_view value;
    iotpf_truth whole;
    iotpf_truth partial;
  };
  for (const Case& c : {Case{2, "cd", "abcde", T, T},
                        {2, "cd", "abxd", F, F},
                        {2, "cd", "abc", F, U},
                        {2, "cd", "abx", F, F},
                        {2, "cd", "a", F, U},
                        {2, "cd", "", F, U},
                        {2, "", "ab", T, T},
                        {2, "", "a", F, U},
                        {UINT64_MAX, "a", "aaaa", F, U}}) {
    CAPTURE(c.offset);
    CAPTURE(c.value);
    Fixture whole(IOTPF_OP_AT, {Bytes(c.constant)}, Field::PayloadClient,
                  c.offset);
    whole.slots.Add(0, c.value);
    CHECK(whole.Run() == c.whole);
    Fixture partial(IOTPF_OP_AT, {Bytes(c.constant)}, Field::PayloadClient,
                    c.offset);
    partial.slots.Add(0, c.value, true);
    CHECK(partial.Run() == c.partial);
  }
}

TEST_CASE("masks and case folding") {
  struct Case {
    iotpf_predicate_op op;
    ir::Constant constant;
    std::string_view value;
    iotpf_truth expected;
  };
  const ir::Constant nibble = Masked("\x55\x00\xA0"sv, "\xFF\x00\xF0"sv);
  const ir::Constant folded = Bytes("a-z", IOTPF_CONSTANT_NOCASE);
  for (const Case& c :
       {Case{IOTPF_OP_EQUAL, nibble, "\x55\x12\xA7"sv, T},
        {IOTPF_OP_EQUAL, nibble, "\x55\x12\xB7"sv, F},
        {IOTPF_OP_STARTS_WITH, nibble, "\x55\x12\xA7tail"sv, T},
        {IOTPF_OP_ENDS_WITH, nibble, "head\x55\x12\xAF"sv, T},
        {IOTPF_OP_CONTAINS, nibble, "\x55\x55\x55\xA0\x00"sv, T},
        {IOTPF_OP_CONTAINS, nibble, "\x54\x55\x55\x50\x00"sv, F},
        {IOTPF_OP_EQUAL, folded, "A-z", T},
        {IOTPF_OP_EQUAL, folded, "A\rz", F},
        {IOTPF_OP_CONTAINS, folded, "xA-Zx", T},
        {IOTPF_OP_ENDS_WITH, folded, "xA-Z", T},
        // Only letters fold: `[` and `{` differ in the same bit.
        {IOTPF_OP_EQUAL, Bytes("{", IOTPF_CONSTANT_NOCASE), "[", F}}) {
    CAPTURE(c.op);
    CAPTURE(c.value);
    Fixture fixture(c.op, {c.constant}, Field::PayloadClient);
    fixture.slots.Add(0, c.value);
    CHECK(fixture.Run() == c.expected);
  }
}

TEST_CASE("hosts by label") {
  struct Case {
    uint32_t flags;
    std::string_view value;
    iotpf_truth whole;
    iotpf_truth partial;
  };
  constexpr uint32_t kName = IOTPF_CONSTANT_NOCASE;
  constexpr uint32_t kUnder = IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE;
  for (const Case& c : {Case{kName, "x.com", T, U},
                        {kName, "X.Com", T, U},
                        {kName, "x.co", F, U},
                        {kName, "a.x.com", F, F},
                        {kUnder, "X.com", T, U},
                        {kUnder, "a.b.x.COM", T, U},
                        {kUnder, ".x.com", T, U},
                        {kUnder, "ax.com", F, U},
                        {kUnder, "com", F, U},
                        {kUnder, "", F, U}}) {
    CAPTURE(c.flags);
    CAPTURE(c.value);
    Fixture whole(IOTPF_OP_EQUAL, {Bytes("x.com", c.flags)}, Field::TlsSni);
    whole.slots.Add(0, c.value);
    CHECK(whole.Run() == c.whole);
    Fixture partial(IOTPF_OP_EQUAL, {Bytes("x.com", c.flags)}, Field::TlsSni);
    partial.slots.Add(0, c.value, true);
    CHECK(partial.Run() == c.partial);
  }
}

TEST_CASE("integers, addresses and networks") {
  Fixture port(IOTPF_OP_EQUAL, {Integers(1, 9), Integers(443, 443)},
               Field::ServerPort);
  port.slots.AddNumber(0, 443);
  CHECK(port.Run() == T);
  Fixture other(IOTPF_OP_NOT_EQUAL, {Integers(1, 9)}, Field::ServerPort);
  other.slots.AddNumber(0, 10);
  CHECK(other.Run() == T);

  struct Case {
    Field field;
    std::string_view network;
    int64_t bits;
    std::string_view value;
    iotpf_truth expected;
  };
  constexpr std::string_view kMapped =
      "\0\0\0\0\0\0\0\0\0\0\xFF\xFF\x0A\0\0\1"sv;
  for (const Case& c :
       {Case{Field::ServerIp, "\x0A\0\0\0"sv, 8, "\x0A\1\2\3"sv, T},
        {Field::ServerIp, "\x0A\0\0\0"sv, 8, "\x0B\0\0\0"sv, F},
        {Field::ServerIp, "\x0A\x80\0\0"sv, 9, "\x0A\xFF\0\0"sv, T},
        {Field::ServerIp, "\x0A\x80\0\0"sv, 9, "\x0A\x7F\0\0"sv, F},
        {Field::ServerIp, "\0\0\0\0"sv, 0, "\1\2\3\4"sv, T},
        {Field::ServerIp, "\0\0\0\0"sv, 0, kMapped, F},
        {Field::ServerIp, "\x0A\0\0\0"sv, 8, kMapped, F},
        {Field::ServerIp, "\x0A\0\0\1"sv, 32, "\x0A\0\0\1"sv, T},
        {Field::ClientMac, "\xA4\xCF\x12\0\0\0"sv, 24, "\xA4\xCF\x12\1\2\3"sv,
         T},
        {Field::ClientMac, "\xA4\xCF\x12\0\0\0"sv, 24, "\xA4\xCF\x13\1\2\3"sv,
         F}}) {
    CAPTURE(c.bits);
    CAPTURE(c.value);
    Fixture fixture(IOTPF_OP_EQUAL, {Network(c.network, c.bits)}, c.field);
    fixture.slots.Add(0, c.value);
    CHECK(fixture.Run() == c.expected);
  }
}

TEST_CASE("JSON values compare by their own kind") {
  enum Value { kText, kInteger, kTrue, kNull, kOther };
  struct Case {
    iotpf_predicate_op op;
    ir::Constant constant;
    Value value;
    iotpf_truth expected;
  };
  for (const Case& c : {Case{IOTPF_OP_EQUAL, Bytes("1"), kText, T},
                        {IOTPF_OP_EQUAL, Bytes("1"), kInteger, F},
                        {IOTPF_OP_EQUAL, Integers(0, 1), kInteger, T},
                        {IOTPF_OP_EQUAL, Integers(0, 1), kText, F},
                        {IOTPF_OP_EQUAL, Integers(0, 1), kTrue, F},
                        {IOTPF_OP_EQUAL, Boolean(true), kTrue, T},
                        {IOTPF_OP_EQUAL, Boolean(false), kTrue, F},
                        {IOTPF_OP_EQUAL, Boolean(true), kInteger, F},
                        {IOTPF_OP_EQUAL, Null(), kNull, T},
                        {IOTPF_OP_EQUAL, Null(), kOther, F},
                        {IOTPF_OP_NOT_EQUAL, Bytes("1"), kOther, T},
                        {IOTPF_OP_NOT_EQUAL, Null(), kNull, F},
                        {IOTPF_OP_STARTS_WITH, Bytes("1"), kText, T},
                        {IOTPF_OP_STARTS_WITH, Bytes(""), kInteger, F},
                        {IOTPF_OP_CONTAINS, Bytes(""), kNull, F},
                        {IOTPF_OP_PRESENT, Null(), kNull, T}}) {
    CAPTURE(c.op);
    CAPTURE(c.value);
    Fixture fixture(c.op, {c.constant}, Field::ResponseJson);
    if (c.value == kText) fixture.slots.Add(0, "1");
    if (c.value == kInteger) fixture.slots.AddNumber(0, 1);
    if (c.value == kTrue) {
      fixture.slots.AddNumber(0, 1, IOTPF_VALUE_BOOLEAN);
    }
    if (c.value == kNull) fixture.slots.AddEmpty(0, IOTPF_VALUE_NULL);
    if (c.value == kOther) fixture.slots.AddEmpty(0, IOTPF_VALUE_OTHER);
    CHECK(fixture.Run() == c.expected);
  }
  Fixture partial(IOTPF_OP_EQUAL, {Integers(0, 1)}, Field::ResponseJson);
  partial.slots.Add(0, "1", true);
  CHECK(partial.Run() == F);
}

TEST_CASE("regexes") {
  struct Case {
    std::string_view pattern;
    uint32_t flags;
    std::string_view value;
    iotpf_truth whole;
    iotpf_truth partial;
  };
  for (const Case& c : {Case{"b+c", 0, "abbc", T, T},
                        {"b+c", 0, "abb", F, U},
                        {"B+C", IOTPF_REGEX_NOCASE, "abbc", T, T},
                        {"bc$", IOTPF_REGEX_END_SENSITIVE, "abc", T, U},
                        {"bc$", IOTPF_REGEX_END_SENSITIVE, "abcd", F, U},
                        {"\\xff.", 0, "\xFF\xFE"sv, T, T}}) {
    CAPTURE(c.pattern);
    CAPTURE(c.value);
    for (const bool partial : {false, true}) {
      Fixture fixture(IOTPF_OP_MATCHES, {RegexConstant(0)}, Field::RequestPath,
                      0, c.pattern, c.flags);
      fixture.slots.Add(0, c.value, partial);
      CHECK(fixture.Run() == (partial ? c.partial : c.whole));
    }
  }
}

TEST_CASE("several values, several constants, open lists") {
  struct Case {
    iotpf_predicate_op op;
    std::vector<std::string_view> values;
    iotpf_truth closed;
    iotpf_truth open;
    std::optional<uint32_t> match;  // in the closed list
  };
  for (const Case& c : {Case{IOTPF_OP_EQUAL, {"h2", "x"}, F, U, std::nullopt},
                        {IOTPF_OP_EQUAL, {"x", "b"}, T, T, 1},
                        {IOTPF_OP_EQUAL, {"b", "a"}, T, T, 0},
                        {IOTPF_OP_NOT_EQUAL, {"x", "y"}, T, U, 0},
                        {IOTPF_OP_NOT_EQUAL, {"x", "a"}, F, F, std::nullopt},
                        {IOTPF_OP_STARTS_WITH, {"x", "ya", "ba"}, T, T, 2},
                        {IOTPF_OP_PRESENT, {"x", "y"}, T, T, 0},
                        {IOTPF_OP_ABSENT, {"x"}, F, F, std::nullopt}}) {
    CAPTURE(c.op);
    Fixture fixture(c.op, {Bytes("a"), Bytes("b")}, Field::TlsAlpn);
    for (const std::string_view value : c.values) fixture.slots.Add(0, value);
    CHECK(fixture.Run() == c.closed);
    CHECK(fixture.Match() == c.match);
    fixture.slots.SetOpen(0);
    CHECK(fixture.Run() == c.open);
  }
}

TEST_CASE("presence of a record") {
  struct Case {
    iotpf_presence presence;
    iotpf_truth expected;
  };
  for (const Case& c :
       {Case{IOTPF_UNOBSERVED, U}, {IOTPF_ABSENT, F}, {IOTPF_PRESENT, T}}) {
    ImageBuilder builder;
    builder.TestRecord(Record::Tls, Stage::Hello);
    const Image image = builder.Build();
    const auto regexes = RegexSet::Compile(image.view());
    REQUIRE(regexes.has_value());
    Slots slots(0);
    slots.SetRecord(Record::Tls, c.presence);
    CHECK(EvaluatePredicate(image.view(), 0, slots.session(), *regexes) ==
          c.expected);
    CHECK(FirstMatch(image.view(), 0, slots.session(), *regexes) ==
          std::nullopt);
  }
}

}  // namespace
}  // namespace iotpf::runtime
