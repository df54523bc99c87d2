// The cases of agreement_random_automata reach what they are for, and two
// things that random patterns meet too seldom: every byte in both cases, and
// patterns that are wrong.
#include "tests/agreement/random_automata.h"

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/parse_regex.h"
#include "tests/agreement/random.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <re2/re2.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

RE2::Options OracleOptions(bool nocase) {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_case_sensitive(!nocase);
  return options;
}

// Whether the pattern matches, by an automaton of its own.
bool Matches(const automata::Dfa& dfa, std::string_view input) {
  return !automata::Run(dfa, input).empty();
}

automata::Dfa DfaOf(const automata::Regex& regex) {
  const automata::DfaPattern pattern{&regex, 0};
  return *automata::BuildDfa({&pattern, 1});
}

TEST_CASE("random sets of patterns mean what RE2 says") {
  constexpr uint64_t kSeed = 20240229;
#ifdef __SANITIZE_ADDRESS__  // many times as slow
  constexpr uint64_t kCases = 80;
#else
  constexpr uint64_t kCases = 400;
#endif
  AutomataStatistics statistics;
  for (uint64_t i = 0; i < kCases; ++i) {
    const auto failure = RunRandomAutomata(kSeed + i, statistics);
    REQUIRE_MESSAGE(!failure, fmt::format("seed {}: {}", kSeed + i, *failure));
  }
  CHECK(statistics.automata > 6 * kCases);
  CHECK(statistics.too_large * 20 < statistics.automata);
  CHECK(statistics.matches * 4 > statistics.inputs);
  CHECK(statistics.literals > kCases / 4);
  CHECK(statistics.plain > kCases / 8);
  CHECK(statistics.pairs > kCases / 4);
}

TEST_CASE("every byte folds as RE2 folds it") {
  for (uint32_t byte = 0; byte < 256; ++byte) {
    for (const char* form :
         {"\\x{:02x}", "[\\x{:02x}]", "[^\\x{:02x}]", "[\\x{:02x}-\\xff]"}) {
      const std::string pattern = fmt::format(fmt::runtime(form), byte);
      for (const bool nocase : {false, true}) {
        const RE2 oracle(pattern, OracleOptions(nocase));
        const auto regex = automata::ParseRegex(pattern, nocase);
        REQUIRE(regex);
        const automata::Dfa dfa = DfaOf(*regex);
        for (uint32_t input = 0; input < 256; ++input) {
          const std::string text(1, static_cast<char>(input));
          const bool expected = RE2::PartialMatch(text, oracle);
          if (Matches(dfa, text) == expected) continue;
          FAIL(fmt::format("/{}/{} on {:#x}", pattern, nocase ? "i" : "",
                           input));
        }
      }
    }
  }
}

// What RE2 takes and the dialect leaves out.
bool IsLeftOut(const std::string& pattern) {
  for (size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] != '\\') continue;
    if (std::string_view("CpPQE123456789").find(pattern[i + 1]) !=
        std::string_view::npos) {
      return true;
    }
    ++i;
  }
  return false;
}

void CheckMeaning(const std::string& pattern, const automata::Regex& regex,
                  const RE2& oracle, Random& random) {
  const automata::DfaPattern subject{&regex, 0};
  const auto dfa = automata::BuildDfa({&subject, 1});
  if (!dfa) return;
  for (int i = 0; i < 20; ++i) {
    std::string input;
    for (uint32_t j = random.Below(6); j > 0; --j) {
      input += "aab{}[]:-,1\xe9\n<\\_"[random.Below(16)];
    }
    if (Matches(*dfa, input) == RE2::PartialMatch(input, oracle)) continue;
    FAIL(fmt::format("pattern {} differs on {}", pattern, input));
  }
}

TEST_CASE("the parser takes and refuses what RE2 takes and refuses") {
  static const std::vector<std::string> kPieces = {
      "a",          "b",      "(",    ")",      "[",      "]",
      "[^",         "-",      "|",    "*",      "+",      "?",
      "{",          "}",      "{2}",  "{1,",    "{,2}",   "{03}",
      "{3,2}",      "{1001}", "{40}", "^",      "$",      "\\",
      "\\d",        "\\x",    "\\x{", "\\x4",   "\\x6",   "\\0",
      "\\07",       "\\_",    "\\b",  "\\B",    "\\A",    "\\z",
      "(?",         "(?i",    "(?i)", "(?:",    "(?-",    "(?P<n>",
      "(?P<",       ">",      ":",    "[:",     ":]",     "[:alpha:]",
      "[:^digit:]", "i",      "-i",   "[[:x:]", "(?s-m",  ",",
      "\xe9",       "\n",     "1",    "(?=a",   "(?<n>a", "\\Z",
      "\\G",        "\\y",    "(?-)", "(?)",    "(?i-)",  std::string(1, '\0')};
  constexpr uint64_t kSeed = 7;
  Random random(kSeed);
  uint64_t taken = 0;
  uint64_t refused = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string pattern;
    for (uint32_t j = random.Below(7) + 1; j > 0; --j) {
      pattern += random.Pick(kPieces);
    }
    if (IsLeftOut(pattern)) continue;
    const RE2 oracle(pattern, OracleOptions(false));
    const auto regex = automata::ParseRegex(pattern, false);
    (regex ? taken : refused) += 1;
    if (regex.has_value() == oracle.ok()) {
      if (!regex) {
        CHECK(regex.error().span.begin <= regex.error().span.end);
        CHECK(regex.error().span.end <= pattern.size());
      } else if (taken % 8 == 0) {
        CheckMeaning(pattern, *regex, oracle, random);
      }
      continue;
    }
    FAIL(fmt::format("seed {}, pattern {}: RE2 says `{}`, the parser `{}`",
                     kSeed, pattern, oracle.error(),
                     regex ? "" : regex.error().message));
  }
  CHECK(taken > 5000);
  CHECK(refused > 5000);
}

}  // namespace
}  // namespace iotpf::tests
