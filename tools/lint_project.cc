// The file is TOML because people write it by hand and CI reads it. What is not
// known in it is a mistake: a member that is misspelled would allow nothing.

#include "tools/lint_project.h"

#include "tools/whole_file.h"

#include <iotpf/explain_diagnostic.h>

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace iotpf::tools {
namespace {

namespace fs = std::filesystem;

// ---- reading

// Byte offsets of a place that TOML gives as line and column, in code points.
uint32_t OffsetOf(std::string_view text, toml::source_position place) {
  size_t at = 0;
  for (uint32_t line = 1; line < place.line; ++line) {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  for (uint32_t column = 1; column < place.column && at < text.size();
       ++column) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return static_cast<uint32_t>(at);
}

class ProjectReader {
 public:
  ProjectReader(std::string path, LintProject& project)
      : path_(std::move(path)), project_(project) {}

  Result<void> Read(const toml::table& file);

 private:
  Error Fault(const toml::source_region& place, std::string_view what) const {
    return Error{fmt::format("{}:{}:{}: {}", path_, place.begin.line,
                             place.begin.column, what)};
  }
  Result<void> ReadSlugs(const toml::node& node, const std::string& pattern);
  Result<void> ReadAllowIn(const toml::node& node);
  RuleRange RangeOf(const toml::source_region& place) const;

  std::string path_;
  LintProject& project_;
};

RuleRange ProjectReader::RangeOf(const toml::source_region& place) const {
  RuleRange range;
  range.path = path_;
  range.begin = OffsetOf(project_.text, place.begin);
  range.end = OffsetOf(project_.text, place.end);
  range.line = range.end_line = place.begin.line;
  const size_t line = project_.text.rfind('\n', range.begin) + 1;
  range.column = static_cast<uint32_t>(range.begin - line + 1);
  range.end_column = range.column + (range.end - range.begin);
  return range;
}

Result<void> ProjectReader::ReadSlugs(const toml::node& node,
                                      const std::string& pattern) {
  const toml::array* slugs = node.as_array();
  if (slugs == nullptr) {
    return Fault(node.source(), "expected names of warnings in brackets");
  }
  for (const toml::node& slug : *slugs) {
    if (!slug.is_string()) {
      return Fault(slug.source(), "expected the name of a warning in quotes");
    }
    project_.allowed.push_back(
        {slug.as_string()->get(), RangeOf(slug.source()), pattern});
  }
  return {};
}

Result<void> ProjectReader::ReadAllowIn(const toml::node& node) {
  constexpr std::string_view kForm =
      "expected `[[allow-in]]` with `path` and `slugs`";
  const toml::array* entries = node.as_array();
  if (entries == nullptr) return Fault(node.source(), kForm);
  for (const toml::node& entry : *entries) {
    const toml::table* table = entry.as_table();
    if (table == nullptr) return Fault(entry.source(), kForm);
    const toml::node* path = table->get("path");
    const toml::node* slugs = table->get("slugs");
    if (path == nullptr || !path->is_string() || slugs == nullptr ||
        table->size() != 2) {
      return Fault(entry.source(), kForm);
    }
    const auto read = ReadSlugs(*slugs, path->as_string()->get());
    if (!read) return read;
  }
  return {};
}

Result<void> ProjectReader::Read(const toml::table& file) {
  for (const auto& [key, node] : file) {
    Result<void> read;
    if (key == "allow") {
      read = ReadSlugs(node, "");
    } else if (key == "allow-in") {
      read = ReadAllowIn(node);
    } else {
      return Fault(key.source(),
                   fmt::format("`{}` is not known here; use `allow` and "
                               "`[[allow-in]]`",
                               key.str()));
    }
    if (!read) return read;
  }
  return {};
}

// ---- allowing

bool IsWarning(std::string_view slug) {
  const auto all = AllExplainedDiagnostics();
  const auto it = std::ranges::find(all, slug, &ExplainedDiagnostic::slug);
  return it != all.end() && it->severity == Severity::Warning;
}

// `path` as patterns of the project see it.
std::string PathInProject(const std::string& path, const LintProject& project) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error);
  return absolute.lexically_normal()
      .lexically_relative(
          fs::absolute(project.folder, error).lexically_normal())
      .string();
}

RuleDiagnostic Report(const AllowedSlug& entry, std::string slug,
                      std::string message, std::string help) {
  RuleDiagnostic report;
  report.severity = Severity::Warning;
  report.slug = std::move(slug);
  report.message = std::move(message);
  report.help = std::move(help);
  report.range = entry.range;
  return report;
}

}  // namespace

Result<LintProject> ReadLintProject(const std::string& path) {
  Result<std::string> text = ReadFile(path);
  if (!text) return text.error();
  LintProject project;
  project.folder = fs::path(path).parent_path().string();
  if (project.folder.empty()) project.folder = ".";
  project.text = std::move(*text);
  const toml::parse_result file = toml::parse(project.text, path);
  if (!file) {
    const toml::source_position place = file.error().source().begin;
    return Error{fmt::format("{}:{}:{}: {}", path, place.line, place.column,
                             file.error().description())};
  }
  const auto read = ProjectReader(path, project).Read(file.table());
  if (!read) return read.error();
  std::ranges::stable_sort(project.allowed, {}, [](const AllowedSlug& entry) {
    return entry.range.begin;
  });
  return project;
}

std::string FindLintProject() {
  std::error_code error;
  fs::path folder = fs::current_path(error);
  fs::path up;  // from the current folder
  while (!error) {
    const fs::path path = up / kLintProjectName;
    if (fs::is_regular_file(path, error)) return path.string();
    error.clear();
    if (fs::exists(folder / ".git", error) || folder == folder.root_path()) {
      return "";
    }
    folder = folder.parent_path();
    up /= "..";
  }
  return "";
}

void AllowByProject(const LintProject& project,
                    std::vector<RuleDiagnostic>& findings) {
  std::vector<bool> is_used(project.allowed.size());
  std::erase_if(findings, [&](const RuleDiagnostic& finding) {
    if (finding.severity == Severity::Error) return false;
    const std::string path = PathInProject(finding.range.path, project);
    bool is_allowed = false;
    for (size_t i = 0; i < project.allowed.size(); ++i) {
      const AllowedSlug& entry = project.allowed[i];
      if (entry.slug != finding.slug) continue;
      if (!entry.path.empty() &&
          fnmatch(entry.path.c_str(), path.c_str(), 0) != 0) {
        continue;
      }
      is_used[i] = is_allowed = true;
    }
    return is_allowed;
  });
  for (size_t i = 0; i < project.allowed.size(); ++i) {
    const AllowedSlug& entry = project.allowed[i];
    if (!IsWarning(entry.slug)) {
      findings.push_back(
          Report(entry, "unknown-allow",
                 fmt::format("there is no warning `{}`", entry.slug), ""));
    } else if (!is_used[i]) {
      findings.push_back(
          Report(entry, "stale-allow",
                 fmt::format("nothing is reported as `{}`{}", entry.slug,
                             entry.path.empty() ? "" : " in " + entry.path),
                 "remove it from the project file"));
    }
  }
}

}  // namespace iotpf::tools
