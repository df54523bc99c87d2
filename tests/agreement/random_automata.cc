// RE2 is the oracle: with the options of runtime/match/regex_set.cc, one regex
// at a time. A match that ends the input, where reversed automata begin, is one
// of RE2 behind any bytes, anchored at both ends. What stands before an input,
// or behind it, is a byte outside of the part where RE2 searches.
//
// A `\b|\B`, which holds everywhere, stands in front of each pattern: RE2 of
// 2022-06-01 else looks for the common start of `\xb5x|\xb5` as UTF-8 and
// misses matches.

#include "tests/agreement/random_automata.h"

#include "compiler/automata/build_dfa.h"
#include "compiler/automata/parse_regex.h"
#include "tests/agreement/check_languages.h"
#include "tests/agreement/check_queries.h"
#include "tests/agreement/random_pattern.h"

#include <re2/re2.h>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace iotpf::tests {
namespace {

using automata::Dfa;
using automata::DfaBefore;
using automata::DfaOptions;
using automata::DfaReports;
using automata::DfaSearch;

// One pattern with its tree and its oracles.
struct Subject {
  std::string pattern;
  bool nocase;
  automata::Regex regex;
  std::unique_ptr<RE2> oracle;
  std::unique_ptr<RE2> behind_any;  // the same, behind any bytes
};

std::unique_ptr<RE2> MakeOracle(const std::string& pattern, bool nocase) {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_case_sensitive(!nocase);
  return std::make_unique<RE2>(pattern, options);
}

std::string Hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<uint8_t>(c);
    text += c > ' ' && c < 0x7F ? std::string(1, c)
                                : fmt::format("\\x{:02x}", byte);
  }
  return text;
}

class RandomAutomata {
 public:
  RandomAutomata(uint64_t seed, AutomataStatistics& statistics)
      : random_(seed), statistics_(statistics) {}

  std::optional<std::string> Run() {
    const uint32_t count = random_.Percent(50) ? 1 : random_.Below(6) + 2;
    for (uint32_t i = 0; i < count; ++i) {
      if (auto failure = AddSubject()) return failure;
    }
    for (uint32_t i = random_.Below(20) + 10; i > 0; --i) {
      inputs_.push_back(RandomInput(random_));
    }
    for (const Subject& subject : subjects_) {
      if (auto failure = CheckQueries(subject.regex, *subject.oracle, inputs_,
                                      statistics_)) {
        return Describe(*failure);
      }
    }
    if (auto failure = CheckPairs()) return Describe(*failure);
    for (const auto search : {DfaSearch::Anywhere, DfaSearch::AtFirstByte}) {
      for (const auto reports : {DfaReports::Once, DfaReports::Kept}) {
        for (const bool is_reversed : {false, true}) {
          const DfaOptions options{
              .search = search,
              .reports = reports,
              .before = static_cast<DfaBefore>(random_.Below(4)),
              .is_reversed = is_reversed,
              .max_states = 3000,
              .max_work = 3'000'000};
          if (auto failure = CheckMode(options)) return Describe(*failure);
        }
      }
    }
    return std::nullopt;
  }

 private:
  std::string Describe(const std::string& failure) const {
    std::string text = failure + "\n";
    for (const Subject& subject : subjects_) {
      text += fmt::format("  /{}/{}\n", Hex(subject.pattern),
                          subject.nocase ? "i" : "");
    }
    return text;
  }

  std::optional<std::string> AddSubject() {
    Subject subject;
    subject.pattern = RandomPattern(random_);
    subject.nocase = random_.Percent(30);
    subject.oracle =
        MakeOracle("(?:\\b|\\B)(?:" + subject.pattern + ")", subject.nocase);
    subject.behind_any =
        MakeOracle("(?s:.*)(?:" + subject.pattern + ")", subject.nocase);
    auto regex = automata::ParseRegex(subject.pattern, subject.nocase);
    ++statistics_.patterns;
    if (subject.oracle->ok() != regex.has_value()) {
      return fmt::format(
          "RE2 and the parser differ on /{}/: {}\n", Hex(subject.pattern),
          regex ? subject.oracle->error() : regex.error().message);
    }
    if (!regex) return std::nullopt;
    subject.regex = std::move(*regex);
    subjects_.push_back(std::move(subject));
    return std::nullopt;
  }

