// Automata of small sets, state by state where it matters, and the budgets.

#include "compiler/automata/build_dfa.h"

#include "compiler/automata/parse_regex.h"
#include "tests/support/pattern_dfa.h"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::automata {
namespace {

Outcome<Dfa, DfaFailure> Build(const std::vector<std::string>& patterns,
                               const DfaOptions& options = {}) {
  std::vector<Regex> regexes;
  for (const std::string& pattern : patterns) {
    auto regex = ParseRegex(pattern, false);
    REQUIRE(regex);
    regexes.push_back(std::move(*regex));
  }
  std::vector<DfaPattern> rows;
  for (uint32_t i = 0; i < regexes.size(); ++i)
    rows.push_back({&regexes[i], i});
  return BuildDfa(rows, options);
}

using tests::StateAfter;
using Ids = std::vector<uint32_t>;

Ids IdsOf(const Dfa& dfa, uint32_t list) {
  const auto ids = dfa.MatchList(list);
  return {ids.begin(), ids.end()};
}

TEST_CASE("a set reports what matches") {
  struct Case {
    std::vector<std::string> patterns;
    std::string_view input;
    Ids ids;
  };
  static const std::vector<Case> kCases = {
      {{}, "abc", {}},
      {{""}, "", {0}},
      {{"he", "she", "his", "hers"}, "ushers", {0, 1, 3}},
      {{"^a", "a$", "^a$"}, "a", {0, 1, 2}},
      {{"^a", "a$", "^a$"}, "aba", {0, 1}},
      {{"\\bab\\b", "\\Bb"}, "ab c", {0, 1}},
      {{"\\bab\\b", "\\Bb"}, "abc", {1}},
      {{"(?m)^b$", "^b$"}, "a\nb\nc", {0}},
      {{"a.c", "(?s)a.c"}, "a\nc", {1}},
      {{"x{2,3}y", "[^x]xy"}, "axxxxy", {0}},
      {{"[^\\x00-\\xff]", "a"}, "a", {1}},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.input);
    for (const auto reports : {DfaReports::Once, DfaReports::Kept}) {
      for (const bool is_reversed : {false, true}) {
        const auto dfa = Build(
            test.patterns, {.reports = reports, .is_reversed = is_reversed});
        REQUIRE(dfa);
        CHECK(Run(*dfa, test.input) == test.ids);
      }
    }
  }
}

TEST_CASE("patterns of one id are one") {
  const auto a = ParseRegex("a", false);
  const auto b = ParseRegex("b", false);
  const DfaPattern rows[] = {{&*a, 7}, {&*b, 7}, {&*b, 3}};
  const auto dfa = BuildDfa(rows);
  REQUIRE(dfa);
  CHECK(Run(*dfa, "a") == Ids{7});
  CHECK(Run(*dfa, "b") == Ids{3, 7});
}

TEST_CASE("what is certain is known at once, and may be forgotten") {
  const auto once = Build({"^ab", "^abc.*d"});
  REQUIRE(once);
  CHECK(IdsOf(*once, once->certain[StateAfter(*once, "ab")]) == Ids{0});
  CHECK(once->certain[StateAfter(*once, "abc")] == 0);
  CHECK(StateAfter(*once, "abx") == once->dead);
  CHECK(IsSettled(*once, once->dead));

  const auto kept = Build({"^ab", "^abc.*d"}, {.reports = DfaReports::Kept});
  REQUIRE(kept);
  CHECK(IdsOf(*kept, kept->certain[StateAfter(*kept, "abc")]) == Ids{0});
  const uint32_t all = StateAfter(*kept, "abcd");
  CHECK(IdsOf(*kept, kept->certain[all]) == Ids{0, 1});
  CHECK(IsSettled(*kept, all));
}

TEST_CASE("kept reports come as early as they can be known") {
  for (const char* pattern : {"a(b|[^b]|$)", "a(?:\\b|\\B)", "a(?s:.*)$"}) {
    CAPTURE(pattern);
    const auto dfa = Build({pattern}, {.reports = DfaReports::Kept});
    REQUIRE(dfa);
    CHECK(dfa->state_count() == 2);
    CHECK(IdsOf(*dfa, dfa->certain[StateAfter(*dfa, "a")]) == Ids{0});
  }
}

