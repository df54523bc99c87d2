// Reports as text for people, and as data.
#ifndef IOTPF_COMPILER_DIAGNOSTICS_RENDER_H_
#define IOTPF_COMPILER_DIAGNOSTICS_RENDER_H_

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source_file.h"

#include <string>
#include <vector>

namespace iotpf {

struct RenderStyle {
  uint32_t max_errors = 50;  // shown; the rest is counted in a last line
  bool use_color = false;    // ANSI escape sequences
};

// Writes each report as
//
//   cameras.fp:5:48: error: comparing text with an integer [type-mismatch]
//     5 |   positive banner = http.response.header["Server"] == 42;
//       |                                                       ^^
//       |                     ------------------------------ this is text
//     = help: write "42" to compare as text
//
//   Input    reports in the order to be shown.
//   Output   UTF-8; control characters of the source are shown as `?`; a line
//            longer than kMaxShownColumns is cut around each mark.
std::string RenderDiagnostics(const std::vector<Diagnostic>& diagnostics,
                              const SourceSet& sources,
                              const RenderStyle& style);

// The reports for tools.
std::vector<RuleDiagnostic> ToRuleDiagnostics(
    const std::vector<Diagnostic>& diagnostics, const SourceSet& sources);

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_RENDER_H_
