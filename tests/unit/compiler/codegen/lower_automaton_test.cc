// Automata as native code, all of it and in front of tables, on values at both
// ends of memory: what they report is what the automaton says.
#include "runtime/match/native_match.h"
#include "tests/support/guarded_pages.h"
#include "tests/support/image_builder.h"
#include "tests/support/native_ruleset.h"
#include "tests/support/pattern_dfa.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::codegen {
namespace {

using runtime::NativeMatch;
using runtime::RegexSet;
using tests::ImageBuilder;
using tests::RegexConstant;

// A ruleset whose predicates are the patterns, on one field.
class NativeRegexes {
 public:
  NativeRegexes(const std::vector<std::string>& patterns, int level) {
    ImageBuilder builder;
    const uint32_t reading = builder.Reading(Field::RequestTarget);
    for (const std::string& pattern : patterns) {
      const uint32_t regex = builder.Regex(pattern);
      builder.Provider(
          "", builder.Test(IOTPF_OP_MATCHES, reading, {RegexConstant(regex)}));
    }
    Result<Ruleset> loaded = tests::LoadNative(builder.ruleset, level);
    REQUIRE(loaded.has_value());
    ruleset_ = std::make_unique<Ruleset>(std::move(*loaded));
    Result<RegexSet> regexes = RegexSet::Compile(ruleset_->view());
    REQUIRE(regexes.has_value());
    regexes_ = std::make_unique<RegexSet>(std::move(*regexes));
    match_ = std::make_unique<NativeMatch>(*ruleset_, *regexes_);
  }

  std::vector<uint32_t> Run(const uint8_t* data, size_t size) {
    iotpf_value value{data, {size}, IOTPF_VALUE_BYTES, 0, 0};
    const iotpf_slot slot{&value, 1, IOTPF_PRESENT, 0, 0};
    std::vector<uint8_t> records(kRecordCount, IOTPF_ABSENT);
    std::vector<uint8_t> rest(kFieldCount, IOTPF_ABSENT);
    const uint32_t shown = 0;
    const iotpf_session session{&slot, records.data(), rest.data(), &shown, 1,
                                0};
    match_->Advance(Stage::Flow, Stage::Stream, session);
    std::vector<uint32_t> found;
    for (const iotpf_scope& scope : match_->Scopes()) {
      if (scope.truth == IOTPF_TRUE) found.push_back(scope.provider);
    }
    std::ranges::sort(found);
    return found;
  }

 private:
  std::unique_ptr<Ruleset> ruleset_;
  std::unique_ptr<RegexSet> regexes_;
  std::unique_ptr<NativeMatch> match_;
};

void CheckValues(const std::vector<std::string>& patterns,
                 const std::vector<std::string>& values,
                 const std::vector<int>& levels) {
  const automata::Dfa dfa = tests::DfaOf(patterns);
  tests::GuardedPages page;
  for (const int level : levels) {
    NativeRegexes native(patterns, level);
    for (const std::string& value : values) {
      const std::vector<uint32_t> expected = automata::Run(dfa, value);
      for (const bool at_end : {false, true}) {
        const char* data = at_end ? page.AtEnd(value) : page.AtStart(value);
        const auto found =
            native.Run(reinterpret_cast<const uint8_t*>(data), value.size());
        if (found == expected) continue;
        CAPTURE(level);
        CAPTURE(patterns[0]);
        CAPTURE(value);
        CAPTURE(at_end);
        CHECK(found == expected);
        return;
      }
    }
  }
  CHECK(!values.empty());
}

std::vector<std::string> Words(uint32_t count) {
  std::mt19937_64 random(5);
  std::vector<std::string> words;
  for (uint32_t i = 0; i < count; ++i) {
    std::string word;
    for (int k = 0; k < 6; ++k) word += "abcdefgh"[random() % 8];
    words.push_back(word);
  }
  return words;
}

// Runs of each length up to some vectors, ended by each kind of byte.
std::vector<std::string> Runs(const std::vector<std::string>& ends) {
  std::vector<std::string> values = {""};
  for (size_t size = 0; size < 70; ++size) {
    for (const std::string& end : ends) {
      values.push_back(std::string(size, 'a') + end);
      values.push_back("x" + std::string(size, '7') + end);
    }
  }
  return values;
}

TEST_CASE("an automaton as code") {
  const std::vector<int> levels = {0, 1, 2, 3};
  CheckValues({"^[a-z0-9]+-(eu|us)[0-9]?\\.tuya(-cloud)?\\.com$",
               "^[a-z0-9]+-(eu|us)[0-9]?\\.tuya", "^[a-z0-9]+$"},
              Runs({"", "-", "-eu1.tuya-cloud.com", "-us.tuya.com",
                    "-us.tuya.com.", "-us.tuya.co", "-eu1.tuy", "\xE9"}),
              levels);
  CheckValues({"^[^;]*;[^;]*;end", "^.*z$", "(?s)^.*y.$"},
              Runs({";", ";;end", ";;en", "z", "y", "yz", "\n", "y\n", ";y;"}),
              levels);
}

TEST_CASE("an automaton as code in front of tables") {
  const std::vector<std::string> words = Words(150);
  std::vector<std::string> patterns;
  for (const std::string& word : words) {
    patterns.push_back("^[a-z0-9]+-(eu|us)[0-9]?\\." + word + "(-cl)?\\.com$");
    patterns.push_back("^\\/" + word + "\\/[0-9]+\\/longer-than-a-word$");
  }
  std::vector<std::string> ends = {"", "-", "-eu", "-eu1.", "-us.abcdef.com"};
  for (size_t i = 0; i < words.size(); i += 30) {
    ends.push_back("-eu1." + words[i] + ".com");
    ends.push_back("-us." + words[i] + "-cl.com");
    ends.push_back("-us." + words[i] + "-cl.co");
  }
  std::vector<std::string> values = Runs(ends);
  for (size_t i = 0; i < words.size(); i += 10) {
    const std::string whole =
        "/" + words[i] + "/" + std::string(i, '4') + "/longer-than-a-word";
    for (size_t size = 0; size <= whole.size(); ++size) {
      values.push_back(whole.substr(0, size));
    }
    values.push_back(whole + "s");
  }
  CheckValues(patterns, values, {0, 2, 3});
}

TEST_CASE("each byte in each place") {
  const std::vector<std::string> patterns = {"^[^a]", "^[\\x80-\\xff]+a",
                                             "^a[\\x00-\\x1f]b",
                                             "[^\\x00-\\xfe]1", "(?i)^k[^z]s$"};
  std::vector<std::string> values;
  for (int byte = 0; byte < 256; ++byte) {
    const std::string one(1, static_cast<char>(byte));
    values.insert(values.end(), {one, "a" + one, "a" + one + "b", one + "1",
                                 "k" + one + "S", "K" + one + "s",
                                 one + one + one + one + one + one + one + "a",
                                 std::string(20, '\x90') + one + "a"});
  }
  CheckValues(patterns, values, {0, 2});
}

TEST_CASE("searched automata come back to where they began") {
  std::vector<std::string> values = Runs({"b1", "1", "\n1b", "Z", "11"});
  CheckValues({"[ab]+[0-9]", "[a-f]{3}$", "\\b[ab][01]\\b"}, values, {0, 2});
  // Without code: hundreds of ways.
  std::vector<std::string> patterns;
  for (char c = 'a'; c <= 'z'; ++c) {
    patterns.push_back(std::string("[") + c + "0-2][^" + c + "][3-9" + c + "]");
  }
  CheckValues(patterns, values, {2});
}

}  // namespace
}  // namespace iotpf::codegen
