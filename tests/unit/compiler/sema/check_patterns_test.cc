// Which regexes can lose a match when more of the value comes.
#include "compiler/sema/check_patterns.h"

#include <doctest/doctest.h>

#include <string_view>

namespace iotpf::sema {
namespace {

TEST_CASE("a regex that looks at the end is end-sensitive") {
  struct Row {
    std::string_view pattern;
    bool expected;
  };
  const Row rows[] = {
      {"abc", false},      {"^abc", false},
      {"abc$", true},      {R"(abc\z)", true},
      {R"(\babc)", true},  {R"(a\Bc)", true},
      {R"(abc\$)", false}, {"[$]", false},
      {R"([\b])", false},  {"[]$]", false},
      {"[^]$]", false},    {"[]]$", true},
      {"(a$|b)c", true},   {R"([[:alpha:]$]$)", true},
      {R"(\\$)", true},    {R"(\\\$)", false},
      {"", false},         {"\\", false},
      {"[", false},        {"[[:$", false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pattern);
    CHECK(IsEndSensitive(row.pattern) == row.expected);
  }
}

}  // namespace
}  // namespace iotpf::sema
