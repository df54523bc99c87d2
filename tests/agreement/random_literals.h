// Values as rules spell them, in each form that the language has.
#ifndef IOTPF_TESTS_AGREEMENT_RANDOM_LITERALS_H_
#define IOTPF_TESTS_AGREEMENT_RANDOM_LITERALS_H_

#include "tests/agreement/random.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// Which forms a text may have where it stands.
struct TextForms {
  bool hex = false;     // x"55 cc ?? 0?"
  bool nocase = false;  // nocase "x"
};

// "text", r"raw", """block""" or hex, as far as they can hold these bytes.
std::string SpellText(std::string_view bytes, TextForms forms, Random& random);

// 42, 0x2a, 4_2.
//
//   Requires  `number` is not negative.
std::string SpellNumber(int64_t number, Random& random);

// 10.0.0.1, 2001:db8::1, a4:cf:12:00:00:01 by the size of `bytes`; with
// `may_be_network`, at times the network around it.
std::string SpellAddress(std::string bytes, bool may_be_network,
                         Random& random);

// A regex with its slashes. `folds_case`: the values compare without case.
std::string SpellRegex(const std::vector<std::string>& texts, bool folds_case,
                       Random& random);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_RANDOM_LITERALS_H_
