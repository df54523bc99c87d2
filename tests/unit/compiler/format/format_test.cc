// The style, and what holds of every file: formatting again changes nothing,
// and neither does other white space before. That the text still means the same
// is checked by FormatRules() itself; it refuses else.

#include <iotpf/format.h>

#include "compiler/parse/parse.h"
#include "compiler/parse/tokens.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Fails where the text cannot be formatted.
std::string Formatted(const std::string& text) {
  const auto result = FormatRules({"a.fp", text});
  REQUIRE_MESSAGE(result, result.error().message);
  REQUIRE_MESSAGE(result->ok, result->diagnostics);
  return result->text;
}

struct Style {
  std::string_view about;
  std::string given;
  std::string expected;
};

TEST_CASE("one style") {
  const Style kStyles[] = {
      {"nothing", "", ""},
      {"nothing but space", " \n\r\n\t\n", ""},
      {"a line feed at the end", "module a;", "module a;\n"},
      {"one statement a line", "import a;import b;", "import a;\nimport b;\n"},
      {"one blank line at most", "import a;\n\n\n\nimport b;",
       "import a;\n\nimport b;\n"},
      {"a blank line between kinds", "import a;\nlist b:int=[];",
       "import a;\n\nlist b : int = [];\n"},
      {"none inside braces", "platform a {\n\ncategory=b;\n\n}",
       "platform a {\n    category = b;\n}\n"},
      {"a range of numbers",
       "list a : int = [1];platform b{positive c=server.port in 1 .. 2;}",
       "list a : int = [1];\n\nplatform b {\n    positive c = server.port in "
       "1..2;\n}\n"},
      {"a comma that is too much", "list a : int = [1,2,];",
       "list a : int = [1, 2];\n"},
      {"spaces behind a comment", "// a  \t\nmodule b; // c \n",
       "// a\nmodule b; // c\n"},
      {"a lone carriage return ends a comment, and it documents nothing",
       "platform a {\n// b\rpositive c = server.port == 1; }",
       "platform a {\n    // b\n\n    positive c = server.port == 1;\n}\n"},
      {"two carriage returns in a block are one and a line break",
       "platform a { test \"b\" { c = \"\"\"\n  d\r\r\n  e\r\n\"\"\"; } }",
       "platform a {\n    test \"b\" {\n        c = \"\"\"\n            d\r\r\n"
       "            e\n            \"\"\";\n    }\n}\n"}};
  for (const Style& style : kStyles) {
    CAPTURE(style.about);
    CHECK(Formatted(style.given) == style.expected);
    CHECK(Formatted(style.expected) == style.expected);
  }
}

TEST_CASE("a file with a syntax error is reported and not formatted") {
  const auto result =
      FormatRules({"a.fp", "platform a { positive = }", "b.fp"});
  REQUIRE(result);
  CHECK(!result->ok);
  CHECK(result->text.empty());
  REQUIRE(!result->findings.empty());
  CHECK(result->findings[0].range.path == "b.fp");
  CHECK(result->diagnostics.starts_with("b.fp:1:23: error: "));
}

TEST_CASE("names need not mean anything") {
  CHECK(Formatted("platform a{positive b=c under d;}") ==
        "platform a {\n    positive b = c under d;\n}\n");
}

// Examples of a page, marked `fp`.
void AddExamples(const fs::path& page, std::vector<std::string>& texts) {
  const std::string text = ReadFile(page);
  constexpr std::string_view kFence = "\n```fp";
  for (size_t at = text.find(kFence); at != std::string::npos;
       at = text.find(kFence, at + 1)) {
    const size_t begin = text.find('\n', at + 1) + 1;
    texts.push_back(text.substr(begin, text.find("\n```", begin) + 1 - begin));
  }
}

// All rules of this repository, right and wrong.
std::vector<std::string> AllRules() {
  const fs::path root = IOTPF_SOURCE_DIRECTORY;
  std::vector<std::string> texts;
  for (const char* folder : {"stdrules", "tests/golden", "tests/fuzz/corpus"}) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && entry.path().extension() == ".fp") {
        texts.push_back(ReadFile(entry.path()));
      }
    }
  }
  for (const char* page :
       {"README.md", "grammar/README.md", "stdrules/README.md"}) {
    AddExamples(root / page, texts);
  }
  return texts;
}

