// The reference evaluator and native code give every session the same verdict,
// evidence included, on rulesets drawn at random.
//
// Native code sees half of the sessions in parts of one stage or more, with the
// slots of later stages still unobserved, as they are while bodies are not yet
// derived.
//
// The rulesets of a run reach every lowering, which is asserted. Making code is
// what takes time: after the first rulesets it is made for those alone that
// reach what few before them did.
//
// A failure prints the seed, the ruleset and the session.
// IOTPF_AGREEMENT_SEED=N runs the ruleset of one seed, IOTPF_AGREEMENT_COUNT=N
// that many from there.
#include "tests/agreement/random_ruleset.h"
#include "compiler/codegen/codegen.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/match/native_match.h"
#include "runtime/match/regex_set.h"
#include "runtime/verdict/match_session.h"
#include "runtime/verdict/verdict.h"
#include "tests/agreement/lowering_coverage.h"
#include "tests/agreement/native_targets.h"

#include <iotpf/ruleset.h>

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace iotpf::tests {
namespace {

constexpr uint64_t kFirstSeed = 20240229;
constexpr uint64_t kRulesets = 120;
constexpr uint64_t kRunRulesets = 40;  // of those, whatever they reach
constexpr uint64_t kRareTimes = 4;
constexpr int kSessions = 60;  // a ruleset

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// A library on disk for as long as this object lives.
class TemporaryLibrary {
 public:
  TemporaryLibrary(const ir::Ruleset& ruleset, const NativeTarget& target)
      : path_((std::filesystem::temp_directory_path() /
               fmt::format("iotpf_agreement_{}.so", getpid()))
                  .string()) {
    codegen::CodegenOptions options;
    options.optimization_level = target.optimization_level;
    options.target_cpu = target.cpu;
    options.compiler = "agreement";
    const auto bytes = codegen::GenerateCode(ruleset, options);
    REQUIRE(bytes.has_value());
    std::ofstream(path_, std::ios::binary) << *bytes;
  }
  ~TemporaryLibrary() { std::filesystem::remove(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The verdict when slots are filled as their stages are matched, some stages at
// a time.
Verdict MatchInParts(const RulesetView& ruleset,
                     const runtime::RegexSet& regexes,
                     runtime::NativeMatch& native,
                     runtime::KnownVerdicts* known, Random& random,
                     const iotpf_session& complete) {
  std::vector<iotpf_slot> slots(ruleset.readings().size());
  std::vector<uint32_t> shown;
  iotpf_session session = complete;
  session.slots = slots.data();
  const auto fill = [&](uint32_t first, uint32_t last) {
    for (uint32_t i = 0; i < slots.size(); ++i) {
      const uint32_t stage = ruleset.readings()[i].stage;
      if (stage < first || stage > last) continue;
      slots[i] = complete.slots[i];
      if (slots[i].presence != IOTPF_UNOBSERVED) shown.push_back(i);
    }
    session.shown = shown.data();
    session.shown_count = static_cast<uint32_t>(shown.size());
  };
  runtime::SessionMatch match(ruleset, native, known);
  uint32_t first = 0;
  uint32_t last = 0;
  do {
    last = first + random.Below(static_cast<uint32_t>(kStageCount) - first);
    fill(first, last);
    first = last + 1;
  } while (match.Advance(static_cast<Stage>(last), session));
  Verdict verdict = match.Settle(session);
  runtime::AddEvidence(ruleset, session, regexes, verdict);
  return verdict;
}

std::string DescribeClaims(const std::vector<PlatformClaim>& claims) {
  std::string text;
  for (const PlatformClaim& claim : claims) {
    text += fmt::format(" platform {} condition {} roles", claim.platform,
                        claim.condition);
    for (const uint32_t role : claim.fingerprints) {
      text += fmt::format(" {}", role);
    }
    text += fmt::format(" features");
    for (const Evidence& evidence : claim.evidence) {
      text += fmt::format(" {}", evidence.feature);
    }
    text += ';';
  }
  return text;
}

std::string DescribeVerdict(const Verdict& verdict) {
  return fmt::format(
      "label {} certainty {} stage {} front{} behind{}",
      static_cast<int>(verdict.label), static_cast<int>(verdict.certainty),
      static_cast<int>(verdict.stage), DescribeClaims(verdict.front),
      DescribeClaims(verdict.behind));
}

// How many sessions of one ruleset the two disagree on; says which and why.
void CheckAgreement(const ir::Ruleset& rules, const NativeTarget& target,
                    uint64_t seed, LoweringCoverage& coverage) {
  const TemporaryLibrary library(rules, target);
  const auto ruleset = Ruleset::Load(library.path());
  REQUIRE(ruleset.has_value());
  const RulesetView view = ruleset->view();
  const auto regexes = runtime::RegexSet::Compile(view);
  REQUIRE(regexes.has_value());
  runtime::NativeMatch native(*ruleset, *regexes);
  runtime::KnownVerdicts known;
  Random random(~seed);
  for (int i = 0; i < kSessions; ++i) {
    Slots slots(rules.readings.size());
    FillRandomSlots(rules, random, slots);
    const iotpf_session session = slots.session();
    coverage.Add(session, rules.readings.size());
    const Verdict expected = runtime::Evaluate(view, session, *regexes);
    const Verdict verdict =
        i % 2 == 0
            ? runtime::MatchSession(view, *regexes, native, session)
            : MatchInParts(view, *regexes, native,
                           i % 4 == 1 ? nullptr : &known, random, session);
    if (verdict == expected) continue;
    FAIL(fmt::format(
        "seed {}, {}, session {}\n{}{}evaluator: {}\n   native: "
        "{}\n",
        seed, Describe(target), i, Describe(rules), Describe(rules, session),
        DescribeVerdict(expected), DescribeVerdict(verdict)));
  }
}

// Counts what a ruleset reaches; whether one of that is rare so far.
bool ReachesRareKind(const ir::Ruleset& rules, LoweringCoverage& coverage) {
  const auto before = coverage.counts();
  coverage.Add(rules);
  for (const auto& [kind, times] : coverage.counts()) {
    const uint64_t times_before = before.at(kind);
    if (times > times_before && times_before < kRareTimes) return true;
  }
  return false;
}

TEST_CASE("the evaluator and native code agree on random rulesets") {
  const char* const kSeed = "IOTPF_AGREEMENT_SEED";
  const uint64_t first = NumberFrom(kSeed, kFirstSeed);
  const uint64_t count = NumberFrom(
      "IOTPF_AGREEMENT_COUNT", std::getenv(kSeed) == nullptr ? kRulesets : 1);
  MESSAGE(fmt::format("seeds {} to {}", first, first + count - 1));
  LoweringCoverage coverage;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    Random random(seed);
    const ir::Ruleset rules = RandomRuleset(random);
    const bool is_rare = ReachesRareKind(rules, coverage);
    if (seed - first >= kRunRulesets && !is_rare) continue;
    for (const NativeTarget& target : TargetsFor(seed)) {
      CheckAgreement(rules, target, seed, coverage);
    }
  }
  MESSAGE("lowerings:\n" << coverage.Describe());
  if (count < kRulesets) return;
  for (const auto& [kind, times] : coverage.counts()) {
    CHECK_MESSAGE(times != 0, kind);
  }
}

}  // namespace
}  // namespace iotpf::tests
