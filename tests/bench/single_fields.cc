// A fixed seed: the same patterns and, from the same sessions, the same values.
//
// In a value that an anchored regex accepts the first word grows until it is as
// long as the others, but for 64 bytes at most: behind longer runs of a class
// Vectorscan 5.4.9, the one of Debian 12, loses matches. A prefix or a literal
// is written over a value of the real text.

#include "tests/bench/single_fields.h"

#include "tests/bench/rule_patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <random>

namespace iotpf::tests {
namespace {

constexpr uint32_t kRowsPerPlatform = 10;
constexpr size_t kLongestRegional = 64;           // bytes
constexpr size_t kOneOf = 10;                     // values has a row that holds
constexpr size_t kCorpusBytes = size_t{8} << 20;  // that values are cut from

std::string Word(std::mt19937_64& random) {
  std::string word;
  const uint64_t syllables = 2 + random() % 3;
  for (uint64_t i = 0; i < syllables; ++i) {
    word += "bcdfghklmnprstvz"[random() % 16];
    word += "aeiou"[random() % 5];
  }
  if (random() % 3 == 0) word += fmt::format("{}", random() % 100);
  return word;
}

std::string LiteralOf(const std::string& word, std::mt19937_64& random) {
  switch (random() % 8) {
    case 0:
      return word + "-iot.";
    case 1:
      return "x-" + word + "-id";
    case 2:
      return '"' + word + "_did\"";
    case 3:
      return word + "App/";
    case 4:
      return '/' + word + "/v2/";
    case 5:
      return '.' + word + ".com";
    case 6:
      return word + "_sess=";
    default:
      return "Srv-" + word;
  }
}

Rule MakeRow(PatternFamily family, std::mt19937_64& random) {
  const std::string word = Word(random);
  Rule rule;
  switch (family) {
    case PatternFamily::AnchoredRegex:
      rule.field = RuleField::Target;
      rule.op = RuleOp::Regex;
      rule.value = "^[a-z0-9]+-(eu|us|cn|ap)[0-9]?\\." + word +
                   "(-cloud)?\\.(com|net|cn)$";
      break;
    case PatternFamily::Prefix:
      rule.field = RuleField::Target;
      rule.op = RuleOp::Prefix;
      rule.value = fmt::format("/v{}/{}/", 1 + random() % 9, word);
      break;
    case PatternFamily::Literal:
      rule.field = RuleField::Body;
      rule.op = RuleOp::Contains;
      rule.value = LiteralOf(word, random);
      break;
  }
  return rule;
}

// The word that MakeRow() put into an anchored regex.
std::string WordOf(const Rule& rule) {
  const size_t begin = rule.value.find("\\.") + 2;
  return rule.value.substr(begin, rule.value.find("(-cloud)") - begin);
}

// Writes what the row holds for into `value`, where it fits.
void MakeHold(PatternFamily family, const Rule& rule, std::string& value,
              std::mt19937_64& random) {
  if (family == PatternFamily::AnchoredRegex) {
    const std::string end = "-eu1." + WordOf(rule) + ".com";
    if (end.size() >= value.size()) return;
    value.resize(std::min(value.size(), kLongestRegional));
    for (char& c : value) c = static_cast<char>('a' + random() % 26);
    value.replace(value.size() - end.size(), end.size(), end);
    return;
  }
  if (rule.value.size() > value.size()) return;
  const size_t room = value.size() - rule.value.size();
  const size_t at = family == PatternFamily::Prefix ? 0 : random() % (room + 1);
  value.replace(at, rule.value.size(), rule.value);
}

std::string TextOf(std::span<const DecodedSession> corpus, size_t least) {
  std::string text;
  while (!corpus.empty() && text.size() < std::max(least, kCorpusBytes)) {
    const size_t before = text.size();
    for (const DecodedSession& session : corpus) {
      text += session.text;
      if (text.size() >= kCorpusBytes) break;
    }
    if (text.size() == before) break;
  }
  text.resize(std::max(text.size(), least), ' ');
  return text;
}

}  // namespace

std::vector<Rule> MakePatterns(PatternFamily family, uint32_t count) {
  std::mt19937_64 random(7);
  std::vector<Rule> rules;
  for (uint32_t i = 0; i < count; ++i) {
    rules.push_back(MakeRow(family, random));
    rules.back().platform = i / kRowsPerPlatform;
  }
  return rules;
}

SingleFields::SingleFields(std::span<const DecodedSession> corpus,
                           PatternFamily family, const std::vector<Rule>& rules,
                           size_t size, size_t total) {
  std::mt19937_64 random(size);
  const std::string text = TextOf(corpus, size + 1);
  const size_t count = std::clamp<size_t>(total / size, 32, 4096);
  values_.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    std::string value = text.substr(random() % (text.size() - size), size);
    const Rule& rule = rules[random() % rules.size()];
    if (i % kOneOf == 0) MakeHold(family, rule, value, random);
    values_.push_back(std::move(value));
    DecodedSession session;
    session.number = static_cast<uint32_t>(i);
    session.text = values_.back();
    const bool is_body = rule.field == RuleField::Body;
    (is_body ? session.body : session.target) = values_.back();
    sessions_.push_back(session);
  }
}

}  // namespace iotpf::tests
