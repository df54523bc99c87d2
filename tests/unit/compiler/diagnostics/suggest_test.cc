// Near names are suggested, far ones are not.
#include "compiler/diagnostics/suggest.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf {
namespace {

TEST_CASE("the nearest name is suggested") {
  const std::vector<std::string> names = {
      "tls.sni", "server.name", "http.request.header", "http.response.header",
      "lamp",    "positive"};
  struct Row {
    std::string_view name;
    std::string_view expected;  // empty: none
  };
  const Row rows[] = {
      {"tls.snii", "tls.sni"},
      {"tls.sn", "tls.sni"},
      {"TLS.SNI", "tls.sni"},
      {"servername", "server.name"},
      {"http.respone.header", "http.response.header"},
      {"header", "http.request.header"},  // the end of two: the first
      {"lmap", "lamp"},                   // two letters swapped
      {"lam", "lamp"},
      {"la", ""},
      {"positve", "positive"},
      {"weather", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    const std::string* found = FindNearest(row.name, names);
    CHECK((found == nullptr ? "" : *found) == row.expected);
  }
  CHECK(SuggestName("lmap", names) == "\ndid you mean `lamp`?");
  CHECK(SuggestName("weather", names) == "");
}

TEST_CASE("long names are not compared") {
  const std::string name(100'000, 'a');
  CHECK(FindNearest(name, {name}) == nullptr);
  CHECK(FindNearest("aaa", {name}) == nullptr);
}

}  // namespace
}  // namespace iotpf
