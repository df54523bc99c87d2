// ParseRegex: a pattern as a tree.
#ifndef IOTPF_COMPILER_AUTOMATA_PARSE_REGEX_H_
#define IOTPF_COMPILER_AUTOMATA_PARSE_REGEX_H_

#include "compiler/automata/outcome.h"
#include "compiler/automata/regex.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::automata {

// Nodes on the way from the root to a leaf. Walks of a tree recurse.
inline constexpr uint32_t kMaxRegexDepth = 250;
// A pattern, in bytes.
inline constexpr uint32_t kMaxPatternBytes = 1 << 20;
// The count in `a{1000}`, and the product of counts inside each other: RE2's.
inline constexpr uint32_t kMaxRepeatCount = 1000;

// What is wrong, and which bytes of the pattern say it.
struct RegexError {
  RegexSpan span;
  std::string message;  // for people: lower case, no full stop
};

// Parses a pattern of the language's dialect: RE2's syntax on bytes (Latin-1)
// without \C, \p, \P, \Q, \E and numbered references. Means what
// runtime/match/regex_set.cc makes RE2 search for; under `i` the Latin-1
// letters past ASCII fold as RE2 folds them.
//
//   Input    `pattern`: any bytes, not copied.
//            `nocase`: as if the pattern began with `(?i)`.
//   Errors   what RE2 refuses or the dialect leaves out; nesting past
//            kMaxRegexDepth.
//   Cost     linear in the pattern.
Outcome<Regex, RegexError> ParseRegex(std::string_view pattern, bool nocase);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_PARSE_REGEX_H_
