// What regexes mean: unanchored, on bytes, in RE2's syntax.
#include "runtime/match/regex_set.h"

#include "tests/support/image_builder.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace iotpf::runtime {
namespace {

using namespace std::string_view_literals;

TEST_CASE("regexes search bytes") {
  struct Case {
    std::string_view pattern;
    uint32_t flags;
    std::string_view bytes;
    bool found;
  };
  for (const Case& c : {
           Case{"b+", 0, "abbc", true},
           {"b+", 0, "ABBC", false},
           {"b+", IOTPF_REGEX_NOCASE, "ABBC", true},
           {"^b", 0, "ab", false},
           {"^b", 0, "a\nb", false},
           {"(?m)^b", 0, "a\nb", true},
           {"a$", 0, "a\n", false},
           {"a.c", 0, "a\nc", false},
           {"a.c", 0, "a\0c"sv, true},
           {"^a.c$", 0,
            "a\xc3\x9f"
            "c",
            false},
           {"^a..c$", 0,
            "a\xc3\x9f"
            "c",
            true},
           {"^a.c$", 0,
            "a\xff"
            "c",
            true},
           {"\\d\\b", 0, "x7 y", true},
           {"", 0, "", true},
       }) {
    tests::ImageBuilder builder;
    builder.Regex(c.pattern, c.flags);
    Result<RegexSet> compiled = RegexSet::Compile(builder.Build().view());
    REQUIRE(compiled.has_value());
    const iotpf_host host = compiled->host();
    const RegexSet regexes = std::move(*compiled);
    CAPTURE(c.pattern);
    CAPTURE(c.bytes);
    CHECK(regexes.Search(0, c.bytes) == c.found);
    CHECK(host.size == sizeof(host));
    CHECK(host.search(host.context, 0,
                      reinterpret_cast<const uint8_t*>(c.bytes.data()),
                      c.bytes.size()) == (c.found ? 1 : 0));
  }
}

TEST_CASE("a regex is compiled when it is searched for, and its fault kept") {
  tests::ImageBuilder builder;
  builder.Regex("a(");
  builder.Regex("b+");
  builder.Regex("c(");
  const RegexSet regexes = RegexSet::Prepare(builder.Build().view());
  CHECK(regexes.Search(1, "abc"));
  CHECK(!regexes.fault());
  CHECK(!regexes.Search(2, "c("));
  CHECK(!regexes.Search(0, "a("));
  REQUIRE(regexes.fault());
  CHECK(regexes.fault()->message.starts_with("cannot search for /c(/: "));
  CHECK(regexes.Search(1, "abc"));
}

TEST_CASE("any number may search for a regex at first") {
  tests::ImageBuilder builder;
  builder.Regex("b+c");
  builder.Regex("a(");
  for (int round = 0; round < 20; ++round) {
    const RegexSet regexes = RegexSet::Prepare(builder.Build().view());
    std::atomic<int> found = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        found += regexes.Search(0, "abbc") ? 1 : 0;
        found += regexes.Search(1, "abbc") ? 1 : 0;
        found += regexes.fault() ? 0 : 100;
      });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(found == 4);
  }
}

TEST_CASE("a regex outside of the syntax is named") {
  tests::ImageBuilder builder;
  builder.Regex("a(");
  const Result<RegexSet> regexes = RegexSet::Compile(builder.Build().view());
  REQUIRE(!regexes.has_value());
  CHECK(regexes.error().message.starts_with("cannot search for /a(/: "));
}

}  // namespace
}  // namespace iotpf::runtime
