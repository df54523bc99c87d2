// What a rule author is told: the rows of diagnostics.def as constants.
#ifndef IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H_
#define IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H_

#include "compiler/source/source_span.h"

#include <iotpf/rule_diagnostic.h>

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

// A row of the table. `Args` are the types that the message takes.
template <class... Args>
struct DiagnosticKind {
  Severity severity;
  std::string_view slug;
  fmt::format_string<const Args&...> message;  // "MESSAGE\nHELP"
};

// What stands at another place.
template <class... Args>
struct LabelRow {
  fmt::format_string<const Args&...> text;
};

// One row without its arguments.
struct SlugInfo {
  Severity severity;
  std::string_view slug;
  bool operator==(std::string_view other) const { return slug == other; }
};

namespace diag {

using Text = std::string_view;
// "\ndid you mean `x`?", or empty.
using Suggestion = std::string;

#define IOTPF_DIAGNOSTIC(name, severity, slug, message, ...)                  \
  inline constexpr DiagnosticKind<__VA_ARGS__> name{Severity::severity, slug, \
                                                    message};
#define IOTPF_LABEL(name, text, ...) \
  inline constexpr LabelRow<__VA_ARGS__> name{text};
#include "compiler/diagnostics/diagnostics.def"

// All rows, in order of the table.
inline constexpr auto kSlugs = std::to_array<SlugInfo>({
#define IOTPF_DIAGNOSTIC(name, severity, slug, ...) {Severity::severity, slug},
#define IOTPF_LABEL(...)
#include "compiler/diagnostics/diagnostics.def"
});

}  // namespace diag

struct Label {
  SourceSpan span;
  std::string text;
};

struct Edit {
  SourceSpan span;
  std::string replacement;
};

// One report.
struct Diagnostic {
  Severity severity;
  std::string_view slug;
  SourceSpan span;
  std::string message;
  std::string help;  // or empty
  std::vector<Label> labels;
  std::vector<Edit> fix;  // all of them or none
};

}  // namespace iotpf

#endif  // IOTPF_COMPILER_DIAGNOSTICS_DIAGNOSTIC_H_
