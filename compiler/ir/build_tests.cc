// Tests leave the compiler as plain data: what runs them knows sessions, not
// trees. A raw message is written with the line breaks of the rule file; its
// head gets those of HTTP (RFC 9112, section 2.2), its body stays as it is.

#include "compiler/ir/build_tests.h"

#include "compiler/sema/check_tests.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace iotpf::ir {
namespace {

namespace fs = std::filesystem;

std::string ToHttpMessage(std::string_view text) {
  std::string message;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty()) break;
    message += line;
    message += "\r\n";
  }
  message += "\r\n";
  message += text;
  return message;
}

TestField ToTestField(const ast::TestField& field, Field id) {
  TestField built{id,
                  field.reference.key ? field.reference.key->bytes : "",
                  field.absent,
                  {},
                  {}};
  for (const ast::Literal& value : field.values) {
    if (value.kind == ast::LiteralKind::Integer) {
      built.numbers.push_back(value.integer);
    } else {
      built.values.push_back(value.bytes);
    }
  }
  return built;
}

std::vector<TestExpectation::Claim> ToClaims(
    const std::vector<ast::Claim>& claims) {
  std::vector<TestExpectation::Claim> built;
  for (const ast::Claim& claim : claims) {
    built.push_back({claim.platform.text, claim.role ? claim.role->text : ""});
  }
  return built;
}

TestExpectation ToExpectation(const ast::Expectation& expectation) {
  TestExpectation built;
  built.front = ToClaims(expectation.front);
  built.behind = ToClaims(expectation.behind);
  for (const ast::Name& name : expectation.providers) {
    built.providers.push_back(name.text);
  }
  for (const ast::Name& name : expectation.features) {
    built.features.push_back(name.text);
  }
  return built;
}

// Adds a statement that shows no field.
void AddStatement(const ast::TestField& field, const SourceFile& source,
                  RuleTest& test) {
  const std::string& name = field.reference.name.text;
  const ast::Literal& value = field.values[0];
  const auto input = [&test]() -> TestInput& {
    if (!test.input) test.input.emplace();
    return *test.input;
  };
  switch (sema::FindTestStatement(name)) {
    case sema::TestStatement::File:
      input().path = (fs::path(source.root()) /
                      fs::path(source.name()).parent_path() / value.bytes)
                         .lexically_normal();
      return;
    case sema::TestStatement::Number:
      input().number = static_cast<uint64_t>(value.integer);
      return;
    case sema::TestStatement::Session:
      input().text = value.bytes;
      return;
    default:
      (name == "request" ? test.request : test.response) =
          ToHttpMessage(value.bytes);
      return;
  }
}

RuleTest ToRuleTest(const ast::Test& test, const ast::Platform& platform,
                    const sema::SymbolTable& symbols, const SourceFile& source,
                    uint32_t row) {
  RuleTest built;
  built.name = test.name.bytes;
  built.platform = platform.name.text;
  built.source = source.name();
  const LineAndColumn at = source.Locate(test.span.begin);
  built.position = {row, at.line, at.column};
  for (const ast::TestField& field : test.fields) {
    const auto it = symbols.fields.find(&field.reference);
    if (it != symbols.fields.end()) {
      built.fields.push_back(ToTestField(field, it->second));
    } else {
      AddStatement(field, source, built);
    }
  }
  built.expectation = ToExpectation(test.expectations[0]);
  return built;
}

}  // namespace

std::vector<RuleTest> BuildTests(const sema::SymbolTable& symbols,
                                 const SourceSet& sources) {
  std::vector<RuleTest> tests;
  const std::vector<uint32_t> rows = RowsByName(sources);
  for (const auto& [id, symbol] : symbols.platforms) {
    for (const ast::Test& test : symbol.platform->tests) {
      tests.push_back(ToRuleTest(test, *symbol.platform, symbols,
                                 sources[symbol.file->source],
                                 rows[symbol.file->source]));
    }
  }
  std::ranges::sort(tests, {}, [](const RuleTest& test) {
    return std::tuple(test.position.source, test.position.line,
                      test.position.column);
  });
  return tests;
}

}  // namespace iotpf::ir
