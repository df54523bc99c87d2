// Tests as rules write them.
#ifndef IOTPF_RUNTIME_REPORT_PREDICATE_TEXT_H_
#define IOTPF_RUNTIME_REPORT_PREDICATE_TEXT_H_

#include <iotpf/ruleset_view.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace iotpf::runtime {

// What a text of a test leaves out.
struct PredicateStyle {
  size_t constants = 4;          // shown of a list; the rest is counted
  size_t list_columns = 48;      // of them, but for the first
  size_t constant_columns = 60;  // of each
};

// A test of a field: `tls.sni under ["a.example", "b.example", 12 more]`. In
// printable ASCII. The spelling of the rules is lost where several mean the
// same: `in` with one name is `==`.
std::string PredicateText(const RulesetView& ruleset, uint32_t predicate,
                          const PredicateStyle& style = {});

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_REPORT_PREDICATE_TEXT_H_
