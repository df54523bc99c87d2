// Rows of a rule table as patterns of other engines.
//
//   Requires  `|` in regexes stands in parentheses, and `$` at their end is an
//             anchor: so genrules.py writes them.
#ifndef IOTPF_TESTS_BENCH_RULE_PATTERNS_H_
#define IOTPF_TESTS_BENCH_RULE_PATTERNS_H_

#include "tests/bench/rule_table.h"

#include <string>
#include <string_view>

namespace iotpf::tests {

// `bytes` as a regex that matches just them.
std::string QuotedPattern(std::string_view bytes);

// A regex that matches anywhere in the value of the row's field when the row
// holds. The syntax is common to RE2, Vectorscan and PCRE.
std::string FieldPattern(const Rule& rule);

// A regex that matches in the text of a session, header names in lower case,
// when the row holds. It cannot say in which of the two messages; the check of
// answers shows whether that ever matters.
//
//   Input  `line_start`: what matches where a line begins, such as `^`.
std::string TextPattern(const Rule& rule, std::string_view line_start);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_RULE_PATTERNS_H_
