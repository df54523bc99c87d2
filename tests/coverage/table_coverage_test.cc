// Every row of every table has a golden file that shows it.
//
// A new diagnostic, field or operation fails here until it is shown; the
// failure names what is missing.

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/ir/print_ir.h"
#include "tests/support/golden_file.h"

#include <iotpf/compiler.h>
#include <iotpf/field.h>
#include <iotpf/scanner.h>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

struct DiagnosticRow {
  std::string_view slug;
  Severity severity;
};

constexpr DiagnosticRow kDiagnostics[] = {
#define IOTPF_DIAGNOSTIC(name, severity, slug, ...) {slug, Severity::severity},
#define IOTPF_LABEL(...)
#include "compiler/diagnostics/diagnostics.def"
};

// Diagnostics whose input is too large to be kept as a file. They are shown by
// unit/compiler/parse/robustness_test.cc and end_to_end/modules_test.py.
constexpr std::string_view kTooLargeForGolden[] = {
    "source-too-large",  "too-many-tokens",      "inheritance-too-large",
    "regexes-too-large", "too-many-preferences", "import-too-deep",
    "too-many-files"};

fs::path Golden() { return IOTPF_GOLDEN_DIRECTORY; }

// The text of all golden files of a folder with an extension.
std::string TextOf(std::string_view folder, std::string_view extension) {
  std::string text;
  for (const auto& entry : fs::directory_iterator(Golden() / folder)) {
    if (entry.path().extension() == extension) {
      text += ReadGolden(entry.path()).value_or("");
    }
  }
  return text;
}

// The name of the golden file of a slug, without folder and extension.
std::string FileNameOf(std::string_view slug) {
  std::string name(slug);
  std::ranges::replace(name, '-', '_');
  return name;
}

// What the golden file of a slug shows, with its text beside it if it has one.
std::string GoldenOf(std::string_view slug) {
  for (const std::string_view folder :
       {"parse", "sema", "modules", "lint", "codegen"}) {
    const fs::path path = Golden() / folder / FileNameOf(slug);
    const auto input = ReadGolden(fs::path(path).concat(".fp"));
    if (!input) continue;
    return *input +
           ReadGolden(fs::path(path).concat(".diagnostics")).value_or("");
  }
  return "";
}

TEST_CASE("every mistake has a golden file of its name that shows it") {
  for (const DiagnosticRow& row : kDiagnostics) {
    CAPTURE(row.slug);
    const std::string shown = fmt::format("[{}]", row.slug);
    if (std::ranges::find(kTooLargeForGolden, row.slug) !=
        std::end(kTooLargeForGolden)) {
      continue;
    }
    const std::string text = GoldenOf(row.slug);
    CHECK(text.starts_with("//"));
    CHECK(text.find(shown) != std::string::npos);
  }
}

TEST_CASE("no slug is used twice") {
  std::set<std::string_view> slugs;
  for (const DiagnosticRow& row : kDiagnostics) {
    CAPTURE(row.slug);
    CHECK(slugs.insert(row.slug).second);
  }
}

TEST_CASE("every field is set by a golden session and read by a golden rule") {
  // Evidence is both: the value of a field that made a feature true.
  const std::string matches = TextOf("scan", ".matches");
  for (const FieldInfo& field : kFields) {
    CAPTURE(field.path);
    const std::string end = field.key == KeyKind::NoKey ? "\"" : "[";
    CHECK(matches.find(fmt::format("\"field\":\"{}{}", field.path, end)) !=
          std::string::npos);
  }
}

// The text of the sources that fill fields from captures.
std::string DecoderSources() {
  std::string text;
  for (const std::string_view folder :
       {"capture", "protocols", "tls", "session", "scan"}) {
    const fs::path path = fs::path(IOTPF_SOURCE_DIRECTORY) / "runtime" / folder;
    for (const auto& entry : fs::directory_iterator(path)) {
      const fs::path extension = entry.path().extension();
      if (extension != ".cc" && extension != ".h") continue;
      text += ReadGolden(entry.path()).value_or("");
    }
  }
  return text;
}

// Whether `text` has `name` and not as the beginning of a longer one.
bool HasName(std::string_view text, std::string_view name) {
  for (size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const size_t end = at + name.size();
    if (end == text.size() ||
        (!std::isalnum(static_cast<uint8_t>(text[end])) && text[end] != '_')) {
      return true;
    }
  }
  return false;
}

TEST_CASE("a decoder fills every field") {
  constexpr std::string_view kNames[] = {
#define IOTPF_FIELD(name, ...) "Field::" #name,
#include <iotpf/fields.def>
  };
  const std::string sources = DecoderSources();
  for (size_t i = 0; i < kFieldCount; ++i) {
    CAPTURE(kNames[i]);
    CHECK(HasName(sources, kNames[i]));
  }
}

TEST_CASE("every field says what it is, from where, and in what unit") {
  for (const FieldInfo& field : kFields) {
    CAPTURE(field.path);
    CHECK(!field.description.empty());
    CHECK(!field.source.empty());
    // A number alone says nothing.
    if (field.type == ValueType::Int) CHECK(!field.unit.empty());
    for (const std::string_view text :
         {field.unit, field.description, field.source}) {
      // Cells of tables, and JSON without escapes.
      CHECK(std::ranges::all_of(
          text, [](char c) { return c >= ' ' && c <= '~' && c != '|'; }));
    }
  }
}

// The word for an operation in a dump.
std::string NameInDump(iotpf_predicate_op op) {
  ir::Ruleset ruleset;
  ruleset.readings.push_back({Field::ServerPort, ""});
  ruleset.predicates.push_back({op, 0, Stage::Flow, ValueType::Int});
  const std::string dump = ir::PrintIr(ruleset);
  const size_t begin = dump.find("Flow ") + 5;
  return dump.substr(begin, dump.find_first_of(" \n", begin) - begin);
}

TEST_CASE("every operation occurs in a golden dump of the tables") {
  const std::string dumps = TextOf("ir", ".ir");
  for (int op = IOTPF_OP_EQUAL; op <= IOTPF_OP_COUNT; ++op) {
    const std::string name = NameInDump(static_cast<iotpf_predicate_op>(op));
    CAPTURE(name);
    CHECK(dumps.find(fmt::format(" {} ", name)) != std::string::npos);
  }
}

TEST_CASE("every counter says what it counts") {
  CompileOptions options;
  options.emit = EmitStage::Tables;
  const auto compiled = Compile({{"empty.fp", ""}}, options);
  REQUIRE(compiled);
  auto scanner = Scanner::Create(Ruleset::FromImage(compiled->output));
  REQUIRE(scanner);
  std::set<std::pair<std::string_view, std::string_view>> names;
  for (const ScanCounter& counter : scanner->counters()) {
    CAPTURE(counter.name);
    CHECK(names.insert({counter.group, counter.name}).second);
    CHECK(counter.description.find(' ') != std::string_view::npos);
  }
  CHECK(names.size() > 10);
}

}  // namespace
}  // namespace iotpf::tests
