// A page for a terminal. Only what pages are made of is known here: a title,
// paragraphs, and fenced examples, whose fence says whether they are wrong or
// right.
//
//   # empty-list                        empty-list (error)
//
//   The list has no elements.           The list has no elements.
//
//   ```fp bad                           wrong:
//   list brokers : host = [];
//   ```                                     list brokers : host = [];

#include <iotpf/explain_diagnostic.h>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/page.h"
#include "compiler/diagnostics/suggest.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace iotpf {
namespace {

constexpr std::string_view kFence = "```";

std::vector<ExplainedDiagnostic> MakeTable() {
  std::vector<ExplainedDiagnostic> table;
  for (const SlugInfo& row : diag::kSlugs) {
    table.push_back({row.slug, row.severity, FindPage(row.slug).value_or("")});
  }
  return table;
}

// "wrong:" for the fence "```fp bad", "right, lists.fp:" for "```fp good
// lists.fp".
std::string HeadingOf(std::string_view fence) {
  const auto take = [&fence](std::string_view part) {
    const size_t at = fence.find(part);
    if (at == std::string_view::npos) return false;
    fence.remove_prefix(at + part.size());
    return true;
  };
  std::string heading = take(" bad") ? "wrong" : "right";
  take(" good");
  take(" generated");
  return fmt::format("{}{}{}:", heading, fence.empty() ? "" : ",", fence);
}

std::string RenderPage(const ExplainedDiagnostic& row) {
  std::string out = fmt::format("{} ({})\n", row.slug, WordOf(row.severity));
  std::string_view rest = row.markdown;
  bool is_title = true;
  bool is_example = false;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (is_title) {
      is_title = false;
    } else if (line.starts_with(kFence)) {
      if (!is_example) out += HeadingOf(line) + "\n\n";
      is_example = !is_example;
    } else {
      const bool is_indented = is_example && !line.empty();
      out += fmt::format("{}{}\n", is_indented ? "    " : "", line);
    }
  }
  return out;
}

}  // namespace

std::span<const ExplainedDiagnostic> AllExplainedDiagnostics() {
  static const std::vector<ExplainedDiagnostic> kTable = MakeTable();
  return kTable;
}

Result<std::string> ExplainDiagnostic(std::string_view slug) {
  std::vector<std::string> slugs;
  for (const ExplainedDiagnostic& row : AllExplainedDiagnostics()) {
    if (row.slug == slug) return RenderPage(row);
    slugs.emplace_back(row.slug);
  }
  const std::string* nearest = FindNearest(slug, slugs);
  return Error{fmt::format("there is no message `{}`; {}", slug,
                           nearest == nullptr
                               ? "a message ends with its name in brackets"
                               : fmt::format("did you mean `{}`?", *nearest))};
}

}  // namespace iotpf
