// DfaOf(): one automaton of some patterns, for tests that look at its states.
#ifndef IOTPF_TESTS_SUPPORT_PATTERN_DFA_H_
#define IOTPF_TESTS_SUPPORT_PATTERN_DFA_H_

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/parse_regex.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::tests {

struct PatternOptions {
  bool nocase = false;
  uint32_t ids_apart = 1;  // pattern i has the id i * ids_apart
};

inline automata::Dfa DfaOf(const std::vector<std::string>& patterns,
                           const PatternOptions& options = {}) {
  std::vector<automata::Regex> regexes;
  for (const std::string& pattern : patterns) {
    auto regex = automata::ParseRegex(pattern, options.nocase);
    REQUIRE(regex);
    regexes.push_back(std::move(*regex));
  }
  std::vector<automata::DfaPattern> rows;
  for (uint32_t i = 0; i < regexes.size(); ++i) {
    rows.push_back({&regexes[i], i * options.ids_apart});
  }
  auto dfa = automata::BuildDfa(rows);
  REQUIRE(dfa);
  return std::move(*dfa);
}

inline uint32_t StateAfter(const automata::Dfa& dfa, std::string_view bytes) {
  uint32_t state = dfa.start;
  for (const char byte : bytes) {
    state = dfa.Next(state, static_cast<uint8_t>(byte));
  }
  return state;
}

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_PATTERN_DFA_H_