  // Languages of neighbours. Either kind of reports will do.
  std::optional<std::string> CheckPairs() {
    const bool is_reversed = random_.Percent(30);
    std::vector<Dfa> languages;
    for (size_t i = 0; i < subjects_.size() && i < 3; ++i) {
      const automata::DfaPattern pattern{&subjects_[i].regex, 0};
      auto dfa = automata::BuildDfa(
          {&pattern, 1},
          {.reports = random_.Percent(50) ? DfaReports::Once : DfaReports::Kept,
           .is_reversed = is_reversed,
           .max_states = 1000});
      if (dfa) languages.push_back(std::move(*dfa));
    }
    for (size_t i = 1; i < languages.size(); ++i) {
      ++statistics_.pairs;
      auto failure = CheckLanguages(languages[i - 1], languages[i], inputs_);
      if (failure) return failure;
    }
    return std::nullopt;
  }

  // One automaton of all subjects, minimal and not, on all inputs.
  std::optional<std::string> CheckMode(const DfaOptions& options) {
    std::vector<automata::DfaPattern> patterns;
    for (uint32_t i = 0; i < subjects_.size(); ++i) {
      patterns.push_back({&subjects_[i].regex, i * 10});
    }
    const auto minimal = BuildDfa(patterns, options);
    DfaOptions plain_options = options;
    plain_options.minimize = false;
    const auto plain = BuildDfa(patterns, plain_options);
    if (!minimal || !plain) {
      ++statistics_.too_large;
      return std::nullopt;
    }
    ++statistics_.automata;
    if (minimal->state_count() > plain->state_count()) {
      return "the minimal automaton is larger";
    }
    for (const std::string& input : inputs_) {
      const std::vector<uint32_t> expected = Expected(input, options);
      statistics_.inputs += 1;
      statistics_.matches += expected.size();
      for (const Dfa* dfa : {&*minimal, &*plain}) {
        const std::vector<uint32_t> found = automata::Run(*dfa, input);
        if (found == expected) continue;
        return fmt::format(
            "`{}`: expected {}, found {}; search {}, reports {}, before {}, "
            "reversed {}, {}",
            Hex(input), fmt::join(expected, " "), fmt::join(found, " "),
            static_cast<int>(options.search), static_cast<int>(options.reports),
            static_cast<int>(options.before), options.is_reversed,
            dfa == &*minimal ? "minimal" : "plain");
      }
    }
    return std::nullopt;
  }

  std::vector<uint32_t> Expected(const std::string& input,
                                 const DfaOptions& options) const {
    static constexpr std::string_view kBefore[] = {"", "\n", "x", "-"};
    const std::string_view before = kBefore[static_cast<int>(options.before)];
    const bool is_first = options.search == DfaSearch::AtFirstByte;
    std::string text(before);
    size_t begin = before.size();
    size_t end = begin + input.size();
    text += input;
    if (options.is_reversed) {
      text = input + std::string(before);
      begin = 0;
      end = input.size();
    }
    std::vector<uint32_t> ids;
    for (uint32_t i = 0; i < subjects_.size(); ++i) {
      if (Matches(subjects_[i], text, begin, end, is_first,
                  options.is_reversed)) {
        ids.push_back(i * 10);
      }
    }
    return ids;
  }

  // Whether a match lies between `begin` and `end`; `is_first`: at the first
  // byte that the automaton reads.
  static bool Matches(const Subject& subject, const std::string& text,
                      size_t begin, size_t end, bool is_first,
                      bool is_reversed) {
    const re2::StringPiece all(text.data(), text.size());
    if (is_reversed && is_first) {
      return subject.behind_any->Match(all, begin, end, RE2::ANCHOR_BOTH,
                                       nullptr, 0);
    }
    return subject.oracle->Match(all, begin, end,
                                 is_first ? RE2::ANCHOR_START : RE2::UNANCHORED,
                                 nullptr, 0);
  }

  Random random_;
  AutomataStatistics& statistics_;
  std::vector<Subject> subjects_;
  std::vector<std::string> inputs_;
};

}  // namespace

std::optional<std::string> RunRandomAutomata(uint64_t seed,
                                             AutomataStatistics& statistics) {
  return RandomAutomata(seed, statistics).Run();
}

}  // namespace iotpf::tests
