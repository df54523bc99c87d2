// What the compiler says about rules, as data: for editors, CI and linters.
#ifndef IOTPF_RULE_DIAGNOSTIC_H_
#define IOTPF_RULE_DIAGNOSTIC_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf {

// A note is about rules that are right: it says how they are run.
enum class Severity : uint8_t { Error, Warning, Note };

// "error", "warning", "note".
constexpr std::string_view WordOf(Severity severity) {
  if (severity == Severity::Error) return "error";
  return severity == Severity::Warning ? "warning" : "note";
}

// A run of bytes in a file of rules. Half open; an empty range is a place.
struct RuleRange {
  std::string path;         // as the file was named
  uint32_t begin = 0;       // bytes from the start of the file
  uint32_t end = 0;         //
  uint32_t line = 1;        // from 1
  uint32_t column = 1;      // from 1, in bytes
  uint32_t end_line = 1;    // of `end`
  uint32_t end_column = 1;  //
};

// What another place has to do with it: "first defined here".
struct RuleLabel {
  RuleRange range;
  std::string text;
};

// Text to put in place of a range.
struct RuleEdit {
  RuleRange range;
  std::string replacement;
};

struct RuleDiagnostic {
  Severity severity = Severity::Error;
  std::string slug;     // permanent: `unknown-field`
  std::string message;  // one line: what was found
  std::string help;     // one line: what to do about it; or empty
  RuleRange range;
  std::vector<RuleLabel> labels;
  // Edits that mend it without changing what else the rules mean; or none.
  std::vector<RuleEdit> fix;
};

}  // namespace iotpf

#endif  // IOTPF_RULE_DIAGNOSTIC_H_
