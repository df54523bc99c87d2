// Proofs about patterns, and the inputs that show them wrong. Brute force over
// short inputs is in tests/agreement.

#include "compiler/automata/language.h"

#include "compiler/automata/parse_regex.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace iotpf::automata {
namespace {

Dfa LanguageOfPattern(std::string_view pattern, bool is_reversed = false) {
  const auto regex = ParseRegex(pattern, false);
  REQUIRE(regex);
  const DfaPattern row{&*regex, 0};
  auto dfa = BuildDfa({&row, 1}, {.is_reversed = is_reversed});
  REQUIRE(dfa);
  return std::move(*dfa);
}

TEST_CASE("what one pattern matches and the other does not") {
  struct Case {
    std::string_view a;
    std::string_view b;
    std::optional<std::string> witness;  // of a without b
  };
  static const Case kCases[] = {
      {"^abc$", "b", std::nullopt},
      {"b", "^abc$", "b"},
      {"^a[0-9]+$", "^a\\d*$", std::nullopt},
      {"^a\\d*$", "^a[0-9]+$", "a"},
      {"\\.tuya\\.com$", "tuya", std::nullopt},
      {"tuya", "\\.tuya\\.com$", "tuya"},
      {"", "a", ""},
      {"^(?s:.)$", "^.$", "\n"},
      {"^[\\x00-\\x1f~]{2}$", "a", "~~"},
      {"^(\\n|ab?)", "^\\n|^a$", "ab"},
      {"(?m)^x", "^x", "\nx"},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.a);
    CAPTURE(test.b);
    for (const bool is_reversed : {false, true}) {
      const Dfa a = LanguageOfPattern(test.a, is_reversed);
      const Dfa b = LanguageOfPattern(test.b, is_reversed);
      const auto rest = Difference(a, b);
      REQUIRE(rest);
      CHECK(IsEmpty(*rest) == !test.witness);
      CHECK(FindWitness(*rest) == test.witness);
      // The same by the textbook.
      const auto not_b = Complement(b);
      REQUIRE(not_b);
      const auto both = Intersect(a, *not_b);
      REQUIRE(both);
      CHECK(both->next == rest->next);
    }
  }
}

TEST_CASE("a language and its complement are everything") {
  for (const char* pattern : {"a", "^$", "(?m)a$", "\\bx\\B", "a.*b"}) {
    CAPTURE(pattern);
    const Dfa language = LanguageOfPattern(pattern);
    const auto rest = Complement(language);
    REQUIRE(rest);
    const auto all = Unite(language, *rest);
    REQUIRE(all);
    CHECK(all->state_count() == 1);
    CHECK(all->certain[0] != 0);
    const auto none = Intersect(language, *rest);
    REQUIRE(none);
    CHECK(none->state_count() == 1);
    CHECK(none->dead == 0);
    CHECK(IsEmpty(*none));
  }
}

TEST_CASE("one pattern of a set") {
  const auto a = ParseRegex("a", false);
  const auto b = ParseRegex("b$", false);
  const DfaPattern rows[] = {{&*a, 4}, {&*b, 9}};
  const auto dfa = BuildDfa(rows);
  REQUIRE(dfa);
  const auto of_b = LanguageOf(*dfa, 9);
  REQUIRE(of_b);
  CHECK(Run(*of_b, "a").empty());
  CHECK(Run(*of_b, "ab") == std::vector<uint32_t>{0});
  const auto of_none = LanguageOf(*dfa, 5);
  REQUIRE(of_none);
  CHECK(IsEmpty(*of_none));
}

TEST_CASE("products keep to their budgets") {
  const Dfa a = LanguageOfPattern("a.{8}b");
  const Dfa b = LanguageOfPattern("c.{8}d");
  const auto states = Intersect(a, b, {.max_states = 1000});
  REQUIRE(!states);
  CHECK(states.error() == DfaFailure::TooManyStates);
  const auto work = Intersect(a, b, {.max_work = 1000});
  REQUIRE(!work);
  CHECK(work.error() == DfaFailure::TooMuchWork);
}

}  // namespace
}  // namespace iotpf::automata
