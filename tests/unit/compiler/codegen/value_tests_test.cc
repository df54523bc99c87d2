// Which lowering each test of a value gets.
#include "compiler/codegen/value_tests.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <functional>
#include <string>
#include <vector>

namespace iotpf::codegen {
namespace {

using tests::Bytes;
using tests::ImageBuilder;
using tests::Integers;
using tests::Masked;
using tests::Network;
using tests::RegexConstant;
using Constants = std::vector<ir::Constant>;

constexpr uint32_t kFolded = IOTPF_CONSTANT_NOCASE;
constexpr uint32_t kName = IOTPF_CONSTANT_NOCASE | IOTPF_CONSTANT_SUBTREE;

// What is not empty, in the order of the struct.
std::string Describe(const ValueTests& tests) {
  constexpr const char* kSays[] = {"holds", "at", "end", "suspect", "before"};
  std::string text;
  const auto add = [&](const std::string& name, size_t count) {
    if (count == 0) return;
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, name);
  };
  add("inlined", tests.inlined.size());
  add("searched", tests.searched.size());
  add("equal", tests.equal.size());
  add("folded", tests.equal_folded.size());
  add("names", tests.names.size());
  add("windows", tests.windows.size());
  for (const RangeTests& set : tests.ranges) add("ranges", set.ranges.size());
  for (uint32_t says = 0; says < 5; ++says) {
    size_t count = 0;
    for (const LiteralTest& test : tests.literals) {
      count += static_cast<uint32_t>(test.says) == says ? 1 : 0;
    }
    add(kSays[says], count);
  }
  add("suspects", tests.suspects.size());
  add("automata", tests.automata.size());
  add("others", tests.others.size());
  add("negated", tests.negated.size());
  add("present", tests.present.size());
  return text;
}

// So many different texts of a size.
Constants Texts(size_t count, size_t size = 6, uint32_t flags = 0) {
  Constants texts;
  for (size_t i = 0; i < count; ++i) {
    std::string text = fmt::format("{:03}", i);
    text.resize(size, 'x');
    texts.push_back(Bytes(text, flags));
  }
  return texts;
}

// Texts that differ behind so many bytes.
Constants WithStart(size_t count, size_t size) {
  Constants texts;
  for (size_t i = 0; i < count; ++i) {
    texts.push_back(Bytes(std::string(size, 's') + fmt::format("{:03}", i)));
  }
  return texts;
}

// Texts that begin with each other.
Constants Nested(size_t count, size_t shortest = 1) {
  Constants texts;
  for (size_t i = 0; i < count; ++i) {
    texts.push_back(Bytes(std::string(shortest + i, 'n')));
  }
  return texts;
}

Constants Ranges(int64_t count) {
  Constants ranges;
  for (int64_t i = 0; i < count; ++i) ranges.push_back(Integers(i, i + 1));
  return ranges;
}

Constants Networks(uint8_t count, size_t address_bytes = 4) {
  Constants networks;
  for (uint8_t i = 0; i < count; ++i) {
    std::string address = {10, static_cast<char>(i)};
    address.resize(address_bytes);
    networks.push_back(Network(address, 16));
  }
  return networks;
}

struct Test {
  iotpf_predicate_op op;
  Constants constants;
  uint64_t number = 0;
};

// So many masked texts that begin with the same two bytes, a test each.
std::vector<Test> WithMagic(uint8_t count) {
  std::vector<Test> tests;
  for (uint8_t i = 0; i < count; ++i) {
    const std::string end = {'\0', static_cast<char>(0x10 * i)};
    tests.push_back(
        {IOTPF_OP_CONTAINS,
         {Masked("\x55\xAA" + end, std::string("\xFF\xFF\x00\xF0", 4))}});
  }
  return tests;
}

struct Row {
  std::string name;
  Field field;
  std::vector<Test> tests;
  std::string expected;
};

constexpr Field kText = Field::RequestPath;
constexpr auto EQ = IOTPF_OP_EQUAL;
constexpr auto NE = IOTPF_OP_NOT_EQUAL;
constexpr auto STARTS = IOTPF_OP_STARTS_WITH;
constexpr auto ENDS = IOTPF_OP_ENDS_WITH;
constexpr auto CONTAINS = IOTPF_OP_CONTAINS;

std::string Sort(const Row& row) {
  ImageBuilder builder;
  const uint32_t reading = builder.Reading(row.field);
  for (const Test& test : row.tests) {
    builder.Test(test.op, reading, test.constants, test.number);
  }
  return Describe(SortTests(builder.ruleset,
                            ir::OrderPredicates(builder.ruleset), reading));
}

TEST_CASE("tests of bytes") {
  const Row rows[] = {
      {"none of a value",
       kText,
       {{IOTPF_OP_ABSENT, {}}, {IOTPF_OP_COUNT, Ranges(2)}},
       ""},
      {"presence", kText, {{IOTPF_OP_PRESENT, {}}}, "1 present"},
      {"a few texts", kText, {{EQ, Texts(4)}}, "4 inlined"},
      {"more", kText, {{EQ, Texts(5)}}, "5 equal"},
      {"of two tests, some the same",
       kText,
       {{EQ, Texts(4)}, {EQ, Texts(6)}},
       "6 equal"},
      {"one that is long", kText, {{EQ, Texts(1, 65)}}, "1 equal"},
      {"without case", kText, {{EQ, Texts(5, 6, kFolded)}}, "5 folded"},
      {"the opposite", kText, {{NE, Texts(5)}}, "5 equal, 1 negated"},
      {"an empty text", kText, {{EQ, {Bytes("")}}}, "1 inlined"},
      {"a few names", Field::TlsSni, {{EQ, Texts(4, 6, kName)}}, "4 inlined"},
      {"more names", Field::TlsSni, {{EQ, Texts(5, 6, kName)}}, "5 names"},
      {"a few places",
       kText,
       {{STARTS, Texts(4)}, {ENDS, Texts(4)}},
       "8 inlined"},
      {"more places",
       kText,
       {{STARTS, Texts(9)}, {ENDS, Texts(5)}},
       "5 inlined, 1 windows"},
      {"a long place", kText, {{ENDS, Texts(1, 65)}}, "1 windows"},
      {"short places",
       kText,
       {{STARTS, Texts(9, 3)}, {ENDS, Texts(10, 3)}},
       "2 windows"},
      {"short and long, at several places",
       Field::PayloadClient,
       {{STARTS, Texts(20, 3)},
        {STARTS, Texts(20, 12)},
        {IOTPF_OP_AT, Texts(9, 4), 7}},
       "2 windows"},
      {"anywhere", kText, {{CONTAINS, Texts(2)}}, "2 searched"},
      {"three anywhere", kText, {{CONTAINS, Texts(3)}}, "3 holds"},
      {"a place too long to be found twice",
       kText,
       {{ENDS, Nested(9, 257)}, {CONTAINS, {Bytes(std::string(300, 'n'))}}},
       "1 holds, 1 others"},
      {"nine that nest, and one",
       kText,
       {{ENDS, Nested(9)}, {STARTS, Texts(1)}},
       "2 inlined, 1 windows"},
      {"some that differ behind the windows that are tried",
       kText,
       {{STARTS, WithStart(20, 41)}},
       "8 inlined, 12 at"},
      {"nine that nest, anywhere", kText, {{CONTAINS, Nested(9)}}, "9 holds"},
      {"masks",
       Field::PayloadClient,
       {{EQ, Constants(16, Masked("a", "o"))}},
       "16 inlined"},
      {"more masks",
       Field::PayloadClient,
       {{EQ, Constants(17, Masked("a", "o"))}},
       "1 automata"},
      {"more masks, some anywhere",
       Field::PayloadClient,
       {{EQ, Constants(10, Masked("a", "o"))},
        {CONTAINS, Constants(10, Masked("a", "o"))}},
       "2 automata"},
      {"masks of too many states",
       Field::PayloadClient,
       {{EQ, Constants(10, Masked("a", "o"))},
        {CONTAINS,
         Constants(10, Masked("a" + std::string(19, '\0') + "b",
                              "\xFF" + std::string(19, '\0') + "\xFF"))}},
       "1 automata, 1 others"},
      {"more masks, with bytes that count",
       Field::PayloadClient,
       {{CONTAINS, Constants(17, Masked("tokeno", "\xFF\xFF\xFF\xFF\xFFo"))}},
       "1 before, 1 suspects"},
      {"one mask anywhere",
       Field::PayloadClient,
       {{CONTAINS, {Masked("tokeno", "\xFF\xFF\xFF\xFF\xFFo")}}},
       "1 before, 1 suspects"},
      {"a mask anywhere, where values are short",
       Field::RequestHeader,
       {{CONTAINS, {Masked("tokeno", "\xFF\xFF\xFF\xFF\xFFo")}}},
       "1 inlined"},
      {"masks that begin alike", Field::PayloadClient, WithMagic(9),
       "1 automata"},
      {"few of them", Field::PayloadClient, WithMagic(8),
       "8 before, 8 suspects"},
      {"a mask that is long",
       Field::PayloadClient,
       {{STARTS, {Masked(std::string(65, 'a'), std::string(65, 'o'))}}},
       "1 automata"},
      {"too long",
       Field::PayloadClient,
       {{CONTAINS, {Masked(std::string(256, 'a'), std::string(256, 'o'))}}},
       "1 others"},
      {"networks", Field::ServerIp, {{EQ, Networks(16)}}, "16 inlined"},
      {"more networks", Field::ServerIp, {{EQ, Networks(17)}}, "17 ranges"},
      {"of each size, those that are many",
       Field::ServerIp,
       {{EQ, Networks(17)}, {EQ, Networks(2, 16)}, {EQ, Networks(18, 6)}},
       "2 inlined, 17 ranges, 18 ranges"},
      {"numbers",
       Field::ServerPort,
       {{NE, Ranges(16)}},
       "16 inlined, 1 negated"},
      {"more numbers", Field::ServerPort, {{EQ, Ranges(17)}}, "17 ranges"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(Sort(row) == row.expected);
  }
}

TEST_CASE("regexes") {
  struct RegexRow {
    std::string name;
    std::vector<std::string> patterns;
    std::string expected;
  };
  std::vector<std::string> nested;
  for (size_t size = 2; size <= 10; ++size) {
    nested.push_back(std::string("abcdefghij").substr(0, size) + "\\d");
  }
  const std::string too_large = "(a|b)*a(a|b){14}";
  const RegexRow rows[] = {
      {"texts", {"abc", "^abc", "abc$", "^abc$"}, "3 inlined, 1 searched"},
      {"anchored: one automaton", {"^a[0-9]+", "\\Ab.c"}, "1 automata"},
      {"with a literal", {"[ab]token=\\d"}, "1 before, 1 suspects"},
      {"with either of two", {"(foo|bar)\\d"}, "2 before, 1 suspects"},
      {"at no fixed distance", {"\\d+token"}, "1 suspect, 1 suspects"},
      {"that looks back", {"\\btoken\\d"}, "1 suspect, 1 suspects"},
      {"without a literal: one automaton",
       {"[a-z]+\\d", "\\d[xyz]+"},
       "1 automata"},
      {"too large", {too_large}, "1 others"},
      {"too large, anchored", {"^" + too_large}, "1 others"},
      {"beside others", {too_large, "[a-z]+\\d"}, "1 automata, 1 others"},
      {"literals that nest", nested, "9 suspect, 9 suspects"},
  };
  for (const RegexRow& row : rows) {
    CAPTURE(row.name);
    ImageBuilder builder;
    const uint32_t reading = builder.Reading(kText);
    for (const std::string& pattern : row.patterns) {
      builder.Test(IOTPF_OP_MATCHES, reading,
                   {RegexConstant(builder.Regex(pattern))});
    }
    CHECK(Describe(SortTests(builder.ruleset,
                             ir::OrderPredicates(builder.ruleset), reading)) ==
          row.expected);
  }
}

}  // namespace
}  // namespace iotpf::codegen
