// What code generation asks of one regex.
#ifndef IOTPF_COMPILER_AUTOMATA_QUERY_REGEX_H_
#define IOTPF_COMPILER_AUTOMATA_QUERY_REGEX_H_

#include "compiler/automata/regex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::automata {

// Whether every match begins at the first byte of the input.
bool IsStartAnchored(const Regex& regex);
// Whether every match ends behind the last byte of the input.
bool IsEndAnchored(const Regex& regex);

// Bytes of a match: every match has `min` to `max`, though not every length
// between them need have one. `min` stays below kUnbounded.
struct MatchLength {
  uint32_t min = 0;
  uint32_t max = 0;  // or kUnbounded
};
MatchLength LengthOf(const Regex& regex);
// The same for each node of the tree.
std::vector<MatchLength> LengthsOfNodes(const Regex& regex);

// A regex that is a text: `^abc`, `(?i)abc$`.
struct PlainText {
  std::string bytes;      // of ASCII in lower case, where `nocase`
  bool nocase = false;    // ASCII case is ignored
  bool at_start = false;  // at the start of the input
  bool at_end = false;    // at its end; with `at_start` the input is the text
};

// The text that the regex is, or nullopt. Text without letters is not `nocase`.
std::optional<PlainText> AsPlainText(const Regex& regex);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_QUERY_REGEX_H_
