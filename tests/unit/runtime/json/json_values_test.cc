#include "runtime/json/json_values.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

std::string Print(const JsonMatches& matches) {
  if (matches.presence == Presence::Absent) return "absent";
  if (matches.presence == Presence::Unobserved) return "unobserved";
  std::string text;
  for (const iotpf_value& value : matches.values) {
    if (!text.empty()) text += " ";
    switch (value.kind) {
      case IOTPF_VALUE_BYTES:
        text += "'";
        text.append(reinterpret_cast<const char*>(value.data), value.size);
        text += "'";
        break;
      case IOTPF_VALUE_INTEGER:
        text += std::to_string(value.number);
        break;
      case IOTPF_VALUE_BOOLEAN:
        text += value.number != 0 ? "true" : "false";
        break;
      case IOTPF_VALUE_NULL:
        text += "null";
        break;
      default:
        text += "other";
    }
  }
  return text + (matches.open ? " ..." : "");
}

std::string Find(std::string_view body, std::string_view pointer) {
  JsonSearch search({pointer});
  JsonStatistics statistics;
  return Print(search.Find(body, statistics).front());
}

TEST_CASE("a pointer finds its values in document order, each once") {
  const std::string_view body = R"({
    "code": 0, "message": "", "nothing": null, "ratio": 0.5, "big": 1e400,
    "result": {"list": [
        {"did": "66028543", "on": true, "sub": {"did": 7}},
        {"did": "x", "on": false}], "failed": []},
    "a/b": 1, "m~n": 2, "": 3, "0": "zero", "*": "star"})";
  struct Row {
    std::string_view pointer;
    std::string expected;
  };
  const Row rows[] = {
      {"", "other"},
      {"/code", "0"},
      {"/message", "''"},
      {"/nothing", "null"},
      {"/ratio", "other"},
      {"/big", "other"},
      {"/result", "other"},
      {"/result/failed", "other"},
      {"/result/failed/0", "absent"},
      {"/result/list/0/did", "'66028543'"},
      {"/result/list/1/did", "'x'"},
      {"/result/list/01/did", "absent"},
      {"/result/list/-/did", "absent"},
      {"/result/list/2/did", "absent"},
      {"/result/list/*/did", "'66028543' 'x'"},
      {"/result/*/*/on", "true false"},
      {"/*/list/*/on", "true false"},
      {"/a~1b", "1"},
      {"/m~0n", "2"},
      {"/", "3"},
      {"/0", "'zero'"},
      {"/code/x", "absent"},
      {"/missing", "absent"},
      {"/Code", "absent"},
      {"code", "absent"},
      {"/**/did", "'66028543' 7 'x'"},
      {"/**/code", "0"},
      {"/**/sub/**/did", "7"},
      {"/**/**/did", "'66028543' 7 'x'"},
      {"/result/**/did", "'66028543' 7 'x'"},
      {"/result/list/**/did", "'66028543' 7 'x'"},
      {"/**/list/**/**/on", "true false"},
      {"/**/list/*/on", "true false"},
      {"/**/nowhere", "absent"},
      {"/result/list/0/**", "other '66028543' true other 7"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.pointer);
    CHECK(Find(body, row.pointer) == row.expected);
  }
}

TEST_CASE("pointers are found together as they are alone") {
  const std::vector<std::string_view> pointers = {
      "/**/a", "/*", "", "/b/a", "/**/a", "/b/**/a", "/**/b/*/a", "x"};
  const std::string_view body = R"({"a":1,"b":{"a":2,"c":{"a":[{"a":3}]}}})";
  JsonSearch search(pointers);
  JsonStatistics statistics;
  for (int round = 0; round < 2; ++round) {
    const std::vector<JsonMatches>& found = search.Find(body, statistics);
    REQUIRE(found.size() == pointers.size());
    for (size_t i = 0; i < pointers.size(); ++i) {
      CAPTURE(pointers[i]);
      CHECK(Print(found[i]) == Find(body, pointers[i]));
    }
  }
  CHECK(Find(body, "/**/a") == "1 2 other 3");
}

