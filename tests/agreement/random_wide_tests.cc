// Each kind is large in one direction: few rulesets then reach all that the
// compiler knows to do with many constants. Words are short and share their
// letters, so that they are part of each other; regexes are made around words.
//
// No two alternatives begin with the same byte past ASCII: RE2 of 2022-06-01,
// which the evaluator asks, misses such matches (compiler/automata/README.md).
#include "tests/agreement/random_wide_tests.h"

#include "tests/agreement/random_ruleset.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

namespace iotpf::tests {
namespace {

using Constants = std::vector<ir::Constant>;

// `@` stands for a word.
struct Pattern {
  std::string_view text;
  uint32_t flags = 0;
};
// With a literal at a fixed distance from the start, and without.
constexpr Pattern kWithLiteral[] = {{"@\\d+"},
                                    {"@[0-9a-f]{2}z"},
                                    {"[ab]@.z"},
                                    {"@(?:a|b)+z"},
                                    {"@1\\d|@2\\d"},
                                    {"@.*z"},
                                    {"@\\d$", IOTPF_REGEX_END_SENSITIVE},
                                    {"\\b@\\d", IOTPF_REGEX_END_SENSITIVE},
                                    {"a*@\\d"},
                                    {"[ab]+.?@z"}};
constexpr Pattern kWithoutLiteral[] = {
    {"[ab]+[0-9]"},
    {"\\d{2,4}z"},
    {"a.b"},
    {".a.1"},
    {"[a-f]{3}$", IOTPF_REGEX_END_SENSITIVE},
    {"\\b[ab][01]\\b", IOTPF_REGEX_END_SENSITIVE},
    {"(?:a|b|1)[^a]{2}0"},
    // Too large for an automaton.
    {"(?:a|b)*a(?:a|b){14}"},
    {"[01]*1[01]{13}$", IOTPF_REGEX_END_SENSITIVE}};
constexpr Pattern kAnchored[] = {
    {"^@\\d+"},      {"^[ab]@"},      {"^@.*z$", IOTPF_REGEX_END_SENSITIVE},
    {"\\A@(?:a|b)"}, {"^(?:@|b)\\d"}, {"^.{2}@"}};
constexpr Pattern kTexts[] = {{"@"},
                              {"^@"},
                              {"@$", IOTPF_REGEX_END_SENSITIVE},
                              {"^@$", IOTPF_REGEX_END_SENSITIVE}};

constexpr iotpf_predicate_op kPlaceOps[] = {IOTPF_OP_STARTS_WITH,
                                            IOTPF_OP_ENDS_WITH, IOTPF_OP_AT};

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class WideWriter {
 public:
  WideWriter(uint32_t reading, ImageBuilder& builder, Random& random)
      : reading_(reading),
        builder_(builder),
        random_(random),
        type_(InfoOf(builder.ruleset.readings[reading].field).type) {}

  std::vector<uint32_t> Run() {
    switch (type_) {
      case ValueType::Int:
        AddLists(EqualOrNot(), Ranges());
        break;
      case ValueType::Ip:
      case ValueType::Mac:
        AddLists(EqualOrNot(), Networks());
        break;
      case ValueType::Host:
        AddLists(EqualOrNot(), Hosts());
        break;
      default:
        AddTexts();
    }
    return std::move(nodes_);
  }

 private:
  uint32_t Between(uint32_t least, uint32_t most) {
    return least + random_.Below(most - least + 1);
  }
  iotpf_predicate_op EqualOrNot() {
    return random_.Percent(25) ? IOTPF_OP_NOT_EQUAL : IOTPF_OP_EQUAL;
  }
  iotpf_predicate_op PlaceOp() {
    return kPlaceOps[random_.Below(std::size(kPlaceOps))];
  }

  void AddTest(iotpf_predicate_op op, const Constants& constants) {
    const uint64_t offset = op == IOTPF_OP_AT ? random_.Below(5) : 0;
    nodes_.push_back(builder_.Test(op, reading_, constants, offset));
  }
  // One test, or several that have some of their constants in common.
  void AddLists(iotpf_predicate_op op, const Constants& constants) {
    const size_t lists = random_.Below(3) + 1;
    const size_t share = constants.size() / lists + 1;
    for (size_t i = 0; i < lists; ++i) {
      const size_t begin = i * share - std::min<size_t>(i, 2);
      if (begin >= constants.size()) return;
      const auto part = std::span(constants).subspan(begin);
      const auto end = std::min(part.size(), share);
      AddTest(op, Constants(part.begin(), part.begin() + end));
    }
  }

  // Short ranges, at times inside of long ones or up to the last number.
  Constants Ranges() {
    Constants ranges;
    const uint32_t most = random_.Percent(50) ? 3 : 200;
    for (uint32_t i = Between(17, 40); i > 0; --i) {
      const int64_t first = 3 * random_.Below(100);
      ranges.push_back(Integers(first, first + random_.Below(most)));
    }
    if (random_.Percent(30)) {
      ranges.push_back(Integers(290, std::numeric_limits<int64_t>::max()));
      ranges.push_back(Integers(std::numeric_limits<int64_t>::min(), 5));
    }
    return ranges;
  }
  // Some cut at any bit, some inside of others.
  Constants Networks() {
    Constants networks;
    const uint32_t whole_bytes_percent = 50 * random_.Below(3);
    for (uint32_t i = Between(5, 70); i > 0; --i) {
      std::string address = RandomAddress(random_, type_);
      if (random_.Percent(20)) {
        networks.push_back(Bytes(address));
        continue;
      }
      const auto size = static_cast<uint32_t>(address.size());
      const uint32_t bits = random_.Percent(whole_bytes_percent)
                                ? 8 * Between(1, size)
                                : random_.Below(8 * size + 1);
      for (uint32_t bit = bits; bit < 8 * size; ++bit) {
        address[bit / 8] &= static_cast<char>(~(0x80u >> bit % 8));
      }
      networks.push_back(Network(address, bits));
    }
    return networks;
  }
  Constants Hosts() {
    Constants hosts;
    const uint32_t flags = random_.Percent(30) ? 0u : IOTPF_CONSTANT_SUBTREE;
    for (uint32_t i = Between(5, 200); i > 0; --i) {
      std::string host = RandomHost(random_);
      if (random_.Percent(50)) {
        host = fmt::format("h{}.", random_.Below(40)) + host;
      }
      std::ranges::transform(host, host.begin(), Lower);
      hosts.push_back(Bytes(host, flags | IOTPF_CONSTANT_NOCASE));
    }
    return hosts;
  }

  std::string Word(uint32_t least, uint32_t most) {
    static const std::vector<char> kLetters = {'a', 'a', 'b', 'A', 'z',
                                               '0', '1', '.', '/', '\xE9'};
    std::string word(Between(least, most), ' ');
    for (char& c : word) c = random_.Pick(kLetters);
    return word;
  }
  ir::Constant Text(std::string text, bool nocase) {
    if (!nocase && type_ != ValueType::Token) return Bytes(text);
    std::ranges::transform(text, text.begin(), Lower);
    return Bytes(text, IOTPF_CONSTANT_NOCASE);
  }
  Constants Words(uint32_t count, uint32_t least, uint32_t most) {
    Constants words;
    const uint32_t nocase_percent = 50 * random_.Below(3);
    while (words.size() < count) {
      const bool nocase = random_.Percent(nocase_percent);
      words.push_back(Text(Word(least, most), nocase));
    }
    return words;
  }
  Constants MaskedWords() {
    static const std::vector<char> kMasks = {'\xF0', '\x0F', '\0'};
    Constants words;
    const bool has_long = random_.Percent(20);
    for (uint32_t i = Between(17, 30); i > 0; --i) {
      std::string bytes = i == 1 && has_long ? Word(250, 258) : Word(2, 10);
      if (random_.Percent(20)) bytes.replace(0, 2, "zz");
      std::string mask(bytes.size(), '\xFF');
      for (uint32_t left = Between(1, 2); left > 0; --left) {
        const uint32_t hidden = random_.Below(bytes.size());
        mask[hidden] = random_.Pick(kMasks);
        bytes[hidden] = static_cast<char>(bytes[hidden] & mask[hidden]);
      }
      words.push_back(Masked(bytes, mask));
    }
    return words;
  }

  // Lists at a place, or tests for one each anywhere.
  void AddMasked() {
    const Constants words = MaskedWords();
    if (random_.Percent(40)) {
      const auto op = random_.Percent(75) ? IOTPF_OP_CONTAINS : PlaceOp();
      for (const ir::Constant& word : words) AddTest(op, {word});
    } else {
      AddLists(random_.Percent(50) ? EqualOrNot() : PlaceOp(), words);
    }
  }

  // Each begins with the one before, or is longer than a scan likes.
  void AddNested() {
    const bool is_one_byte = random_.Percent(40);
    const std::string whole = is_one_byte ? std::string(24, 'a') : Word(24, 24);
    const uint32_t contains_percent = random_.Percent(50) ? 20 : 90;
    const size_t count = Between(10, 20);
    for (size_t size = 2; size <= count; ++size) {
      const auto op =
          random_.Percent(contains_percent) ? IOTPF_OP_CONTAINS : PlaceOp();
      AddTest(op, {Text(whole.substr(0, size), random_.Percent(20))});
    }
  }
  // They differ behind the windows that are tried.
  void AddAlike() {
    const std::string same(Between(41, 50), 'a');
    const bool is_end = random_.Percent(50);
    for (uint32_t i = Between(20, 30); i > 0; --i) {
      const std::string other = fmt::format("{}{}", i, Word(1, 3));
      AddTest(is_end ? IOTPF_OP_ENDS_WITH : IOTPF_OP_STARTS_WITH,
              {Text(is_end ? other + same : same + other, false)});
    }
  }
  void AddLong() {
    const std::string start = Word(3, 3);
    for (uint32_t i = Between(2, 4); i > 0; --i) {
      const std::string text = start + std::string(Between(60, 400), 'a');
      AddTest(random_.Percent(40) ? IOTPF_OP_CONTAINS : PlaceOp(),
              {Text(text, random_.Percent(30))});
      AddTest(PlaceOp(), {Text(start, false)});
    }
  }
  // Words of a few bytes, and hundreds of long ones.
  void AddShortAndLong() {
    AddLists(IOTPF_OP_CONTAINS, Words(Between(1, 3), 3, 4));
    Constants words;
    for (uint32_t i = 0; i < 140; ++i) {
      words.push_back(
          Text(fmt::format("device-{}/{}", i, Word(2, 4)), random_.Percent(9)));
    }
    AddLists(IOTPF_OP_CONTAINS, words);
  }
  void AddRegexes(std::span<const Pattern> patterns) {
    static const std::vector<std::string> kWords = {
        "ab", "a1", "aba", "abab", "abab0", "b0z", "aaa", "zz10ab", "1b1b1b1b"};
    // At times many words that begin with each other.
    const bool is_nested = random_.Percent(30);
    if (is_nested) patterns = patterns.first(2);
    for (uint32_t i = is_nested ? 14 : Between(1, 12); i > 0; --i) {
      const Pattern& pattern = patterns[random_.Below(patterns.size())];
      const std::string word = is_nested
                                   ? std::string("abab01abab01ab").substr(0, i)
                                   : random_.Pick(kWords);
      std::string text;
      for (const char c : pattern.text) {
        c == '@' ? text += word : text += c;
      }
      const bool nocase = type_ == ValueType::Token || random_.Percent(25);
      const uint32_t flags =
          pattern.flags | (nocase ? IOTPF_REGEX_NOCASE : uint32_t{0});
      AddTest(IOTPF_OP_MATCHES, {RegexConstant(builder_.Regex(text, flags))});
    }
  }

  // A start that is code or has too many ways for it, then more ways still.
  void AddBehindStart() {
    static const std::vector<std::string> kStarts = {"^[ab01]+/", "^a[^.]*\\.",
                                                     "^[0aAbzZ/]1?"};
    const std::string start = random_.Pick(kStarts);
    const std::string end = random_.Percent(50) ? "(?:-a)?[0-9]+z$" : "abab0";
    const uint32_t flags = random_.Percent(25) ? IOTPF_REGEX_NOCASE : 0;
    const bool is_wide = random_.Percent(60);
    for (uint32_t i = is_wide ? Between(30, 60) : 2; i > 0; --i) {
      std::string text = start;
      for (uint32_t k = Between(2, 6); k > 0; --k) {
        text += random_.Pick(std::vector<char>{'a', 'b', 'z', '0', '1'});
      }
      const uint32_t regex =
          builder_.Regex(text + end, flags | IOTPF_REGEX_END_SENSITIVE);
      AddTest(IOTPF_OP_MATCHES, {RegexConstant(regex)});
    }
  }

  void AddTexts() {
    switch (random_.Below(18)) {
      case 0:
      case 1:
        return AddLists(EqualOrNot(), Words(Between(5, 300), 1, 12));
      case 2:
      case 13:
        return AddLists(PlaceOp(), Words(Between(9, 60), 1, 8));
      case 3:
        return AddLists(IOTPF_OP_CONTAINS, Words(Between(1, 3), 3, 8));
      case 4:
        return AddLists(IOTPF_OP_CONTAINS, Words(Between(4, 60), 4, 12));
      case 5:
        return AddLists(IOTPF_OP_CONTAINS, Words(Between(130, 300), 2, 12));
      case 6:
        return AddNested();
      case 7:
        return AddLong();
      case 15:
        return AddAlike();
      case 8:
        return AddShortAndLong();
      case 9:
        return AddRegexes(random_.Percent(50) ? std::span<const Pattern>(kTexts)
                                              : kAnchored);
      case 10:
      case 11:
        return AddRegexes(kWithLiteral);
      case 12:
      case 14:
        return AddBehindStart();
      case 16:
        return AddMasked();
      default:
        return AddRegexes(kWithoutLiteral);
    }
  }

  uint32_t reading_;
  ImageBuilder& builder_;
  Random& random_;
  ValueType type_;
  std::vector<uint32_t> nodes_;
};

}  // namespace

std::vector<uint32_t> AddWideTests(uint32_t reading, ImageBuilder& builder,
                                   Random& random) {
  return WideWriter(reading, builder, random).Run();
}

// The letters of the pattern, and one member of each class.
std::string SampleOf(std::string_view pattern) {
  std::string sample;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (pattern.substr(i).starts_with("(?:")) {
      i += 2;
    } else if (c == '\\' && i + 1 < pattern.size()) {
      ++i;
      if (pattern[i] == 'd') sample += '5';
    } else if (c == '[') {
      sample += pattern[i + 1] == '^' ? 'q' : pattern[i + 1];
      i = std::min(pattern.find(']', i), pattern.size());
    } else if (c == '{') {
      i = std::min(pattern.find('}', i), pattern.size());
    } else if (c == '.') {
      sample += 'q';
    } else if (std::string_view("^$()|*?+").find(c) == std::string_view::npos) {
      sample += c;
    }
  }
  return sample;
}

}  // namespace iotpf::tests
