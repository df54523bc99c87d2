// A finding is a report with paths in place of the numbers of sources. Numbered
// again, it is shown by what shows reports.

#include <iotpf/render_findings.h>

#include "compiler/diagnostics/render.h"

#include <limits>

namespace iotpf {
namespace {

class Numbering {
 public:
  explicit Numbering(const std::map<std::string, std::string>& texts) {
    for (const auto& [path, text] : texts) Add(path, text);
  }

  SourceSpan SpanOf(const RuleRange& range) {
    const auto it = numbers_.find(range.path);
    const uint32_t number =
        it == numbers_.end() ? Add(range.path, "") : it->second;
    return {number, range.begin, range.end};
  }

  const SourceSet& sources() const { return sources_; }

 private:
  uint32_t Add(const std::string& path, const std::string& text) {
    const auto number = static_cast<uint32_t>(sources_.size());
    sources_.emplace_back(path, text, path);
    numbers_.emplace(path, number);
    return number;
  }

  SourceSet sources_;
  std::map<std::string, uint32_t> numbers_;
};

}  // namespace

std::string RenderFindings(const std::vector<RuleDiagnostic>& findings,
                           const std::map<std::string, std::string>& texts,
                           bool use_color) {
  Numbering numbering(texts);
  std::vector<Diagnostic> reports;
  for (const RuleDiagnostic& finding : findings) {
    Diagnostic& report = reports.emplace_back();
    report.severity = finding.severity;
    report.slug = finding.slug;
    report.span = numbering.SpanOf(finding.range);
    report.message = finding.message;
    report.help = finding.help;
    for (const RuleLabel& label : finding.labels) {
      report.labels.push_back({numbering.SpanOf(label.range), label.text});
    }
  }
  return RenderDiagnostics(reports, numbering.sources(),
                           {std::numeric_limits<uint32_t>::max(), use_color});
}

}  // namespace iotpf
