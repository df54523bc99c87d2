// RequiredLiterals: what a prefilter can look for in place of a regex.
#ifndef IOTPF_COMPILER_AUTOMATA_REQUIRED_LITERALS_H_
#define IOTPF_COMPILER_AUTOMATA_REQUIRED_LITERALS_H_

#include "compiler/automata/regex.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::automata {

// Literals of one regex.
inline constexpr uint32_t kMaxRequiredLiterals = 32;
// A literal, in bytes. A longer one is no rarer.
inline constexpr uint32_t kMaxRequiredBytes = 32;
// A shorter literal is no use.
inline constexpr uint32_t kMinRequiredBytes = 2;

// Every match contains one of `literals`.
struct RequiredLiterals {
  // Sorted; none begins with another; kMinRequiredBytes to kMaxRequiredBytes
  // each. Of ASCII letters in lower case only, where `nocase`.
  std::vector<std::string> literals;
  bool nocase = false;  // ASCII case is ignored
  // Bytes from the start of a match to the literal that it contains, where that
  // is the same for all matches and literals.
  std::optional<uint32_t> distance;
  // Expected bits of rarity: a place of HTTP or JSON text has a literal with a
  // chance of one in 2^rarity.
  double rarity = 0;
};

// The best set, by rarity and number, or nullopt where none is useful.
//
//   Cost   linear in the regex, times kMaxRequiredBytes.
std::optional<RequiredLiterals> FindRequiredLiterals(const Regex& regex);

}  // namespace iotpf::automata

#endif  // IOTPF_COMPILER_AUTOMATA_REQUIRED_LITERALS_H_
