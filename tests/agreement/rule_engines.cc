// Rules pass through the public functions that tools use, so that what agrees
// here is what users run: text in, library on disk, loaded, judged.
#include "tests/agreement/rule_engines.h"

#include "tests/support/describe_session.h"
#include "tests/support/native_ruleset.h"

#include <iotpf/field.h>
#include <iotpf/ruleset.h>

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace iotpf::tests {
namespace {

Result<std::string> CompileTo(EmitStage emit, const NativeTarget& target,
                              const std::vector<RuleSource>& sources) {
  CompileOptions options;
  options.emit = emit;
  options.optimization_level = target.optimization_level;
  options.target_cpu = target.cpu;
  auto compiled = Compile(sources, options);
  if (!compiled) return compiled.error();
  if (!compiled->ok) return Error{compiled->diagnostics};
  return std::move(compiled->output);
}

Result<RuleEngine> NativeEngine(const std::vector<RuleSource>& sources,
                                const NativeTarget& target) {
  const auto library = CompileTo(EmitStage::Library, target, sources);
  if (!library) return library.error();
  const TemporaryFile file(*library);
  auto ruleset = Ruleset::Load(file.path());
  if (!ruleset) return ruleset.error();
  auto judge = SessionJudge::Create(std::move(*ruleset));
  if (!judge) return judge.error();
  return RuleEngine{Describe(target), std::move(*judge)};
}

void DescribeClaims(const RulesetView& rules, std::string_view side,
                    const std::vector<PlatformClaim>& claims,
                    std::string& text) {
  for (const PlatformClaim& claim : claims) {
    text += fmt::format("; {} {} roles", side,
                        rules.text(rules.platforms()[claim.platform].id));
    for (const uint32_t fingerprint : claim.fingerprints) {
      text += fmt::format(" {}",
                          rules.text(rules.fingerprints()[fingerprint].name));
    }
    text += fmt::format(" by {}",
                        rules.text(rules.conditions()[claim.condition].id));
    for (const Evidence& evidence : claim.evidence) {
      text += fmt::format(", {} = {} `{}`{}",
                          rules.text(rules.features()[evidence.feature].name),
                          evidence.field, evidence.value,
                          evidence.truncated ? "..." : "");
    }
  }
}

}  // namespace

Result<std::vector<RuleEngine>> CompileEngines(
    const std::vector<RuleSource>& sources,
    const std::vector<NativeTarget>& targets) {
  const auto tables = CompileTo(EmitStage::Tables, 0, sources);
  if (!tables) return tables.error();
  auto evaluator = SessionJudge::Create(Ruleset::FromImage(*tables));
  if (!evaluator) return evaluator.error();
  std::vector<RuleEngine> engines;
  engines.push_back({"evaluator", std::move(*evaluator)});
  for (const NativeTarget& target : targets) {
    auto native = NativeEngine(sources, target);
    if (!native) return native.error();
    engines.push_back(std::move(*native));
  }
  return engines;
}

std::string DescribeVerdict(const RulesetView& rules, const Verdict& verdict) {
  constexpr std::string_view kLabels[] = {"platform", "ambiguous", "provider",
                                          "other"};
  std::string text = fmt::format(
      "{}, {} at stage {}", kLabels[static_cast<size_t>(verdict.label)],
      verdict.certainty == Certainty::Final ? "final" : "provisional",
      kStages[static_cast<size_t>(verdict.stage)].name);
  DescribeClaims(rules, "front", verdict.front, text);
  DescribeClaims(rules, "behind", verdict.behind, text);
  for (const uint32_t provider : verdict.providers) {
    text += "; scope of ";
    text += rules.text(rules.providers()[provider].id);
  }
  return text;
}

std::string DescribeSession(const Session& session) {
  std::string text =
      session.kind == SessionKind::Flow ? "a flow\n" : "an exchange\n";
  for (size_t i = 0; i < kRecordCount; ++i) {
    const auto record = static_cast<Record>(i);
    if (session.presence(record) == Presence::Unobserved) continue;
    text += fmt::format("record {}: {}\n", kRecords[i].path,
                        Describe(session.presence(record)));
  }
  for (size_t i = 0; i < kFieldCount; ++i) {
    const auto field = static_cast<Field>(i);
    const FieldState& state = session[field];
    if (state.presence == Presence::Unobserved && !state.open) continue;
    // The values of an absent record go without saying.
    if (state.presence == Presence::Absent &&
        session.presence(InfoOf(field).record) == Presence::Absent) {
      continue;
    }
    text +=
        fmt::format("{}: {}{}\n", InfoOf(field).path, Describe(session, field),
                    state.excerpt ? " (an excerpt)" : "");
  }
  return text;
}

}  // namespace iotpf::tests
