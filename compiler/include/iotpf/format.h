// FormatRules(): a file of rules in the one style.
#ifndef IOTPF_FORMAT_H_
#define IOTPF_FORMAT_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>
#include <iotpf/rule_diagnostic.h>

#include <cstdint>
#include <string>
#include <vector>

namespace iotpf {

struct FormatOptions {
  uint32_t max_errors = 50;  // shown as text; the rest are counted
  bool use_color = false;    // in that text
};

struct FormatResult {
  bool ok = false;                       // the file has the form of the grammar
  std::vector<RuleDiagnostic> findings;  // in source order
  std::string diagnostics;  // the same as text; empty when there are none
  std::string text;         // the file formatted; empty unless ok
};

// Formats one file. Only its form is looked at: names may mean nothing, and
// what it imports is not read. The text means the same as before, which is
// checked on the way, and formatting it again changes nothing.
//
//   Errors   what was written does not mean the same, which is a fault of this
//            program; or it is longer than a file may be.
//   Cost     linear in the file and in what is written
//   Threads  may run in several at once.
Result<FormatResult> FormatRules(const RuleSource& source,
                                 const FormatOptions& options = {});

}  // namespace iotpf

#endif  // IOTPF_FORMAT_H_
