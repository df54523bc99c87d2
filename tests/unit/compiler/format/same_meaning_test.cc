// What the formatter may not change, and what it may.

#include "compiler/format/same_meaning.h"

#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/parse/parse.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace iotpf::format {
namespace {

bool AreSame(std::string_view before, std::string_view after) {
  SourceSet sources_before;
  sources_before.emplace_back("a.fp", std::string(before));
  SourceSet sources_after;
  sources_after.emplace_back("a.fp", std::string(after));
  DiagnosticSink diagnostics;
  const ast::File file_before = parse::Parse(sources_before, 0, diagnostics);
  const ast::File file_after = parse::Parse(sources_after, 0, diagnostics);
  REQUIRE(!diagnostics.has_error());
  const bool are_same = HasSameMeaning({file_before, sources_before},
                                       {file_after, sources_after});
  // It does not matter which is which.
  CHECK(are_same == HasSameMeaning({file_after, sources_after},
                                   {file_before, sources_before}));
  return are_same;
}

struct Pair {
  std::string_view about;
  std::string_view before;
  std::string_view after;
};

TEST_CASE("what is the same") {
  constexpr Pair kPairs[] = {
      {"white space", "module a;", "\n module\ta ;\n"},
      {"the last comma", "list a : int = [1, 2];", "list a : int = [1, 2,];"},
      {"the indentation of a block",
       "platform a { test \"b\" { c = \"\"\"\n d\n\"\"\"; } }",
       "platform a { test \"b\" { c = \"\"\"\n     d\n     \"\"\"; } }"},
      {"spaces behind a comment", "// a  \nmodule b;", "// a\nmodule b;"},
      {"line breaks in a comment", "/* a\r\n b */", "/* a\n b */"},
      {"a comma before a comment", "list a : int = [1 /* b */, 2];",
       "list a : int = [1, /* b */ 2];"}};
  for (const Pair& pair : kPairs) {
    CAPTURE(pair.about);
    CHECK(AreSame(pair.before, pair.after));
  }
}

TEST_CASE("what is not") {
  constexpr Pair kPairs[] = {
      {"a name", "module a;", "module b;"},
      {"an import", "import a;", "import a.b;"},
      {"order", "import a; import b;", "import b; import a;"},
      {"the file of a list", "list a : int = file \"b\";",
       "list a : int = file \"c\";"},
      {"how a number is written", "list a : int = [16];",
       "list a : int = [0x10];"},
      {"brackets", "platform a { test \"b\" { c = 1; } }",
       "platform a { test \"b\" { c = [1]; } }"},
      {"quotes around a property", "platform a { category = b; }",
       "platform a { category = \"b\"; }"},
      {"a parameter", "predicate a(b: text) = c == b;",
       "predicate a(b: list<text>) = c == b;"},
      {"parentheses", "platform a { positive b = c == 1 or (d == 2); }",
       "platform a { positive b = c == 1 or d == 2; }"},
      {"what counts", "platform a { positive b = count(c) >= 1; }",
       "platform a { positive b = c >= 1; }"},
      {"the indentation inside a block",
       "platform a { test \"b\" { c = \"\"\"\n d\n  e\n\"\"\"; } }",
       "platform a { test \"b\" { c = \"\"\"\n d\n e\n\"\"\"; } }"},
      {"a comment", "// a\nmodule b;", "// c\nmodule b;"},
      {"a comment that is gone", "/* a */ module b;", "module b;"},
      {"a comment that moved", "module /* a */ b;", "module b /* a */;"},
      {"what a comment documents", "platform a {\n// b\npositive c = d == 1; }",
       "platform a {\n// b\n\npositive c = d == 1; }"},
      {"what a comment allows, behind code",
       "import a;\nimport b; // iotpf: allow(c)",
       "import a; import b; // iotpf: allow(c)"},
      {"what a comment allows, above code",
       "import a;\n// iotpf: allow(c)\nimport b;",
       "import a; // iotpf: allow(c)\nimport b;"}};
  for (const Pair& pair : kPairs) {
    CAPTURE(pair.about);
    CHECK(!AreSame(pair.before, pair.after));
  }
}

}  // namespace
}  // namespace iotpf::format
