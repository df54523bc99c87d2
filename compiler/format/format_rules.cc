// Text to tree, tree and tokens to text, and that text to a tree again. A
// formatter that changed a rule would do so in silence, in many files at once;
// so what it writes is read back before anyone sees it.

#include <iotpf/format.h>

#include "compiler/diagnostics/diagnostic_sink.h"
#include "compiler/diagnostics/render.h"
#include "compiler/format/format.h"
#include "compiler/format/same_meaning.h"
#include "compiler/parse/parse.h"
#include "compiler/support/limits.h"

#include <fmt/format.h>

#include <utility>

namespace iotpf {

Result<FormatResult> FormatRules(const RuleSource& source,
                                 const FormatOptions& options) {
  SourceSet sources;
  const SourceFile& given =
      sources.emplace_back(source.name, source.text, source.path, source.root);
  DiagnosticSink diagnostics;
  const ast::File file = parse::Parse(sources, 0, diagnostics);

  FormatResult result;
  const std::vector<Diagnostic> sorted = diagnostics.Sorted();
  result.findings = ToRuleDiagnostics(sorted, sources);
  result.diagnostics = RenderDiagnostics(
      sorted, sources, {options.max_errors, options.use_color});
  if (diagnostics.has_error()) return result;

  std::string text = format::Format(file, sources);
  if (text.size() > kMaxSourceBytes) {
    return Error{fmt::format(
        "{}: formatted it has more than {} bytes, which no file of rules may "
        "have; split it",
        given.path(), kMaxSourceBytes)};
  }
  SourceSet written;
  written.emplace_back(source.name, text, source.path, source.root);
  DiagnosticSink faults;
  const ast::File file_written = parse::Parse(written, 0, faults);
  if (faults.has_error() ||
      !format::HasSameMeaning({file, sources}, {file_written, written})) {
    return Error{fmt::format(
        "{}: formatted it would not mean the same, so it is left as it is; "
        "this is a fault of the formatter, please report it with the file",
        given.path())};
  }
  result.ok = true;
  result.text = std::move(text);
  return result;
}

}  // namespace iotpf
