#include "runtime/json/json_tree.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

using namespace std::string_literals;

constexpr size_t kEnough = 1 << 20;

// The tree as text: strings in quotes, numbers that are no int64 as `#`.
std::string Print(JsonView view) {
  const JsonNode& node = view.node();
  switch (node.kind) {
    case JsonKind::Null:
      return "null";
    case JsonKind::Boolean:
      return node.number != 0 ? "true" : "false";
    case JsonKind::Integer:
      return std::to_string(node.number);
    case JsonKind::Number:
      return "#";
    case JsonKind::String:
      return "'" + std::string(node.text) + "'";
    case JsonKind::Array:
    case JsonKind::Object:
      break;
  }
  const bool is_array = node.kind == JsonKind::Array;
  std::string text = is_array ? "[" : "{";
  for (JsonView v = view.First(); v.exists(); v = v.Next(view)) {
    if (text.size() > 1) text += ",";
    if (!is_array) text += std::string(v.node().name) + ":";
    text += Print(v);
  }
  return text + (is_array ? "]" : "}");
}

std::string Parse(std::string_view bytes) {
  JsonTree tree;
  switch (tree.Parse(bytes, kEnough)) {
    case JsonOutcome::Parsed:
      return Print(JsonView(tree));
    case JsonOutcome::NotJson:
      return "no JSON";
    case JsonOutcome::TooDeep:
      return "too deep";
    case JsonOutcome::TooLarge:
      return "too large";
  }
  return {};
}

TEST_CASE("a JSON text becomes its tree, anything else is no JSON") {
  struct Row {
    std::string bytes;
    std::string expected;
  };
  const Row rows[] = {
      {"{}", "{}"},
      {"[]", "[]"},
      {"[[],{}]", "[[],{}]"},
      {R"({"a":[1,-2,{"b":null}],"c":true,"d":false})",
       "{a:[1,-2,{b:null}],c:true,d:false}"},
      {R"({"a":1,"a":2})", "{a:1,a:2}"},
      {" \t\r\n [ 1 , 2 ] \r\n", "[1,2]"},
      {"\xEF\xBB\xBF{\"a\":1}", "{a:1}"},
      {"\xEF\xBB\xBF 7 ", "7"},
      // Scalars alone.
      {"7", "7"},
      {" 7 ", "7"},
      {"\"a b\"", "'a b'"},
      {" \"\" ", "''"},
      {"null", "null"},
      {"true\n", "true"},
      // Numbers.
      {"[0,-0,10]", "[0,0,10]"},
      {"[9223372036854775807,-9223372036854775808]",
       "[9223372036854775807,-9223372036854775808]"},
      {"[9223372036854775808,123456789012345678901234567890]", "[#,#]"},
      {"[1.5,1e3,1E+3,-0.0e-1,1e999]", "[#,#,#,#,#]"},
      {"[01]", "no JSON"},
      {"[1.]", "no JSON"},
      {"[.5]", "no JSON"},
      {"[1e]", "no JSON"},
      {"[+1]", "no JSON"},
      {"[-]", "no JSON"},
      {"[0x10]", "no JSON"},
      {"[1 2]", "no JSON"},
      {"[1\0]"s, "no JSON"},
      {"[NaN]", "no JSON"},
      {"[truex]", "no JSON"},
      {"[nul]", "no JSON"},
      // Strings.
      {R"("\"\\\/\b\f\n\r\t")", "'\"\\/\b\f\n\r\t'"},
      {R"("\u0041\u00e9\u20ac\ud83d\ude00")", "'Aé€😀'"},
      {R"("a\ud800b")",
       "'a\xEF\xBF\xBD"
       "b'"},
      {R"("\udc00\ud800\u0041")",
       "'\xEF\xBF\xBD\xEF\xBF\xBD"
       "A'"},
      {R"("\u0000")", "'\0'"s},
      {R"({"\u0061\n":1})", "{a\n:1}"},
      {R"(["\x41"])", "no JSON"},
      {R"(["\u12g4"])", "no JSON"},
      {R"(["\u12)", "no JSON"},
      {"[\"a\nb\"]", "no JSON"},
      {"[\"\xFF\"]", "no JSON"},
      {"[\"abc", "no JSON"},
      {"[\"a\"\"b\"]", "no JSON"},
      {"\"a\"x", "no JSON"},
      // Structure.
      {"", "no JSON"},
      {" ", "no JSON"},
      {"\xEF\xBB\xBF", "no JSON"},
      {"{", "no JSON"},
      {"[[1]", "no JSON"},
      {"[1]]", "no JSON"},
      {"[1,]", "no JSON"},
      {"[,1]", "no JSON"},
      {"{\"a\"}", "no JSON"},
      {"{\"a\":}", "no JSON"},
      {"{\"a\":1,}", "no JSON"},
      {"{a:1}", "no JSON"},
      {"{1:1}", "no JSON"},
      {"[{\"a\":]", "no JSON"},
      {"[{]", "no JSON"},
      {"{\"a\":[}", "no JSON"},
      {"[}", "no JSON"},
      {"{]", "no JSON"},
      {"{\"a\" 1}", "no JSON"},
      {"[\"a\":1]", "no JSON"},
      {"[1,\"a\":[t rue]]", "no JSON"},
      {"{\"a\":\"b\":1}", "no JSON"},
      {"{\"a\":1:2}", "no JSON"},
      {"{} {}", "no JSON"},
      {"{}\n{}", "no JSON"},
      {"1 2", "no JSON"},
      {"[] x", "no JSON"},
      {"<html></html>", "no JSON"},
      {"callback({})", "no JSON"},
      {"\0"s, "no JSON"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes);
    CHECK(Parse(row.bytes) == row.expected);
  }
}

