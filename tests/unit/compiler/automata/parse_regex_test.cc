// Trees as text, and mistakes with the bytes that make them. What RE2 takes and
// means is compared at random in tests/agreement.

#include "compiler/automata/parse_regex.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace iotpf::automata {
namespace {

std::string SetText(const ByteSet& set) {
  std::string text;
  for (uint32_t low = 0; low < kByteValues; ++low) {
    if (!set.Contains(low)) continue;
    uint32_t high = low;
    while (high + 1 < kByteValues && set.Contains(high + 1)) ++high;
    for (const uint32_t byte : {low, high}) {
      text += byte > ' ' && byte < 0x7F ? fmt::format("{:c}", byte)
                                        : fmt::format("<{:02x}>", byte);
      if (low == high) break;
    }
    low = high;
  }
  return text;
}

// `a(b|c)*` as `cat([a], rep 0 inf(alt([b], [c])))`.
std::string TreeText(const Regex& regex, uint32_t index) {
  static constexpr std::string_view kPlaces[] = {
      "start", "end", "line-start", "line-end", "word", "no-word"};
  const RegexNode& node = regex.nodes[index];
  std::string text;
  switch (node.kind) {
    case RegexKind::Empty:
      return "empty";
    case RegexKind::Bytes:
      return fmt::format("[{}]", SetText(regex.sets[node.set]));
    case RegexKind::Assertion:
      return std::string(kPlaces[static_cast<size_t>(node.assertion)]);
    case RegexKind::Concat:
      text = "cat(";
      break;
    case RegexKind::Alternate:
      text = "alt(";
      break;
    case RegexKind::Repeat:
      text = fmt::format(
          "rep {} {}(", node.min,
          node.max == kUnbounded ? "inf" : std::to_string(node.max));
      break;
  }
  for (const uint32_t child : regex.ChildrenOf(node)) {
    if (text.back() != '(') text += ", ";
    text += TreeText(regex, child);
  }
  return text + ")";
}

TEST_CASE("a pattern is a tree without groups and flags") {
  struct Case {
    std::string_view pattern;
    bool nocase;
    std::string_view tree;
  };
  static const Case kCases[] = {
      {"", false, "empty"},
      {"a", false, "[a]"},
      {"a", true, "[Aa]"},
      {"1", true, "[1]"},
      {"abc", false, "cat([a], [b], [c])"},
      {"a(?:bc)d", false, "cat([a], [b], [c], [d])"},
      {"a|b|", false, "alt([a], [b], empty)"},
      {"a|(?:b|(c))", false, "alt([a], [b], [c])"},
      {"(ab)*c", false, "cat(rep 0 inf(cat([a], [b])), [c])"},
      {"a+?b??", false, "cat(rep 1 inf([a]), rep 0 1([b]))"},
      {"a{2}b{3,}c{4,5}", false,
       "cat(rep 2 2([a]), rep 3 inf([b]), rep 4 5([c]))"},
      {"a{,2}", false, "cat([a], [{], [,], [2], [}])"},
      {"a(?i)*", false, "rep 0 inf([a])"},
      {"^a$", false, "cat(start, [a], end)"},
      {"(?m)^$", false, "cat(line-start, line-end)"},
      {"\\A\\z\\b\\B", false, "cat(start, end, word, no-word)"},
      {".", false, "[<00><09><0b><ff>]"},
      {"(?s).", false, "[<00><ff>]"},
      {"a(?i)b|c", false, "alt(cat([a], [Bb]), [Cc])"},
      {"(?i:a)b", false, "cat([Aa], [b])"},
      {"(?i)\\xe5", false, "[<c5><e5>]"},
      {"(?i)\\xff\\xd7", false, "cat([<ff>], [<d7>])"},
      {"[^a-z]", true, "[<00>@[`{<ff>]"},
      {"[]a-]", false, "[-]a]"},
      {"[[:alpha:]_-]", false, "[-AZ_az]"},
      {"\\d\\x2f\\x{2F}\\057\\n", false, "cat([09], [/], [/], [/], [<0a>])"},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.pattern);
    const auto regex = ParseRegex(test.pattern, test.nocase);
    REQUIRE(regex);

    CHECK(TreeText(*regex, regex->root()) == test.tree);
  }
}

TEST_CASE("a mistake names its bytes") {
  struct Case {
    std::string_view pattern;
    uint32_t begin;
    uint32_t end;
    std::string_view message;
  };
  static const Case kCases[] = {
      {"a(b", 1, 2, "this `(` is not closed"},
      {"ab)", 2, 3, "this `)` closes nothing"},
      {"a[b", 1, 2, "this `[` is not closed"},
      {"a|*", 2, 3, "there is nothing to repeat"},
      {"a**", 2, 3, "a repeat is repeated"},
      {"a{3,2}", 1, 6, "this repeat ends before it begins"},
      {"a{1001}", 1, 7,
       "a repeat is at most 1000, also where repeats multiply"},
      {"(a{40}){40}", 7, 11,
       "a repeat is at most 1000, also where repeats multiply"},
      {"[b-a]", 1, 4, "this range ends before it begins"},
      {"[[:x:]]", 1, 6, "no class has this name"},
      {"a\\", 1, 2, "a backslash escapes nothing"},
      {"a\\C", 1, 3, "this escape has no meaning in a regex"},
      {"a\\1", 1, 3, "this escape has no meaning in a regex"},
      {"a\\pL", 1, 3, "this escape has no meaning in a regex"},
      {"a(?=b)", 1, 4, "this kind of group has no meaning in a regex"},
      {"(?P<a b>c)", 0, 8, "the name of a group has letters, digits and `_`"},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.pattern);
    const auto regex = ParseRegex(test.pattern, false);
    REQUIRE(!regex);
    CHECK(regex.error().message == test.message);
    CHECK(regex.error().span.begin == test.begin);
    CHECK(regex.error().span.end == test.end);
  }
}

TEST_CASE("a node knows its bytes") {
  const auto regex = ParseRegex("a(bc)+|d", false);
  REQUIRE(regex);
  const RegexNode& root = regex->nodes[regex->root()];
  CHECK(root.span.begin == 0);
  CHECK(root.span.end == 8);
  const RegexNode& first = regex->nodes[regex->ChildrenOf(root)[0]];
  CHECK(first.span.end == 6);
  const RegexNode& repeat = regex->nodes[regex->ChildrenOf(first)[1]];
  CHECK(repeat.kind == RegexKind::Repeat);
  CHECK(repeat.span.begin == 1);
  CHECK(repeat.span.end == 6);
}

std::string Repeated(std::string_view text, size_t times) {
  std::string all;
  for (size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST_CASE("hostile patterns end soon") {
  constexpr size_t kMany = 300'000;
  CHECK(!ParseRegex(Repeated("(", kMany), false));
  CHECK(!ParseRegex(Repeated("(?:", kMany), false));
  CHECK(!ParseRegex(Repeated("[[:", kMany), false));
  CHECK(!ParseRegex("a" + Repeated("(?i)*", kMany / 5), false));
  CHECK(!ParseRegex(std::string(kMaxPatternBytes + 1, 'a'), false));
  CHECK(ParseRegex(Repeated("a|", kMany), false));
  CHECK(ParseRegex(Repeated("(?i)", kMany / 4), false));
  const auto nested = [](size_t depth) {
    return Repeated("(", depth) + "a" + Repeated("b)", depth);
  };
  CHECK(ParseRegex(nested(kMaxRegexDepth), false));
  CHECK(!ParseRegex(nested(kMaxRegexDepth + 1), false));
}

}  // namespace
}  // namespace iotpf::automata
