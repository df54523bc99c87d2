// A diff turns the one text into the other.

#include "tools/unified_diff.h"

#include <doctest/doctest.h>

#include <charconv>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tools {
namespace {

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

// Does what `patch` does, and checks every line that the diff claims.
std::string Apply(std::string_view before, std::string_view diff) {
  const std::vector<std::string> old = Lines(before);
  const std::vector<std::string> lines = Lines(diff);
  std::string patched;
  size_t at = 0;  // in `old`
  REQUIRE(lines.size() > 2);
  REQUIRE(lines[0].starts_with("--- "));
  REQUIRE(lines[1].starts_with("+++ "));
  for (size_t i = 2; i < lines.size(); ++i) {
    std::string line = lines[i].substr(1);
    const bool lacks_feed =
        i + 1 < lines.size() && lines[i + 1].starts_with('\\');
    if (lacks_feed) line.pop_back();
    switch (lines[i][0]) {
      case '@': {
        size_t begin = 0;
        size_t count = 1;
        const size_t minus = lines[i].find('-');
        const char* end = lines[i].data() + lines[i].size();
        const auto number =
            std::from_chars(lines[i].data() + minus + 1, end, begin);
        if (*number.ptr == ',') std::from_chars(number.ptr + 1, end, count);
        const size_t first = count == 0 ? begin : begin - 1;
        REQUIRE(first >= at);
        while (at < first) patched += old[at++];
        break;
      }
      case ' ':
      case '-':
        REQUIRE(at < old.size());
        REQUIRE(old[at] == line);
        if (lines[i][0] == ' ') patched += line;
        ++at;
        break;
      case '+':
        patched += line;
        break;
      default:
        REQUIRE(lines[i] == "\\ No newline at end of file\n");
    }
  }
  while (at < old.size()) patched += old[at++];
  return patched;
}

TEST_CASE("the form") {
  CHECK(UnifiedDiff("a", "b\n", "b\n", false).empty());
  CHECK(UnifiedDiff("a.fp", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n",
                    false) ==
        "--- a.fp\n+++ a.fp\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n");
  CHECK(UnifiedDiff("a b", "", "1\n", false) ==
        "--- a b\t\n+++ a b\t\n@@ -0,0 +1 @@\n+1\n");
  CHECK(UnifiedDiff("a", "1", "1\n", false) ==
        "--- a\n+++ a\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n");
  CHECK(UnifiedDiff("a", "1\n", "", true) ==
        "\x1b[1m--- a\x1b[0m\n\x1b[1m+++ a\x1b[0m\n"
        "\x1b[36m@@ -1 +0,0 @@\x1b[0m\n\x1b[31m-1\x1b[0m\n");
}

TEST_CASE("changes far apart have hunks of their own") {
  std::string before;
  std::string after;
  for (int i = 0; i < 30; ++i) {
    before += std::to_string(i) + "\n";
    after += (i == 5 || i == 12 || i == 25 ? "x" : std::to_string(i)) + "\n";
  }
  const std::string diff = UnifiedDiff("a", before, after, false);
  CHECK(Apply(before, diff) == after);
  CHECK(diff.find("@@ -3,14 +3,14 @@") != std::string::npos);
  CHECK(diff.find("@@ -23,7 +23,7 @@") != std::string::npos);
}

TEST_CASE("applying it gives the other text") {
  std::mt19937 random(20240603);
  for (int round = 0; round < 500; ++round) {
    const size_t words = 1 + random() % 8;  // few: lines come again
    const auto text = [&] {
      std::string made;
      for (size_t i = random() % 40; i > 0; --i) {
        made += std::string(random() % words, 'a') + "\n";
      }
      if (!made.empty() && random() % 4 == 0) made.pop_back();
      return made;
    };
    const std::string before = text();
    const std::string after = text();
    if (before == after) continue;
    CHECK(Apply(before, UnifiedDiff("a", before, after, false)) == after);
  }
}

TEST_CASE("where everything differs the middle is one change") {
  std::string before = "same\n";
  std::string after = "same\n";
  for (int i = 0; i < 3000; ++i) {
    before += "a" + std::to_string(i) + "\n";
    after += "b" + std::to_string(i) + "\n";
  }
  const std::string diff = UnifiedDiff("a", before, after, false);
  CHECK(Apply(before, diff) == after);
}

}  // namespace
}  // namespace iotpf::tools