TEST_CASE("what is formatted stays so") {
  size_t formatted = 0;
  for (const std::string& text : AllRules()) {
    CAPTURE(text);
    const auto once = FormatRules({"a.fp", text});
    REQUIRE_MESSAGE(once, once.error().message);
    if (!once->ok) continue;
    ++formatted;
    CHECK(Formatted(once->text) == once->text);
  }
  CHECK(formatted > 150);
}

// ---- other white space, and comments everywhere

std::vector<parse::Token> TokensOf(const SourceSet& sources) {
  DiagnosticSink diagnostics;
  parse::Parse(sources, 0, diagnostics);
  REQUIRE(!diagnostics.has_error());
  return parse::ReadTokens(sources, 0);
}

bool IsComment(const parse::Token& token) {
  return token.kind == parse::TokenKind::LineComment ||
         token.kind == parse::TokenKind::BlockComment;
}

// `text` with what `between(before, after)` gives between any two tokens.
template <class Between>
std::string Respaced(const std::string& text, const Between& between) {
  SourceSet sources;
  sources.emplace_back("a.fp", text);
  const std::vector<parse::Token> tokens = TokensOf(sources);
  std::string respaced;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0) {
      const uint32_t end = tokens[i - 1].span.end;
      const std::string_view space =
          std::string_view(text).substr(end, tokens[i].span.begin - end);
      respaced += between(tokens[i - 1], tokens[i], space);
    }
    respaced += tokens[i].text;
  }
  return respaced;
}

std::vector<std::string> SomeStandardRules() {
  const fs::path root = IOTPF_SOURCE_DIRECTORY;
  std::vector<std::string> texts;
  for (const char* name : {"amazon", "samsung", "tuya", "xiaomi"}) {
    texts.push_back(ReadFile(root / "stdrules" / (std::string(name) + ".fp")));
    REQUIRE(!texts.back().empty());
  }
  texts.push_back(ReadFile(root / "tests/golden/format/constructs.fp"));
  texts.push_back(ReadFile(root / "tests/golden/format/long_lines.fp"));
  return texts;
}

TEST_CASE("white space does not change the layout") {
  constexpr std::string_view kSpaces[] = {" ",    "  ",         "\t",      "\n",
                                          "\r\n", "\n        ", " \t\n\t "};
  std::mt19937 random(20240601);
  for (const std::string& text : SomeStandardRules()) {
    const std::string expected = Formatted(text);
    for (int round = 0; round < 4; ++round) {
      const std::string respaced = Respaced(
          expected,
          [&](const parse::Token& before, const parse::Token& after,
              std::string_view space) -> std::string_view {
            const bool is_kept = IsComment(before) || IsComment(after) ||
                                 space.find("\n\n") != std::string_view::npos;
            return is_kept ? space : kSpaces[random() % std::size(kSpaces)];
          });
      CHECK(respaced != expected);
      CHECK(Formatted(respaced) == expected);
    }
  }
}

TEST_CASE("comments may stand anywhere") {
  constexpr std::string_view kComments[] = {" /* c */ ",
                                            "\n/* c */\n",
                                            "/**/",
                                            " // c\n",
                                            "\n// c\n",
                                            "\n\n// c\n\n",
                                            " /* a\n b */ ",
                                            "/* c */ // d\n",
                                            "\n// iotpf: allow(stale-allow)\n",
                                            " // iotpf: allow(stale-allow)\n",
                                            " // c \t\r\n"};
  std::mt19937 random(20240602);
  for (const std::string& text : SomeStandardRules()) {
    for (const unsigned share : {20, 4, 1}) {  // of the gaps: one in so many
      const std::string commented =
          Respaced(text, [&](const parse::Token&, const parse::Token&,
                             std::string_view space) {
            std::string between(space);
            if (random() % share == 0) {
              between += kComments[random() % std::size(kComments)];
            }
            return between;
          });
      const std::string once = Formatted(commented);
      CHECK(Formatted(once) == once);
    }
  }
}

}  // namespace
}  // namespace iotpf
