// A regex may be replaced only by what means the same. The table says which
// are; the random part holds every replacement to the regex itself, on values
// made of the same few bytes.

#include "compiler/lint/plain_pattern.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace iotpf::lint {
namespace {

struct Case {
  ValueType type;
  std::string_view pattern;
  bool nocase;
  std::string_view plain;  // empty: the regex stays
};

constexpr ValueType kText = ValueType::Text;
constexpr ValueType kHost = ValueType::Host;

constexpr Case kCases[] = {
    {kText, "^abc$", false, R"(== "abc")"},
    {kText, R"(\Aabc\z)", false, R"(== "abc")"},
    {kText, "^abc", false, R"(starts_with "abc")"},
    {kText, "abc$", false, R"(ends_with "abc")"},
    {kText, "abc", false, R"(contains "abc")"},
    {kText, ".*abc.*", false, R"(contains "abc")"},
    {kText, "^abc.*", false, R"(starts_with "abc")"},
    {kText, "^$", false, R"(== "")"},
    {kText, ".*", false, "is present"},
    {kText, "", false, "is present"},
    {kText, "^", false, "is present"},
    {kText, "$", false, "is present"},
    {kText, "^(a|b)$", false, R"(in ["a", "b"])"},
    {kText, "^(?:a|b)$", false, R"(in ["a", "b"])"},
    {kText, "^(a|a)$", false, R"(== "a")"},
    {kText, "^x(a|b)y", false, R"(starts_with ["xay", "xby"])"},
    {kText, "a|b", false, R"(contains ["a", "b"])"},
    {kText, R"(a\.b\/c[.]d)", false, R"(contains "a.b/c.d")"},
    {kText, R"(\x41\n\t"\\)", false, R"(contains "A\n\t\"\\")"},
    {kText, "\xC3\xA9", false, "contains \"\xC3\xA9\""},
    {kText, R"(\xe9)", false, R"(contains "\xe9")"},
    // Case.
    {kText, "^abc", true, R"(starts_with nocase "abc")"},
    {kText, "^(a|b)$", true, R"(in [nocase "a", nocase "b"])"},
    {kText, "^123$", true, R"(== "123")"},
    {ValueType::Token, "^put$", true, R"(== "put")"},
    {ValueType::Token, "^put$", false, R"(== "put")"},
    {kHost, "^api", true, R"(starts_with "api")"},
    {kText, "\xC3\xA9", true, ""},
    {kHost, R"(\xe9)", false, ""},
    // Hosts.
    {kHost, R"(^lamp\.example$)", false, R"(== "lamp.example")"},
    {kHost, R"(^(a|b)\.example$)", false, R"(in ["a.example", "b.example"])"},
    {kHost, R"((^|\.)lamp\.example$)", false, R"(under "lamp.example")"},
    {kHost, R"((?:^|\.)(a|b)\.x$)", false, R"(under ["a.x", "b.x"])"},
    {kHost, R"(^(.*\.)?lamp\.example$)", false, R"(under "lamp.example")"},
    {kHost, R"(\.lamp\.example$)", false, R"(ends_with ".lamp.example")"},
    {kHost, R"(^\.lamp\.example$)", false, ""},  // no name is so
    {kHost, R"((^|\.)lamp\.)", false, ""},       // a label, not an end
    {kHost, "^$", false, ""},
    {kText, R"((^|\.)lamp\.example$)", false, ""},  // a text has no labels
    {ValueType::Json, ".*", false, ""},             // numbers are present, too
    {ValueType::Json, "^on$", false, R"(== "on")"},
    {ValueType::Bytes, "^abc", false, R"(starts_with "abc")"},
    // What no operator says.
    {kText, "a.c", false, ""},
    {kText, "ab+", false, ""},
    {kText, "ab*", false, ""},
    {kText, "ab?", false, ""},
    {kText, "a{2}", false, ""},
    {kText, "[ab]", false, ""},
    {kText, "[^a]", false, ""},
    {kText, R"([\d])", false, ""},
    {kText, R"(\d)", false, ""},
    {kText, R"(\babc)", false, ""},
    {kText, R"(\101)", false, ""},
    {kText, "(?i)abc", false, ""},
    {kText, "(?:a|b)+", false, ""},
    {kText, "^(a|b)(c|d)$", false, ""},
    {kText, "^((a|b)|c)$", false, ""},
    {kText, "^a|b", false, ""},
    {kText, "a|b$", false, ""},
    {kText, "^a.*b$", false, ""},
    {kText, "^a.*$", false, ""},  // but for a newline
    {kText, "^(a|)$", false, R"(in ["a", ""])"},
    {kText, "a$b", false, ""},
    {kText, "a^b", false, ""},
    {kText, "^(1|2|3|4|5|6|7|8|9)$", false, ""},  // too many to read
};

TEST_CASE("regexes and the operators that say the same") {
  for (const Case& row : kCases) {
    CAPTURE(row.pattern);
    CAPTURE(NameOf(row.type));
    const auto plain = FindPlainTest(row.pattern, row.nocase, row.type);
    CHECK((plain ? PlainTestText(*plain) : "") == row.plain);
  }
}

// ---- against the regex itself

std::string Folded(std::string text, bool folds) {
  for (char& c : text) {
    if (folds && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

bool HoldsFor(const PlainTest& test, const std::string& text,
              const std::string& value) {
  switch (test.op) {
    case ast::TestOp::Equal:
    case ast::TestOp::In:
      return value == text;
    case ast::TestOp::Under:
      return value == text || value.ends_with("." + text);
    case ast::TestOp::StartsWith:
      return value.starts_with(text);
    case ast::TestOp::EndsWith:
      return value.ends_with(text);
    default:
      return value.find(text) != std::string::npos;
  }
}

// What the plain test means, from the language reference.
bool Holds(const PlainTest& test, const std::string& value, bool folds) {
  if (test.op == ast::TestOp::IsPresent) return true;
  return std::ranges::any_of(test.texts, [&](const std::string& text) {
    return HoldsFor(test, Folded(text, folds), Folded(value, folds));
  });
}

class Source {
 public:
  explicit Source(uint32_t seed) : random_(seed) {}

  template <size_t kSize>
  std::string Draw(const std::array<std::string_view, kSize>& pieces,
                   size_t most) {
    std::string text;
    const size_t count = random_() % (most + 1);
    for (size_t i = 0; i < count; ++i) text += pieces[random_() % kSize];
    return text;
  }
  bool Coin() { return random_() % 2 == 0; }

 private:
  std::mt19937 random_;
};

TEST_CASE("a replacement holds for the values of its regex and no others") {
  constexpr std::array<std::string_view, 22> kPieces = {
      "a",  "B",   "x",       "\\.", "\\/",   "[.]",       "(a|b)", "(?:a|x)",
      "^",  "$",   ".*",      "|",   "\\A",   "\\z",       "(",     ")",
      "\n", "\\n", "(^|\\.)", "-",   "\\x41", "(^(.*\\.)?"};
  constexpr std::array<std::string_view, 8> kValues = {"a", "b", "x",  ".",
                                                       "/", "A", "\n", "-"};
  Source source(20240229);
  size_t replaced = 0;
  for (int round = 0; round < 60'000; ++round) {
    const std::string pattern = source.Draw(kPieces, 5);
    const bool nocase = source.Coin();
    const ValueType type = source.Coin() ? kText : kHost;
    const auto plain = FindPlainTest(pattern, nocase, type);
    if (!plain) continue;
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    const bool folds = nocase || type == kHost;
    options.set_case_sensitive(!folds);
    const RE2 regex(pattern, options);
    if (!regex.ok()) continue;  // reported as a mistake before
    ++replaced;
    for (int i = 0; i < 20; ++i) {
      const std::string value = source.Draw(kValues, 4);
      // No host name has a line.
      if (type == kHost && value.find('\n') != std::string::npos) continue;
      CAPTURE(pattern);
      CAPTURE(value);
      CAPTURE(PlainTestText(*plain));
      CHECK(RE2::PartialMatch(value, regex) == Holds(*plain, value, folds));
    }
  }
  CHECK(replaced > 1000);
}

}  // namespace
}  // namespace iotpf::lint