TEST_CASE("the end decides what looks at it") {
  const auto dfa = Build({"b$", "b\\b"});
  REQUIRE(dfa);
  const uint32_t state = StateAfter(*dfa, "b");
  CHECK(dfa->certain[state] == 0);
  CHECK(IdsOf(*dfa, dfa->at_end[state]) == Ids{0, 1});
  CHECK(IdsOf(*dfa, dfa->certain[StateAfter(*dfa, "b ")]) == Ids{1});
}

TEST_CASE("automata are minimal, in a fixed order, with few columns") {
  struct Case {
    const char* pattern;
    uint32_t states;  // counted by hand, with the dead one where there is one
    uint32_t classes;
  };
  for (const Case& test :
       {Case{"abc", 4, 4}, Case{"^abc", 5, 4},
        Case{"^(abc|abd|aec|aed)$", 5, 4}, Case{"(?s).*", 1, 1},
        Case{"[a-z]|[b-d]", 2, 2}, Case{"^$", 2, 1}}) {
    CAPTURE(test.pattern);
    const auto dfa = Build({test.pattern}, {.reports = DfaReports::Kept});
    REQUIRE(dfa);
    CHECK(dfa->state_count() == test.states);
    CHECK(dfa->class_count == test.classes);
    CHECK(dfa->start == 0);
  }
  const auto one = Build({"ab|ac"});
  const auto other = Build({"a[bc]"});
  REQUIRE(one);
  REQUIRE(other);
  CHECK(one->next == other->next);
  CHECK(one->classes == other->classes);
}

TEST_CASE("a match may have to begin at the first byte") {
  const auto first = Build({"ab"}, {.search = DfaSearch::AtFirstByte});
  REQUIRE(first);
  CHECK(Run(*first, "abc") == Ids{0});
  CHECK(Run(*first, "cab").empty());
  CHECK(StateAfter(*first, "c") == first->dead);

  const auto last =
      Build({"ab"}, {.search = DfaSearch::AtFirstByte, .is_reversed = true});
  REQUIRE(last);
  CHECK(Run(*last, "cab") == Ids{0});
  CHECK(Run(*last, "abc").empty());

  const auto behind_word = Build({"\\bab"}, {.search = DfaSearch::AtFirstByte,
                                             .before = DfaBefore::WordByte});
  REQUIRE(behind_word);
  CHECK(behind_word->dead == behind_word->start);
}

TEST_CASE("few bytes leave a state that waits") {
  const auto dfa = Build({"<[^>]*>"});
  REQUIRE(dfa);
  CHECK(LeavingBytes(*dfa, dfa->start) == ByteSet::Of('<'));
  CHECK(LeavingBytes(*dfa, StateAfter(*dfa, "<a")) == ByteSet::Of('>'));
}

TEST_CASE("budgets end what would grow without end") {
  struct Case {
    std::string pattern;
    DfaFailure failure;
  };
  for (const Case& test :
       {Case{"(a|b)*a(a|b){20}", DfaFailure::TooManyStates},
        Case{"a.{600}b", DfaFailure::TooManyStates},
        Case{"(?:[a-z]{1000}|[b-y]{1000}){1}", DfaFailure::TooManyNodes}}) {
    CAPTURE(test.pattern);
    const auto dfa = Build({test.pattern}, {.max_nodes = 1500});
    REQUIRE(!dfa);
    CHECK(dfa.error() == test.failure);
  }
  const auto slow = Build({"(a|b)*a(a|b){20}"}, {.max_work = 10'000});
  REQUIRE(!slow);
  CHECK(slow.error() == DfaFailure::TooMuchWork);
}

TEST_CASE("large sets are quick") {
  const auto begin = std::chrono::steady_clock::now();
  std::vector<std::string> hosts;
  std::vector<std::string> literals;
  for (int i = 0; i < 300; ++i) {
    const std::string number = std::to_string(i * 7919 % 10007);
    hosts.push_back("^[a-z0-9]+-(eu|us|cn|ap)[0-9]?\\.v" + number +
                    "(-cloud)?\\.(com|net|cn)$");
  }
  for (int i = 0; i < 1000; ++i) {
    literals.push_back("device" + std::to_string(i * 7919 % 1000003) + "id");
  }
  const auto of_hosts = Build(hosts);
  REQUIRE(of_hosts);
  CHECK(Run(*of_hosts, "a1-eu2.v7919-cloud.com") == Ids{1});
  const auto of_literals = Build(literals);
  REQUIRE(of_literals);
  CHECK(Run(*of_literals, "x device7919id y") == Ids{1});
  // Some 0.3 s; the rest is room for slow machines and sanitizers.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

}  // namespace
}  // namespace iotpf::automata
