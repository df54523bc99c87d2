// Anchors, lengths and plain texts, as tables.

#include "compiler/automata/query_regex.h"

#include "compiler/automata/parse_regex.h"

#include <doctest/doctest.h>

#include <string_view>

namespace iotpf::automata {
namespace {

TEST_CASE("anchors and lengths hold for every match") {
  struct Case {
    std::string_view pattern;
    bool is_start;
    bool is_end;
    uint32_t min;
    uint32_t max;
  };
  static constexpr Case kCases[] = {
      {"", false, false, 0, 0},
      {"abc", false, false, 3, 3},
      {"^abc$", true, true, 3, 3},
      {"\\Aabc\\z", true, true, 3, 3},
      {"^a|^b", true, false, 1, 1},
      {"^a|b", false, false, 1, 1},
      {"(^a|^bc)d$", true, true, 2, 3},
      {"(?m)^a$", false, false, 1, 1},
      {"(^a)?b", false, false, 1, 2},
      {"(^a)+b", true, false, 2, kUnbounded},
      {"x*^a", true, false, 1, kUnbounded},
      {"a{2,5}(bc)*", false, false, 2, kUnbounded},
      {"a{0}|bcd", false, false, 0, 3},
      {"\\b.\\B", false, false, 1, 1},
      {"(^)*", false, false, 0, 0},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.pattern);
    const auto regex = ParseRegex(test.pattern, false);
    REQUIRE(regex);
    CHECK(IsStartAnchored(*regex) == test.is_start);
    CHECK(IsEndAnchored(*regex) == test.is_end);
    CHECK(LengthOf(*regex).min == test.min);
    CHECK(LengthOf(*regex).max == test.max);
  }
}

TEST_CASE("a plain text is known as one") {
  struct Case {
    std::string_view pattern;
    bool nocase;
    bool is_plain;
    PlainText text;
  };
  static const Case kCases[] = {
      {"abc", false, true, {"abc", false, false, false}},
      {"^a\\.b$", false, true, {"a.b", false, true, true}},
      {"A(?:b)c", true, true, {"abc", true, false, false}},
      {"^1-2", true, true, {"1-2", false, true, false}},
      {"[Aa][Bb]$", false, true, {"ab", true, false, true}},
      {"", false, true, {"", false, false, false}},
      {"^^$$", false, true, {"", false, true, true}},
      {"a(?i)b", false, false, {}},
      {"[ab]", false, false, {}},
      {"a$b", false, false, {}},
      {"a^b", false, false, {}},
      {"(?m)^a", false, false, {}},
      {"ab*", false, false, {}},
      {"\\xe5", true, false, {}},
      {"\\xe5", false, true, {"\xe5", false, false, false}},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.pattern);
    const auto regex = ParseRegex(test.pattern, test.nocase);
    REQUIRE(regex);
    const auto plain = AsPlainText(*regex);
    CHECK(plain.has_value() == test.is_plain);
    if (!plain) continue;
    CHECK(plain->bytes == test.text.bytes);
    CHECK(plain->nocase == test.text.nocase);
    CHECK(plain->at_start == test.text.at_start);
    CHECK(plain->at_end == test.text.at_end);
  }
}

}  // namespace
}  // namespace iotpf::automata
