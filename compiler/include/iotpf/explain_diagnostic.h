// What a message of the compiler means: the page of its slug.
#ifndef IOTPF_EXPLAIN_DIAGNOSTIC_H_
#define IOTPF_EXPLAIN_DIAGNOSTIC_H_

#include <iotpf/result.h>
#include <iotpf/rule_diagnostic.h>

#include <span>
#include <string>
#include <string_view>

namespace iotpf {

// A message that the compiler has. Both texts live as long as the program.
struct ExplainedDiagnostic {
  std::string_view slug;
  Severity severity;
  std::string_view markdown;  // its page, as written
};

// All of them, in order of the table: that of the passes that report them.
std::span<const ExplainedDiagnostic> AllExplainedDiagnostics();

// The page of a slug as plain text for a terminal: what the mistake is, then
// examples with and without it, indented.
//
//   Errors  an unknown slug, with the nearest one.
Result<std::string> ExplainDiagnostic(std::string_view slug);

}  // namespace iotpf

#endif  // IOTPF_EXPLAIN_DIAGNOSTIC_H_
