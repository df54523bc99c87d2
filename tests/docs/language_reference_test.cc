// What the pages say about the language is true.
//
//   language_reference_test [--update]
//
// A block marked `fp` compiles alone and its tests pass; one marked
// `fp error=SLUG` has that one mistake. One marked `fp module=NAME` or `text
// list=FILE` is a file in the folder that all examples of its page are in. The
// table of fields of the reference is the one in fields.def; `--update` writes
// it.

#include "tools/list_fields.h"
#include "tools/run_rule_tests.h"

#include <iotpf/check.h>
#include <iotpf/field.h>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kReference = "grammar/README.md";
constexpr std::string_view kPages[] = {kReference, "README.md",
                                       "stdrules/README.md"};

constexpr std::string_view kTableBegin = "<!-- fields: ";
constexpr std::string_view kTableEnd = "<!-- end of fields -->";

std::string PathOf(std::string_view page) {
  return fmt::format("{}/{}", IOTPF_SOURCE_DIRECTORY, page);
}

std::string ReadPage(std::string_view page) {
  std::ifstream file(PathOf(page), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// ---- files of a page

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string path = fs::temp_directory_path() / "iotpf-XXXXXX";
    IOTPF_CHECK(mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() { fs::remove_all(path_); }

  void Write(const std::string& name, const std::string& text) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
  }
  std::string path() const { return path_; }

 private:
  fs::path path_;
};

// ---- examples

struct Example {
  std::string name;  // page and line
  std::string slug;  // of the one mistake; empty: none
  std::string file;  // relative to the folder of the page; empty: none
  bool is_rules;     // else the file of a list
  std::string text;
};

// What stands behind `name` at the end of a fence, or nothing.
std::string ValueOf(std::string_view fence, std::string_view name) {
  const size_t at = fence.find(name);
  return at == std::string_view::npos
             ? ""
             : std::string(fence.substr(at + name.size()));
}

std::vector<Example> ExamplesOf(std::string_view page) {
  std::vector<Example> examples;
  const std::string text = ReadPage(page);
  std::string_view rest = text;
  size_t line_number = 0;
  bool is_inside = false;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++line_number;
    if (is_inside && line == "```") {
      is_inside = false;
    } else if (is_inside) {
      examples.back().text += fmt::format("{}\n", line);
    } else if (line == "```fp" || line.starts_with("```fp ") ||
               line.starts_with("```text list=")) {
      is_inside = true;
      std::string module = ValueOf(line, "module=");
      std::ranges::replace(module, '.', '/');
      examples.push_back(
          {fmt::format("{}:{}", page, line_number), ValueOf(line, "error="),
           module.empty() ? ValueOf(line, "list=") : module + ".fp",
           line.starts_with("```fp"), ""});
    }
  }
  return examples;
}

// What is wrong with an example; empty when it does what it should.
std::string FaultOf(const Example& example, const std::string& folder) {
  const auto report = tools::RunRuleTests(
      {{"example.fp", example.text, example.name, folder}}, {}, {});
  if (!report) return report.error().message;
  const CompileResult& compiled = report->compiled;
  if (!example.slug.empty()) {
    const bool is_shown = compiled.diagnostics.find(fmt::format(
                              "[{}]", example.slug)) != std::string::npos;
    if (compiled.error_count == 1 && is_shown) return "";
    return fmt::format("should have the one mistake {}\n{}", example.slug,
                       compiled.diagnostics);
  }
  std::string faults = compiled.diagnostics;
  for (const auto& outcome : report->outcomes) {
    for (const std::string& failure : outcome.failures) {
      faults += fmt::format("{}: {}\n", outcome.test->name, failure);
    }
  }
  return faults;
}

bool CheckExamples() {
  bool is_right = true;
  size_t count = 0;
  for (const std::string_view page : kPages) {
    const TemporaryFolder folder;
    const std::vector<Example> examples = ExamplesOf(page);
    for (const Example& example : examples) {
      if (!example.file.empty()) folder.Write(example.file, example.text);
    }
    for (const Example& example : examples) {
      if (!example.is_rules) continue;
      ++count;
      const std::string fault = FaultOf(example, folder.path());
      if (fault.empty()) continue;
      is_right = false;
      fmt::print("{}: {}\n", example.name, fault);
    }
  }
  fmt::print("{} examples\n", count);
  return is_right && count > 0;
}

// ---- the table of fields

std::string FieldTable() {
  std::string table =
      "| field | type | values | known with | unit | what it is | source |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n";
  for (const FieldInfo& field : kFields) {
    table += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n",
                         tools::FieldForm(field), NameOf(field.type),
                         tools::NameOf(field.cardinality),
                         tools::StageInWords(field.stage), field.unit,
                         field.description, field.source);
  }
  return table;
}

bool CheckTable(bool update) {
  const std::string page = ReadPage(kReference);
  const size_t marker = page.find(kTableBegin);
  const size_t begin =
      marker == std::string::npos ? marker : page.find('\n', marker);
  const size_t end = page.find(kTableEnd);
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    fmt::print("{}: the markers of the table of fields are missing\n",
               kReference);
    return false;
  }
  const std::string right =
      page.substr(0, begin + 1) + FieldTable() + page.substr(end);
  if (page == right) return true;
  if (!update) {
    fmt::print(
        "{}: the table of fields is not that of fields.def; run this "
        "with --update\n",
        kReference);
    return false;
  }
  std::ofstream(PathOf(kReference), std::ios::binary) << right;
  return true;
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  const bool is_table_right = iotpf::tests::CheckTable(update);
  return iotpf::tests::CheckExamples() && is_table_right ? 0 : 1;
}
