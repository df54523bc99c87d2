// Each form is one function from findings to text; what differs between them is
// how much they can say.

#include "tools/lint_report.h"

#include "tools/finding_json.h"
#include "tools/sarif.h"

#include <iotpf/render_findings.h>

#include <fmt/format.h>

#include <algorithm>

namespace iotpf::tools {
namespace {

// "3 warnings", or "" for none.
std::string Counted(std::ptrdiff_t count, std::string_view what) {
  if (count == 0) return "";
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string TextReport(const std::vector<RuleDiagnostic>& findings,
                       const std::map<std::string, std::string>& texts,
                       bool use_color) {
  if (findings.empty()) return "";
  const auto errors =
      std::ranges::count(findings, Severity::Error, &RuleDiagnostic::severity);
  const auto fixes = std::ranges::count_if(
      findings, [](const auto& finding) { return !finding.fix.empty(); });
  const std::string error_count = Counted(errors, "error");
  const auto warnings = std::ranges::count(findings, Severity::Warning,
                                           &RuleDiagnostic::severity);
  const std::string warning_count = Counted(warnings, "warning");
  const bool has_both = !error_count.empty() && !warning_count.empty();
  std::string report = RenderFindings(findings, texts, use_color);
  report +=
      fmt::format("{}{}{}", error_count, has_both ? ", " : "", warning_count);
  if (fixes > 0) report += fmt::format("; --fix mends {}", fixes);
  return report + "\n";
}

// Escapes what ends a message, and in a property also what ends the property.
std::string GithubEscape(std::string_view text, bool is_property) {
  std::string escaped;
  for (const char c : text) {
    const bool is_special = c == '%' || c == '\r' || c == '\n' ||
                            (is_property && (c == ':' || c == ','));
    escaped += is_special ? fmt::format("%{:02X}", static_cast<uint8_t>(c))
                          : std::string(1, c);
  }
  return escaped;
}

std::string_view GithubLevelOf(Severity severity) {
  return severity == Severity::Note ? "notice" : WordOf(severity);
}

}  // namespace

std::string GithubAnnotation(const RuleDiagnostic& finding) {
  const RuleRange& range = finding.range;
  std::string line = fmt::format(
      "::{} file={},line={},endLine={}", GithubLevelOf(finding.severity),
      GithubEscape(range.path, true), range.line, range.end_line);
  // Columns are shown only where the lines are one; the last one is included.
  if (range.line == range.end_line) {
    line += fmt::format(",col={},endColumn={}", range.column,
                        std::max(range.column, range.end_column - 1));
  }
  const std::string help = finding.help.empty() ? "" : "\n" + finding.help;
  return line + fmt::format(",title={}::{}\n", GithubEscape(finding.slug, true),
                            GithubEscape(finding.message + help, false));
}

std::string LintReport(const std::vector<RuleDiagnostic>& findings,
                       const std::map<std::string, std::string>& texts,
                       LintFormat format, bool use_color) {
  if (format == LintFormat::Text) {
    return TextReport(findings, texts, use_color);
  }
  if (format == LintFormat::Sarif) return SarifLog(findings, texts);
  std::string report;
  for (const RuleDiagnostic& finding : findings) {
    report += format == LintFormat::Github ? GithubAnnotation(finding)
                                           : FindingJson(finding) + "\n";
  }
  return report;
}

}  // namespace iotpf::tools
