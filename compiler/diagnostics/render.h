// Reports as text for people.
#ifndef IOTPF_COMPILER_DIAGNOSTICS_RENDER_H_
#define IOTPF_COMPILER_DIAGNOSTICS_RENDER_H_

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source_file.h"

#include <string>
#include <vector>

namespace iotpf {

// Writes each report as
//
//   cameras.fp:5:42: error: comparing text with an integer [type-mismatch]
//     5 |   positive banner = http.response.header["Server"] == 42;
//       |                                                       ^^
//
//   Input    reports in the order to be shown; at most `max_errors` errors are
//            shown, the rest is counted in a last line.
//   Output   UTF-8 without colour; control characters of the source line are
//            shown as `?`; a line longer than kMaxShownColumns is cut around
//            the caret.
std::string RenderDiagnostics(const std::vector<Diagnostic>& diagnostics,
                              const SourceSet& sources, uint32_t max_errors);

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_RENDER_H_