TEST_CASE("roots, repeated members, and bodies that are no JSON") {
  struct Row {
    std::string body;
    std::string_view pointer;
    std::string expected;
  };
  const Row rows[] = {
      {"7", "", "7"},
      {"\"a\"", "/**", "'a'"},
      {"null", "", "null"},
      {"null", "/a", "absent"},
      {R"({"a":1,"a":"x"})", "/a", "1 'x'"},
      {R"([1,[2,3]])", "/**", "other 1 other 2 3"},
      {"\xEF\xBB\xBF {\"a\":1} ", "/a", "1"},
      {"", "", "absent"},
      {"{} {}", "", "absent"},
      {"<html>", "/**", "absent"},
      {"{\"a\":1", "/a", "absent"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.body);
    CHECK(Find(row.body, row.pointer) == row.expected);
  }
}

TEST_CASE("a search knows nothing of the one before") {
  const std::string deep =
      std::string(kJsonDepth + 1, '[') + std::string(kJsonDepth + 1, ']');
  JsonSearch search({"/a", "/**/b"});
  JsonStatistics statistics;
  const auto find = [&](std::string_view body) {
    const std::vector<JsonMatches>& matches = search.Find(body, statistics);
    return Print(matches[0]) + ", " + Print(matches[1]) + "; " +
           std::to_string(search.found().size());
  };
  for (int i = 0; i < 3; ++i) {
    CHECK(find(R"({"a":1,"b":2})") == "1, 2; 2");
    CHECK(find(R"({"c":{"b":3}})") == "absent, 3; 1");
    CHECK(find("no JSON") == "absent, absent; 0");
    CHECK(search.rest() == Presence::Absent);
    CHECK(find(deep) == "unobserved, unobserved; 0");
    CHECK(search.rest() == Presence::Unobserved);
    CHECK(find(R"({"a":[{"b":4},{"b":5}]})") == "other, 4 5; 2");
    CHECK(find(deep) == "unobserved, unobserved; 0");
    CHECK(find("{}") == "absent, absent; 0");
  }
}

TEST_CASE("limits leave a body or a list open, and are counted") {
  JsonSearch search({"/**", "/x"});
  JsonStatistics statistics;

  std::string many = "[0";
  for (size_t i = 0; i < kMaxValuesPerReading; ++i) many += ",0";
  many += "]";
  const std::vector<JsonMatches>* found = &search.Find(many, statistics);
  CHECK((*found)[0].values.size() == kMaxValuesPerReading);
  CHECK((*found)[0].open);
  CHECK(statistics.json_values_dropped == 2);
  CHECK(Print((*found)[1]) == "absent");

  found = &search.Find(std::string(kJsonBodyBytes + 1, ' '), statistics);
  CHECK(Print((*found)[0]) == "unobserved");
  CHECK(statistics.bodies_too_large == 1);

  const size_t depth = kJsonDepth + 1;
  found = &search.Find(std::string(depth, '[') + std::string(depth, ']'),
                       statistics);
  CHECK(Print((*found)[0]) == "unobserved");
  CHECK(statistics.bodies_too_deep == 1);
  CHECK(statistics.searches_cut == 0);
}

TEST_CASE("many deep steps cost no more than their number") {
  std::string pointer;
  for (int i = 0; i < 200; ++i) pointer += "/**/a";
  std::string body;
  for (int i = 0; i < 200; ++i) body += "{\"a\":";
  body += "1" + std::string(200, '}');
  CHECK(Find(body, pointer) == "1");

  // Enough nodes to reach the limit on work: what is not found is not known.
  std::string deep = pointer + "/b";
  std::string wide;
  for (int i = 0; i < 200; ++i) wide += "{\"a\":";
  wide += "[0";
  while (wide.size() < kJsonBodyBytes - 1000) wide += ",0";
  wide += "]" + std::string(200, '}');
  JsonSearch search({deep, "/**/c", "/a"});
  JsonStatistics statistics;
  const std::vector<JsonMatches>& found = search.Find(wide, statistics);
  CHECK(statistics.searches_cut == 1);
  CHECK(Print(found[0]) == "unobserved");
  CHECK(Print(found[2]) == "other ...");
}

}  // namespace
}  // namespace iotpf::runtime
