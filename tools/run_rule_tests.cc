// Rules are tested by the path that scans: the raw message of a test goes
// through the decoder of captures, and its slots through the same filler.
//
// A test that fails says what the evaluator found. Where native code differs
// from the evaluator, that is a fault of the compiler and said as such.

#include "tools/run_rule_tests.h"

#include "tools/command_line.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <iotpf/http_text.h>
#include <iotpf/ruleset.h>
#include <iotpf/server_name.h>
#include <iotpf/session.h>
#include <iotpf/session_judge.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

namespace iotpf::tools {
namespace {

// ---- the session that a test shows

// Adds a header to those of the message. Where the test has no message, it is
// the only one that is known.
void ShowHeader(const TestField& field, Session& session) {
  const FieldState& headers = session[field.field];
  const bool is_whole =
      headers.presence != Presence::Unobserved && !headers.open;
  for (const std::string& value : field.values) {
    session.AddNamed(field.field, field.key, value);
  }
  if (!is_whole) session.SetExcerpt(field.field);
}

// What a statement says holds, whatever the message says.
void ShowField(const TestField& field, Session& session) {
  session.SetPresent(InfoOf(field.field).record);
  if (!field.key.empty()) return ShowHeader(field, session);
  session.Clear(field.field);
  if (field.absent) session.SetAbsent(field.field);
  for (const int64_t number : field.numbers) {
    session.AddNumber(field.field, number);
  }
  for (const std::string& value : field.values) {
    session.AddBytes(field.field, value);
  }
}

// Fills `session`, which views `test`.
Result<void> ShowSession(const RuleTest& test, Session& session) {
  if (test.request || test.response) {
    auto written = WriteHttpText(test.request, test.response, session);
    if (!written) return written.error();
  }
  for (const TestField& field : test.fields) ShowField(field, session);
  if (session[Field::ServerName].presence == Presence::Unobserved) {
    SettleServerName(session);
  }
  return {};
}

// ---- what it should be, what it is

std::string Join(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

class Expected {
 public:
  Expected(const RuleTest& test, const RulesetView& rules)
      : expectation_(test.expectation), rules_(rules) {}

  // What is wrong with `verdict`, or nullopt.
  std::optional<std::string> FaultOf(const Verdict& verdict) const {
    const std::string found = Describe(verdict);
    if (!HasLabel(verdict)) {
      return fmt::format("expected {}; found {}", DescribeExpectation(), found);
    }
    for (const auto& claim : expectation_.front) {
      if (!HasRole(claim, verdict.front)) {
        return fmt::format("expected role {}.{}; found {}", claim.platform,
                           claim.role, found);
      }
    }
    for (const auto& claim : expectation_.behind) {
      if (!HasRole(claim, verdict.behind)) {
        return fmt::format("expected {} behind it; found {}", claim.platform,
                           found);
      }
    }
    return MissingFeature(verdict);
  }

 private:
  std::string Id(uint32_t platform) const {
    return std::string(rules_.text(rules_.platforms()[platform].id));
  }

  std::set<std::string> Platforms(
      const std::vector<PlatformClaim>& claims) const {
    std::set<std::string> ids;
    for (const PlatformClaim& claim : claims) ids.insert(Id(claim.platform));
    return ids;
  }

  std::set<std::string> Providers(const Verdict& verdict) const {
    std::set<std::string> ids;
    for (const uint32_t provider : verdict.providers) {
      ids.emplace(rules_.text(rules_.providers()[provider].id));
    }
    return ids;
  }

  bool HasLabel(const Verdict& verdict) const {
    std::set<std::string> front;
    for (const auto& claim : expectation_.front) front.insert(claim.platform);
    const std::set<std::string> providers(expectation_.providers.begin(),
                                          expectation_.providers.end());
    return Platforms(verdict.front) == front && Providers(verdict) == providers;
  }

  bool HasRole(const TestExpectation::Claim& wanted,
               const std::vector<PlatformClaim>& claims) const {
    for (const PlatformClaim& claim : claims) {
      if (Id(claim.platform) != wanted.platform) continue;
      return wanted.role.empty() ||
             std::ranges::any_of(claim.fingerprints, [&](uint32_t row) {
               return rules_.text(rules_.fingerprints()[row].name) ==
                      wanted.role;
             });
    }
    return false;
  }

  std::optional<std::string> MissingFeature(const Verdict& verdict) const {
    std::set<std::string> seen;
    for (const PlatformClaim& claim : verdict.front) {
      for (const Evidence& evidence : claim.evidence) {
        seen.emplace(rules_.text(rules_.features()[evidence.feature].name));
      }
    }
    for (const std::string& feature : expectation_.features) {
      if (seen.contains(feature)) continue;
      return fmt::format("expected evidence `{}`; found {}", feature,
                         seen.empty() ? "none" : Join(seen));
    }
    return std::nullopt;
  }

  std::string DescribeExpectation() const {
    std::set<std::string> front;
    for (const auto& claim : expectation_.front) front.insert(claim.platform);
    const std::set<std::string> providers(expectation_.providers.begin(),
                                          expectation_.providers.end());
    return DescribeLabel(front, providers);
  }

  std::string Describe(const Verdict& verdict) const {
    std::string text =
        DescribeLabel(Platforms(verdict.front), Providers(verdict));
    for (const PlatformClaim& claim : verdict.front) {
      const auto& condition = rules_.conditions()[claim.condition];
      text += fmt::format(" by {}", rules_.text(condition.id));
    }
    if (!verdict.behind.empty()) {
      text += fmt::format(" behind {}", Join(Platforms(verdict.behind)));
    }
    return text;
  }

  static std::string DescribeLabel(const std::set<std::string>& platforms,
                                   const std::set<std::string>& providers) {
    if (platforms.size() == 1) return *platforms.begin();
    if (!platforms.empty()) return "ambiguous " + Join(platforms);
    return providers.empty() ? "other" : "provider " + Join(providers);
  }

  const TestExpectation& expectation_;
  const RulesetView& rules_;
};

// ---- the engines

// One compiled form of the rules.
struct Engine {
  std::string name;  // "native O2"
  SessionJudge judge;
};

// Loads the bytes of a library through a file with a name of its own; what is
// loaded outlives the file.
Result<Ruleset> LoadBytes(const std::string& bytes) {
  std::error_code error;
  std::string path =
      std::filesystem::temp_directory_path(error) / "iotpf-XXXXXX";
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) {
    return Error{path +
                 ": cannot be created; point TMPDIR to a folder that "
                 "can be written"};
  }
  close(file);
  const auto written = WriteFile(path, bytes);
  Result<Ruleset> ruleset =
      written ? Ruleset::Load(path) : Result<Ruleset>(written.error());
  unlink(path.c_str());
  return ruleset;
}

Result<Engine> MakeEngine(std::string name, Result<Ruleset> ruleset) {
  if (!ruleset) return ruleset.error();
  auto judge = SessionJudge::Create(std::move(*ruleset));
  if (!judge) return judge.error();
  return Engine{std::move(name), std::move(*judge)};
}

// The rules as native code for the baseline CPU: tests run wherever they are
// compiled.
Result<Engine> MakeNativeEngine(const std::vector<RuleSource>& sources,
                                CompileOptions options, int level) {
  options.emit = EmitStage::Library;
  options.optimization_level = level;
  options.target_cpu = "x86-64";
  const auto compiled = Compile(sources, options);
  if (!compiled) return compiled.error();
  return MakeEngine(fmt::format("native O{}", level),
                    LoadBytes(compiled->output));
}

// What is wrong with the verdicts on `test`; the reference evaluator stands
// first in `engines`.
std::vector<std::string> FaultsOf(const RuleTest& test,
                                  std::vector<Engine>& engines) {
  Session session;
  if (auto shown = ShowSession(test, session); !shown) {
    return {shown.error().message};
  }
  SessionJudge& reference = engines.front().judge;
  const Verdict verdict = reference.Decide(session);
  std::vector<std::string> faults;
  if (auto fault = Expected(test, reference.ruleset()).FaultOf(verdict)) {
    faults.push_back(*fault);
  }
  for (size_t i = 1; i < engines.size(); ++i) {
    if (engines[i].judge.Decide(session) == verdict) continue;
    faults.push_back(engines[i].name +
                     " differs from the reference evaluator; this is a fault "
                     "of the compiler, please report it");
  }
  return faults;
}

}  // namespace

Result<RuleTestReport> RunRuleTests(const std::vector<RuleSource>& sources,
                                    const CompileOptions& options,
                                    const std::string& filter) {
  CompileOptions tables = options;
  tables.emit = EmitStage::Tables;
  auto compiled = Compile(sources, tables);
  if (!compiled) return compiled.error();
  RuleTestReport report{std::move(*compiled), {}};
  if (!report.compiled.ok) return report;

  std::vector<Engine> engines;
  auto reference = MakeEngine("reference evaluator",
                              Ruleset::FromImage(report.compiled.output));
  if (!reference) return reference.error();
  engines.push_back(std::move(*reference));
  for (const int level : {0, 2}) {
    auto native = MakeNativeEngine(sources, options, level);
    if (!native) return native.error();
    engines.push_back(std::move(*native));
  }
  for (const RuleTest& test : report.compiled.tests) {
    const std::string name = fmt::format("{}: {}", test.platform, test.name);
    if (name.find(filter) == std::string::npos) continue;
    report.outcomes.push_back({&test, FaultsOf(test, engines)});
  }
  return report;
}

}  // namespace iotpf::tools
