// Patterns by the grammar, from the top: choices of sequences of repeated
// atoms. The letters are few and stand for what the dialect tells apart:
// letters of both cases, a digit, `_`, a sign, the newline, and Latin-1 letters
// with and without another case.

#include "tests/agreement/random_pattern.h"

#include <fmt/format.h>

#include <vector>

namespace iotpf::tests {
namespace {

class PatternSpeller {
 public:
  explicit PatternSpeller(Random& random) : random_(random) {}

  std::string Choice(int depth) {
    std::string pattern = Sequence(depth);
    while (random_.Percent(25)) {
      pattern += '|';
      pattern += Sequence(depth);
    }
    return pattern;
  }

 private:
  std::string Sequence(int depth) {
    static const std::vector<std::string> kPlaces = {"^",   "$",   "\\A",
                                                     "\\z", "\\b", "\\B"};
    static const std::vector<std::string> kFlags = {"(?i)", "(?m)",  "(?s)",
                                                    "(?U)", "(?-i)", "(?i-m)"};
    std::string pattern;
    for (uint32_t i = random_.Below(5); i > 0; --i) {
      if (random_.Percent(15)) pattern += random_.Pick(kPlaces);
      if (random_.Percent(6)) pattern += random_.Pick(kFlags);
      pattern += Atom(depth);
      if (random_.Percent(30)) pattern += Quantifier();
    }
    if (random_.Percent(12)) pattern += random_.Pick(kPlaces);
    return pattern;
  }

  std::string Quantifier() {
    static const std::vector<std::string> kQuantifiers = {
        "*",   "+",    "?",     "*?",    "+?",   "??",    "{2}",
        "{0}", "{1,}", "{0,2}", "{2,3}", "{2,}", "{1,3}?"};
    return random_.Pick(kQuantifiers);
  }

  std::string Atom(int depth) {
    static const std::vector<std::string> kAtoms = {"a",
                                                    "b",
                                                    "c",
                                                    "A",
                                                    "K",
                                                    "s",
                                                    "1",
                                                    "_",
                                                    "-",
                                                    "\\n",
                                                    ".",
                                                    "[ab]",
                                                    "[^a]",
                                                    "[a-c]",
                                                    "[^\\n]",
                                                    "\\d",
                                                    "\\D",
                                                    "\\w",
                                                    "\\W",
                                                    "\\s",
                                                    "\\S",
                                                    "\\xe5",
                                                    "\\x{c5}",
                                                    "\\xff",
                                                    "[\\x80-\\xff]",
                                                    "\\.",
                                                    "[\\w-]",
                                                    "[[:upper:]]",
                                                    "[[:^alpha:]b]",
                                                    "[]a-]",
                                                    "\\xb5",
                                                    "[^\\Wk]",
                                                    "[\\xdf-\\xe1]",
                                                    "\\x00",
                                                    "{",
                                                    "ab",
                                                    "bca"};
    if (depth == 0 || random_.Percent(75)) {
      if (random_.Percent(3)) return fmt::format("\\x{:02x}", Byte());
      return random_.Pick(kAtoms);
    }
    static const std::vector<std::string> kOpenings = {
        "(", "(?:", "(?i:", "(?m:", "(?s:", "(?-i:", "(?ims-U:", "(?U:"};
    std::string group = random_.Pick(kOpenings);
    group += Choice(depth - 1);
    return group + ")";
  }

  uint32_t Byte() { return random_.Below(256); }

  Random& random_;
};

}  // namespace

std::string RandomPattern(Random& random) {
  return PatternSpeller(random).Choice(2);
}

std::string RandomInput(Random& random) {
  static const std::string kBytes =
      std::string("aaabbbcAkKSs1_-\n{.\0", 19) + "\xe5\xc5\xff\xb5\xdf\x80";
  std::string input;
  for (uint32_t i = random.Below(13); i > 0; --i) {
    input += random.Percent(5) ? static_cast<char>(random.Below(256))
                               : kBytes[random.Below(kBytes.size())];
  }
  return input;
}

}  // namespace iotpf::tests