TEST_CASE("a text that is cut anywhere is no JSON") {
  const std::string whole =
      R"({"a":[1,{"b":"c\u00e9\\"},null],"d":{"e":true},"f":-1.5e3})";
  REQUIRE(Parse(whole) != "no JSON");
  for (size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(Parse(whole.substr(0, size)) == "no JSON");
  }
}

TEST_CASE("depth and size have a limit") {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(Parse(nested(kJsonDepth)) != "too deep");
  CHECK(Parse(nested(kJsonDepth + 1)) == "too deep");
  CHECK(Parse(std::string(kEnough, '[')) == "no JSON");
  CHECK(Parse(nested(kEnough / 2)) == "too deep");
  CHECK(Parse(std::string(kEnough + 1, ' ')) == "too large");
}

TEST_CASE("a tree is used again and again") {
  JsonTree tree;
  for (const char* text : {"[1,2,3]", "{", "[4]", "\"a long string here\""}) {
    const JsonOutcome outcome = tree.Parse(text, kEnough);
    CHECK(tree.nodes().empty() == (outcome != JsonOutcome::Parsed));
  }
  JsonTree moved = std::move(tree);
  CHECK(Print(JsonView(moved)) == "'a long string here'");
}

TEST_CASE("views follow members and stay nowhere") {
  JsonTree tree;
  REQUIRE(tree.Parse(R"({"a":{"b":"x","b":"y"},"n":7,"t":true,"z":null})",
                     kEnough) == JsonOutcome::Parsed);
  const JsonView root(tree);
  CHECK(root["a"]["b"].text() == "y");
  CHECK(root["n"].integer() == 7);
  CHECK(root["t"].boolean() == true);
  CHECK(root["z"].is_null());
  CHECK(!root["a"]["c"]["d"].exists());
  CHECK(!root["n"].text().has_value());
  CHECK(!root["n"]["x"].exists());
  CHECK(!JsonView().exists());
  CHECK(!JsonView()["x"].text().has_value());
}

}  // namespace
}  // namespace iotpf::runtime
