// Regexes of the closed dialect: what RE2 knows of sequences, choices, repeats,
// classes, groups and places, over the letters that values are made of.
//
// No sequence begins with a byte past ASCII: RE2 of 2022-06-01, which the
// evaluator asks, misses matches of alternatives that begin with the same one
// (compiler/automata/README.md).
#include "tests/agreement/random_literals.h"

#include <fmt/format.h>

#include <vector>

namespace iotpf::tests {
namespace {

class RegexSpeller {
 public:
  RegexSpeller(const std::vector<std::string>& texts, bool folds_case,
               Random& random)
      : texts_(texts), random_(random), folds_case_(folds_case) {}

  std::string Run() {
    const bool has_flag = random_.Percent(25);
    const bool is_folding_group = random_.Percent(10);
    folds_case_ |= has_flag || is_folding_group;
    std::string pattern = Choice(2);
    if (random_.Percent(15)) pattern = "^" + pattern;
    if (random_.Percent(15)) pattern = "\\A" + pattern;
    if (random_.Percent(15)) pattern += "$";
    if (random_.Percent(10)) pattern += "\\z";
    if (is_folding_group) pattern = fmt::format("(?i:{})", pattern);
    if (random_.Percent(10)) pattern = "(?s)" + pattern;
    return fmt::format("/{}/{}", pattern, has_flag ? "i" : "");
  }

 private:
  std::string Choice(int depth) {
    std::string pattern = Sequence(depth);
    while (random_.Percent(20)) pattern += "|" + Sequence(depth);
    return pattern;
  }

  std::string Sequence(int depth) {
    if (random_.Percent(35)) return Literal(random_.Pick(texts_));
    std::string pattern;
    for (uint32_t i = random_.Below(3) + 1; i > 0; --i) {
      if (random_.Percent(8)) pattern += random_.Percent(50) ? "\\b" : "\\B";
      pattern += Repeated(Atom(depth, pattern.empty()));
    }
    return pattern;
  }

  std::string Repeated(std::string atom) {
    static const std::vector<std::string> kRepeats = {
        "*", "+", "?", "*?", "+?", "{2}", "{1,3}", "{0,2}", "{1,}"};
    if (random_.Percent(30)) atom += random_.Pick(kRepeats);
    return atom;
  }

  std::string Atom(int depth, bool is_first) {
    static const std::vector<std::string> kAtoms = {
        "a",   "b",   "A",    "z",    "0",     ".",        "\\.",
        "\\/", "-",   "[ab]", "[^a]", "[a-z]", "[0-9A-F]", "[.\\]\\/]",
        "\\d", "\\w", "\\s",  "\\W",  "\\x61", "\\x{62}",  "[[:alpha:]]"};
    if (!is_first && !folds_case_ && random_.Percent(5)) return "\\xff";
    if (depth == 0 || random_.Percent(80)) return random_.Pick(kAtoms);
    const bool is_captured = random_.Percent(30);
    return fmt::format("({}{})", is_captured ? "" : "?:", Choice(depth - 1));
  }

  // The text itself: its bytes, those with a meaning escaped.
  std::string Literal(const std::string& text) {
    std::string pattern;
    for (const char c : text) {
      const auto byte = static_cast<uint8_t>(c);
      if (byte >= 0x80 && (folds_case_ || pattern.empty())) break;
      const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || c == ' ' || c == '"';
      if (is_plain) {
        pattern += c;
      } else if (c > ' ' && c < 0x7F) {
        pattern += fmt::format("\\{}", c);
      } else {
        pattern += fmt::format("\\x{:02x}", byte);
      }
    }
    return pattern.empty() ? "a" : pattern;
  }

  const std::vector<std::string>& texts_;
  Random& random_;
  bool folds_case_;
};

}  // namespace

std::string SpellRegex(const std::vector<std::string>& texts, bool folds_case,
                       Random& random) {
  return RegexSpeller(texts, folds_case, random).Run();
}

}  // namespace iotpf::tests
