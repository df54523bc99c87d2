// What a rule author is told: the rows of diagnostics.def as constants.
#ifndef IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H_
#define IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H_

#include "compiler/source/source_span.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

enum class Severity : uint8_t { Error, Warning, Note };

// A row of the table. `Args` are the types that the message takes.
template <class... Args>
struct DiagnosticKind {
  Severity severity;
  std::string_view slug;
  fmt::format_string<const Args&...> message;
};

namespace diag {

using Text = std::string_view;
// "; did you mean `x`?", or empty.
using Suggestion = std::string;

#define IOTPF_DIAGNOSTIC(name, severity, slug, message, ...)                  \
  inline constexpr DiagnosticKind<__VA_ARGS__> name{Severity::severity, slug, \
                                                    message};
#include "compiler/diagnostics/diagnostics.def"

// The slugs of all rows, in order of the table.
inline constexpr auto kSlugs = std::to_array<std::string_view>({
#define IOTPF_DIAGNOSTIC(name, severity, slug, ...) slug,
#include "compiler/diagnostics/diagnostics.def"
});

}  // namespace diag

// One report. Notes stand behind what they explain.
struct Diagnostic {
  Severity severity;
  std::string_view slug;
  SourceSpan span;
  std::string message;
  std::vector<Diagnostic> notes;
};

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H_
