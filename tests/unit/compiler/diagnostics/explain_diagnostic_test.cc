// Pages as plain text for a terminal.
#include <iotpf/explain_diagnostic.h>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace iotpf {
namespace {

TEST_CASE("a page is its words and its examples, indented") {
  const auto text = ExplainDiagnostic("empty-hex");
  REQUIRE(text);
  CHECK(
      text->starts_with("empty-hex (error)\n\nThe byte string has no bytes."));
  const size_t wrong = text->find("\n\nwrong:\n\n    platform lamp {\n");
  const size_t right = text->find("\n\nright:\n\n    platform lamp {\n");
  CHECK(wrong != std::string::npos);
  CHECK(right != std::string::npos);
  CHECK(wrong < right);
  CHECK(text->ends_with("\n    }\n"));
  CHECK(text->find("```") == std::string::npos);
  CHECK(text->find(" \n") == std::string::npos);
}

TEST_CASE("the files of an example have their names above them") {
  const auto text = ExplainDiagnostic("module-mismatch");
  REQUIRE(text);
  CHECK(text->find("\n\nwrong, acme/lists.fp:\n\n    module lists;\n") !=
        std::string::npos);
}

TEST_CASE("a warning is called one") {
  const auto text = ExplainDiagnostic("stale-allow");
  REQUIRE(text);
  CHECK(text->starts_with("stale-allow (warning)\n\n"));
}

TEST_CASE("bytes of a page arrive as they are") {
  const auto text = ExplainDiagnostic("not-utf8");
  REQUIRE(text);
  CHECK(text->find("f\xC3\xBCr das B\xC3\xBCro\" {\n") != std::string::npos);
  CHECK(ExplainDiagnostic("unknown-escape")->find("r\"LAMP\\Desktop\";\n") !=
        std::string::npos);
}

TEST_CASE("an unknown slug says what is near") {
  struct Case {
    std::string slug;
    std::string message;
  };
  const Case cases[] = {
      {"unknown-feild",
       "there is no message `unknown-feild`; did you mean `unknown-field`?"},
      {"", "there is no message ``; a message ends with its name in brackets"},
      {"weather in the north",
       "there is no message `weather in the north`; a message ends with its "
       "name in brackets"}};
  for (const Case& c : cases) {
    const auto text = ExplainDiagnostic(c.slug);
    REQUIRE(!text);
    CHECK(text.error().message == c.message);
  }
}

TEST_CASE("all messages are listed once, with their pages") {
  const auto all = AllExplainedDiagnostics();
  CHECK(all.size() > 60);
  for (const ExplainedDiagnostic& row : all) {
    CAPTURE(row.slug);
    CHECK(std::ranges::count(all, row.slug, &ExplainedDiagnostic::slug) == 1);
    CHECK(row.markdown.starts_with("# " + std::string(row.slug) + "\n"));
  }
}

}  // namespace
}  // namespace iotpf
