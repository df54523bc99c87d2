// agreement_replay TRIPLE COMMAND...
//
// Native code for another machine against native code for this one, on random
// rules and sessions. COMMAND runs the program of replay.c, which was built for
// the machine of TRIPLE, with two more words: a file of cases and a library.
// With an empty TRIPLE the machine is this one, which tests the file and the
// program.
//
// Ends with 1 at the first difference and names its seed.
// IOTPF_AGREEMENT_SEED=N runs the rules of one seed, IOTPF_AGREEMENT_COUNT=N
// those of that many.
//
// Making code is what takes time. So there are two levels of optimisation and
// three kinds of rules, of which a seed has one each, and the answers here are
// those of code that is quick to make.
#include "tests/agreement/replay/replay_cases.h"
#include "tests/agreement/replay/replay_rules.h"
#include "tests/support/native_ruleset.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace iotpf::tests {
namespace {

constexpr uint64_t kFirstSeed = 20240229;
constexpr uint64_t kRulesets = 42;
constexpr int kSessions = 40;  // a ruleset

struct Totals {
  uint64_t rulesets = 0;
  uint64_t sessions = 0;
  uint64_t claims = 0;
};

// What a command prints; nullopt when it fails.
std::optional<std::string> OutputOf(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string output;
  char buffer[4096];
  size_t size = 0;
  while ((size = fread(buffer, 1, sizeof(buffer), pipe)) > 0) {
    output.append(buffer, size);
  }
  if (pclose(pipe) != 0) return std::nullopt;
  return output;
}

// The line of `text` in which it and `other` first differ.
std::string DifferentLine(std::string_view text, std::string_view other) {
  size_t begin = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i >= other.size() || text[i] != other[i]) break;
    if (text[i] == '\n') begin = i + 1;
  }
  return std::string(text.substr(begin, text.find('\n', begin) - begin));
}

// What is wrong with the answers of one library; empty: nothing.
std::string CheckLibrary(const ReplayRules& rules, const ReplayCases& cases,
                         const std::string& triple, int level,
                         const std::string& command) {
  const Result<std::string> library = rules.Library(triple, level);
  if (!library) return library.error().message;
  const TemporaryFile library_file(*library);
  const TemporaryFile cases_file(cases.File());
  const std::string whole =
      fmt::format("{} {} {}", command, cases_file.path(), library_file.path());
  const std::optional<std::string> answers = OutputOf(whole);
  if (!answers) return fmt::format("failed: {}", whole);
  if (*answers == cases.answers()) return "";
  return fmt::format("here:  {}\nthere: {}",
                     DifferentLine(cases.answers(), *answers),
                     DifferentLine(*answers, cases.answers()));
}

// What is wrong with the rules of one seed; empty: nothing.
std::string CheckSeed(uint64_t seed, const std::string& triple,
                      const std::string& command, Totals& totals) {
  const std::unique_ptr<ReplayRules> rules = DrawReplayRules(seed);
  const Result<std::string> library = rules->Library("", 0);
  if (!library) return library.error().message;
  const TemporaryFile file(*library);
  const auto ruleset = Ruleset::Load(file.path());
  if (!ruleset) return ruleset.error().message;
  const auto regexes = runtime::RegexSet::Compile(ruleset->view());
  if (!regexes) return regexes.error().message;

  ReplayCases cases(*ruleset, *regexes);
  Random random(~seed);
  for (int i = 0; i < kSessions; ++i) {
    rules->ShowSession(
        ruleset->view(), random,
        [&cases](const iotpf_session& session) { cases.Add(session); });
  }
  ++totals.rulesets;
  totals.sessions += cases.sessions();
  totals.claims += cases.claims();
  const int level = seed % 2 == 0 ? 2 : 0;
  const std::string wrong = CheckLibrary(*rules, cases, triple, level, command);
  return wrong.empty() ? "" : fmt::format("-O{}: {}", level, wrong);
}

uint64_t NumberFrom(const char* variable, uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

int Main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: agreement_replay TRIPLE COMMAND...\n");
    return 2;
  }
  std::string command = argv[2];
  for (int i = 3; i < argc; ++i) command += fmt::format(" {}", argv[i]);
  const char* const kSeed = "IOTPF_AGREEMENT_SEED";
  const uint64_t first = NumberFrom(kSeed, kFirstSeed);
  const uint64_t count = NumberFrom(
      "IOTPF_AGREEMENT_COUNT", std::getenv(kSeed) == nullptr ? kRulesets : 1);
  Totals totals;
  for (uint64_t seed = first; seed < first + count; ++seed) {
    const std::string wrong = CheckSeed(seed, argv[1], command, totals);
    if (wrong.empty()) continue;
    fmt::print(stderr, "seed {}: {}\n", seed, wrong);
    return 1;
  }
  fmt::print("{} rulesets, {} sessions, {} claims\n", totals.rulesets,
             totals.sessions, totals.claims);
  // Sessions that claim nothing would agree on everything.
  return count == 1 || totals.claims > totals.sessions ? 0 : 1;
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) { return iotpf::tests::Main(argc, argv); }
