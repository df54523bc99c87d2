// The project file of iotpf-lint: warnings that a project allows.
//
//   allow = ["missing-reference"]
//
//   [[allow-in]]
//   path = "lists/*.fp"
//   slugs = ["unused-list"]
#ifndef IOTPF_TOOLS_LINT_PROJECT_H_
#define IOTPF_TOOLS_LINT_PROJECT_H_

#include <iotpf/result.h>
#include <iotpf/rule_diagnostic.h>

#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tools {

inline constexpr std::string_view kLintProjectName = ".iotpf-lint.toml";

// A slug that stands in the file.
struct AllowedSlug {
  std::string slug;
  RuleRange range;   // of the slug, with its quotes
  std::string path;  // a pattern: `*` is any run of characters, `/` included.
                     // Empty: all files
};

struct LintProject {
  std::string folder;  // that its paths are relative to
  std::string text;
  std::vector<AllowedSlug> allowed;
};

// Reads a project file.
//
//   Errors   it cannot be read; `FILE:LINE:COLUMN: what is wrong` where it is
//   no
//            TOML or has other members than those above.
Result<LintProject> ReadLintProject(const std::string& path);

// The path of the project file of the current folder: there or in the nearest
// folder above that has one, up to one with `.git`. Empty where there is none.
std::string FindLintProject();

// Takes the warnings that the project allows out of `findings`; adds a
// stale-allow for each slug that takes none, and an unknown-allow for each that
// no warning has.
void AllowByProject(const LintProject& project,
                    std::vector<RuleDiagnostic>& findings);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_LINT_PROJECT_H_
