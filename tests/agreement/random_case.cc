// Code is made once for a ruleset and run on many sessions, since making it is
// what takes time: of the targets, some run on each ruleset.
//
// Only a first failure is looked into: made small, it says more than the next
// ones.
#include "tests/agreement/random_case.h"

#include "tests/agreement/random_rules.h"
#include "tests/agreement/rule_engines.h"
#include "tests/agreement/shrink_case.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::tests {
namespace {

// Calls of the compiler that making a failure small may take.
constexpr size_t kMaxTries = 4000;

// `[slug]` of the first error, or the first line of what is no diagnostic.
std::string SlugOf(const std::string& message) {
  const std::string line = message.substr(0, message.find('\n'));
  const size_t begin = line.rfind('[');
  return begin == std::string::npos ? line : line.substr(begin);
}

std::string DescribeRules(const AgreementCase& failing) {
  std::string text;
  for (const RuleFile& file : failing.files) {
    text += fmt::format("---- {}\n{}", file.name, file.Text());
  }
  return text;
}

std::string CommandFor(uint64_t seed, int sessions) {
  return fmt::format(
      "---- again: agreement_random_rules --seed {} --cases 1 --sessions {}\n",
      seed, sessions);
}

std::string ReportRejected(AgreementCase failing, const std::string& message) {
  const std::string slug = SlugOf(message);
  const CaseTest is_rejected = [&slug](const AgreementCase& candidate) {
    const auto engines = CompileEngines(candidate.Sources(), {});
    return !engines && SlugOf(engines.error().message) == slug;
  };
  // A fault of the code generator shows with code only.
  if (is_rejected(failing)) {
    failing = ShrinkCase(std::move(failing), is_rejected, kMaxTries);
    const auto engines = CompileEngines(failing.Sources(), {});
    return fmt::format(
        "rules without a mistake do not compile\n{}---- says\n{}",
        DescribeRules(failing), engines.error().message);
  }
  return fmt::format("rules give no code\n{}---- says\n{}",
                     DescribeRules(failing), message);
}

std::string ReportDisagreement(AgreementCase failing,
                               const NativeTarget& target) {
  const CaseTest disagrees = [&target](const AgreementCase& candidate) {
    auto engines = CompileEngines(candidate.Sources(), {target});
    if (!engines) return false;
    Session session;
    candidate.session.Show(session);
    return (*engines)[0].judge.Decide(session) !=
           (*engines)[1].judge.Decide(session);
  };
  failing = ShrinkCase(std::move(failing), disagrees, kMaxTries);
  Session session;
  failing.session.Show(session);
  std::string text =
      fmt::format("the evaluator and native code disagree\n{}---- session\n{}",
                  DescribeRules(failing), DescribeSession(session));
  auto engines = CompileEngines(failing.Sources(), {target});
  if (!engines) return text + engines.error().message;
  for (RuleEngine& engine : *engines) {
    text += fmt::format(
        "---- {}\n{}\n", engine.name,
        DescribeVerdict(engine.judge.ruleset(), engine.judge.Decide(session)));
  }
  return text;
}

void Count(const Verdict& verdict, CaseStatistics& statistics) {
  ++statistics.sessions;
  ++statistics.labels[static_cast<size_t>(verdict.label)];
  if (verdict.certainty == Certainty::Provisional) ++statistics.provisional;
}

}  // namespace

std::optional<std::string> RunRandomCase(uint64_t seed, int sessions,
                                         CaseStatistics& statistics) {
  Random random(seed);
  const ValuePool pool(random);
  AgreementCase test;
  test.files = RandomRules(pool, random);
  const std::vector<NativeTarget> targets = TargetsFor(seed);
  auto engines = CompileEngines(test.Sources(), targets);
  if (!engines) {
    return ReportRejected(std::move(test), engines.error().message) +
           CommandFor(seed, sessions);
  }
  ++statistics.rulesets;
  for (int i = 0; i < sessions; ++i) {
    test.session = RandomSession(pool, random);
    Session session;
    test.session.Show(session);
    const Verdict expected = (*engines)[0].judge.Decide(session);
    Count(expected, statistics);
    for (size_t e = 1; e < engines->size(); ++e) {
      if ((*engines)[e].judge.Decide(session) == expected) continue;
      return ReportDisagreement(std::move(test), targets[e - 1]) +
             CommandFor(seed, sessions);
    }
  }
  return std::nullopt;
}

}  // namespace iotpf::tests
