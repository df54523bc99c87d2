// One field at a time, in the cache: how fast patterns of one kind are, without
// the rest of a session.
//
// Net figures leave out what it costs to bring the field to the patterns: for
// the peers the walk, for ours the same path with rules that only ask whether
// the field is there.

#include "tests/bench/bench_sections.h"
#include "tests/bench/single_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace iotpf::tests {
namespace {

struct FieldTarget {
  std::string_view peer;
  double limit;
};

struct FieldCase {
  std::string_view name;
  PatternFamily family;
  uint32_t patterns;
  size_t size;  // bytes
  std::vector<FieldTarget> targets;
};

constexpr std::string_view kOursBase = "ours, presence only";

Result<Contender> MakePresence(Bench& bench, RuleField field) {
  const bool is_body = field == RuleField::Body;
  Result<Contender> made = MakeOurs(
      bench, is_body ? "presence_body" : "presence_target",
      fmt::format("module bench;\nplatform p0 \"p0\" {{\n"
                  "  fingerprint mobile {{\n"
                  "    positive seen = {} is present;\n  }}\n}}\n",
                  is_body ? "http.response.body" : "http.request.target"));
  if (!made) return made;
  return LoadOurs(
      std::string(kOursBase),
      bench.libraries.at(is_body ? "presence_body" : "presence_target"));
}

void AddTargets(Bench& bench, const std::string& title, const FieldCase& what,
                const std::vector<Contender>& contenders) {
  const Contender* ours = FindContender(contenders, "ours");
  const Contender* ours_base = FindContender(contenders, kOursBase);
  const Contender* walk = FindContender(contenders, "walk");
  for (const FieldTarget& target : what.targets) {
    const Contender* peer = FindContender(contenders, target.peer);
    if (peer == nullptr) continue;
    bench.report.AddTarget({fmt::format("{}, {}, total", title, target.peer),
                            "x", Bound::AtLeast, target.limit,
                            Ratio(*peer, *ours)});
    bench.report.AddTarget({fmt::format("{}, {}, net", title, target.peer), "x",
                            Bound::AtLeast, target.limit,
                            NetRatio(*peer, *walk, *ours, *ours_base)});
  }
}

void BenchOneCase(Bench& bench, FieldCase what) {
  what.patterns = std::min(what.patterns, bench.options.max_patterns);
  const std::string title =
      fmt::format("{} {}, {} B", what.patterns, what.name, what.size);
  const RuleSet rules(MakePatterns(what.family, what.patterns));
  const SingleFields fields(bench.lower_case.sessions(), what.family,
                            rules.rules, what.size, bench.options.field_bytes);
  const Sessions sessions{fields.sessions(), fields.sessions()};
  const std::string name = fmt::format("{}_{}", what.name, what.patterns);
  Result<Contender> ours = MakeOurs(bench, name, RuleText(rules.rules));
  if (!ours) return bench.report.AddWrong(ours.error().message);
  Result<Contender> presence = MakePresence(bench, rules.rules.front().field);
  if (!presence) return bench.report.AddWrong(presence.error().message);

  std::vector<Contender> contenders(1);
  contenders[0].engine = MakeWalk(rules);
  contenders.push_back(std::move(*ours));
  AddPlain(bench, contenders, name);
  AddPeer(bench, contenders, rules, MakeVectorscanFields);
  AddPeer(bench, contenders, rules, MakeRe2Alternation);
  AddPeer(bench, contenders, rules, MakeRe2Sets);
  const auto difference = FindDifference(
      contenders, sessions, bench.options.compare,
      [&rules](uint32_t row) { return TestText(rules.rules[row]); });
  if (difference) bench.report.AddWrong(title + ": " + *difference);
  contenders.push_back(std::move(*presence));
  MeasureRounds(contenders, sessions, bench.options.compare);
  bench.report.AddEngines(
      {title, &contenders[1], &contenders.back(), &contenders[0]}, contenders);
  AddTargets(bench, title, what, contenders);
}

}  // namespace

void BenchAnchored(Bench& bench) {
  for (const auto& [family, name] :
       {std::pair{PatternFamily::AnchoredRegex, "anchored regexes"},
        std::pair{PatternFamily::Prefix, "prefixes"}}) {
    for (const size_t size : {16, 64, 256}) {
      BenchOneCase(bench,
                   {name,
                    family,
                    300,
                    size,
                    {{"Vectorscan, fields", 2}, {"RE2, alternation", 3}}});
    }
  }
}

void BenchLiterals(Bench& bench) {
  constexpr std::pair<size_t, double> kSizes[] = {
      {16, 2}, {64, 2}, {256, 1.2}, {16'384, 0.8}};
  for (const uint32_t count : {30u, 300u}) {
    for (const auto& [size, limit] : kSizes) {
      BenchOneCase(bench, {"literals",
                           PatternFamily::Literal,
                           count,
                           size,
                           {{"Vectorscan, fields", limit}}});
    }
  }
}

}  // namespace iotpf::tests
