// Which literals are chosen. That they are necessary is tested at random in
// tests/agreement.

#include "compiler/automata/required_literals.h"

#include "compiler/automata/parse_regex.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::automata {
namespace {

TEST_CASE("the best literals of a regex") {
  struct Case {
    std::string_view pattern;
    std::vector<std::string> literals;  // none: the regex has none
    bool nocase = false;
    std::optional<uint32_t> distance = std::nullopt;
  };
  static const std::vector<Case> kCases = {
      {"tuya", {"tuya"}, false, 0},
      {"(?i)Tuya", {"tuya"}, true, 0},
      {"^[a-z]+-(eu|us)\\.tuya(-x)?\\.com$", {".tuya"}, false, std::nullopt},
      {"[0-9]{3}camera", {"camera"}, false, 3},
      {"a.*firmware", {"firmware"}, false, std::nullopt},
      {"(foo1|bar2).*x", {"bar2", "foo1"}, false, 0},
      {"(foo.*x|longer.*y)", {"foo", "longer"}, false, 0},
      {"(foo.*x|[a-z]*)", {}},
      {"(?:serial){2,}", {"serial"}, false, 0},
      {"(?:serial)?", {}},
      {"x", {}},
      {".*", {}},
      {"", {}},
      {"[ab][cd]", {"ac", "ad", "bc", "bd"}, false, 0},
      {"\\w\\w\\w", {}},
      {"\\bssdp:all\\b", {"ssdp:all"}, false, 0},
      {"ab|abc", {"ab"}, false, 0},
      {"[^\\x00-\\xff]", {}},
  };
  for (const Case& test : kCases) {
    CAPTURE(test.pattern);
    const auto regex = ParseRegex(test.pattern, false);
    REQUIRE(regex);
    const auto found = FindRequiredLiterals(*regex);
    CHECK(found.has_value() == !test.literals.empty());
    if (!found) continue;
    CHECK(found->literals == test.literals);
    CHECK(found->nocase == test.nocase);
    CHECK(found->distance == test.distance);
    CHECK(found->rarity > 0);
  }
}

TEST_CASE("literals keep to their limits") {
  std::string pattern;
  for (int i = 0; i < 3000; ++i) pattern += static_cast<char>('a' + i % 23);
  auto regex = ParseRegex(pattern, false);
  REQUIRE(regex);
  auto found = FindRequiredLiterals(*regex);
  REQUIRE(found);
  REQUIRE(found->literals.size() == 1);
  CHECK(found->literals[0].size() == kMaxRequiredBytes);
  REQUIRE(found->distance);
  CHECK(pattern.substr(*found->distance).starts_with(found->literals[0]));

  // More alternatives than a set may have, behind a text that is enough.
  pattern = "(?:x0y";
  for (int i = 1; i < 40; ++i) pattern += "|x" + std::to_string(i) + "y";
  regex = ParseRegex(pattern + ")zz", false);
  REQUIRE(regex);
  found = FindRequiredLiterals(*regex);
  REQUIRE(found);
  CHECK(found->literals == std::vector<std::string>{"zz"});
  CHECK(!found->distance);
}

}  // namespace
}  // namespace iotpf::automata
