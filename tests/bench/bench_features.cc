// Generated rule sets, ten features a platform on five kinds of field, over
// sessions of which a third carry some of them. The slow peers take a share of
// the sessions; see compare_engines.cc.

#include "tests/bench/bench_sections.h"

#include <fmt/format.h>

#include <utility>

namespace iotpf::tests {
namespace {

// What ours must reach against a peer. Net: without the walk of the session.
struct PeerTarget {
  std::string_view peer;
  bool is_net;
  bool at_all_sizes;  // or only at the base size
  double limit;
};

constexpr PeerTarget kPeerTargets[] = {
    {"Vectorscan, fields", false, true, 1.8},
    {"Vectorscan, fields", true, true, 2.5},
    {"RE2::Set, fields", false, false, 5},
    {"RE2, one by one", false, false, 60},
    {"YARA, text", false, false, 150},
    {"Python re, fields", false, false, 140},
    {"Python re, text", false, false, 5'000},
};

MadeEngine MakePythonFields(const RuleSet& rules) {
  return MakePython(rules, PythonInput::Fields);
}

MadeEngine MakePythonText(const RuleSet& rules) {
  return MakePython(rules, PythonInput::Text);
}

void AddPeers(Bench& bench, std::vector<Contender>& contenders,
              const RuleSet& rules) {
  AddPeer(bench, contenders, rules, MakeRe2Sets);
  if (rules.rules.size() > bench.options.max_peer_features) return;
  AddPeer(bench, contenders, rules, MakeVectorscanFields);
  AddPeer(bench, contenders, rules, MakeVectorscanText);
  AddPeer(bench, contenders, rules, MakeRe2Each);
  AddPeer(bench, contenders, rules, MakeYara);
  AddPeer(bench, contenders, rules, MakePythonFields);
  AddPeer(bench, contenders, rules, MakePythonText);
}

void AddTargets(Bench& bench, uint32_t features,
                const std::vector<Contender>& contenders) {
  if (features < bench.options.base_features) return;
  const Contender* ours = FindContender(contenders, "ours");
  const Contender* walk = FindContender(contenders, "walk");
  for (const PeerTarget& target : kPeerTargets) {
    const Contender* peer = FindContender(contenders, target.peer);
    if (peer == nullptr) continue;
    if (features != bench.options.base_features && !target.at_all_sizes) {
      continue;
    }
    bench.report.AddTarget(
        {fmt::format("{} features, {}, {}", features, target.peer,
                     target.is_net ? "net" : "total"),
         "x", Bound::AtLeast, target.limit,
         target.is_net ? NetRatio(*peer, *walk, *ours, *walk)
                       : Ratio(*peer, *ours)});
  }
}

void BenchOneSize(Bench& bench, uint32_t features) {
  const std::string title = fmt::format("{} features", features);
  const Result<std::string> table = bench.inputs.RuleTable(features);
  if (!table) return bench.report.AddWrong(table.error().message);
  Result<std::vector<Rule>> rows = ReadRuleTable(*table);
  if (!rows) return bench.report.AddWrong(rows.error().message);
  RuleSet rules(std::move(*rows));
  rules.rules_path = *table;
  rules.sessions_path = bench.inputs.sessions_path();

  const Result<Bench::Library> library = CompileFeatures(bench, features);
  if (!library) return bench.report.AddWrong(library.error().message);
  Result<Contender> ours = LoadOurs("ours", *library);
  if (!ours) return bench.report.AddWrong(ours.error().message);
  std::vector<Contender> contenders(1);
  contenders[0].engine = MakeWalk(rules);
  contenders.push_back(std::move(*ours));
  if (features <= bench.options.max_peer_features) {
    AddPlain(bench, contenders, fmt::format("features_{}", features));
  }
  AddPeers(bench, contenders, rules);

  const auto describe = [&rules](uint32_t row) {
    return fmt::format("f{}: {}", row, TestText(rules.rules[row]));
  };
  const auto difference = FindDifference(contenders, bench.sessions(),
                                         bench.options.compare, describe);
  if (difference) bench.report.AddWrong(title + ": " + *difference);
  MeasureRounds(contenders, bench.sessions(), bench.options.compare);
  bench.report.AddEngines(
      {title, &contenders[1], &contenders[0], &contenders[0]}, contenders);
  AddTargets(bench, features, contenders);
}

}  // namespace

void BenchFeatures(Bench& bench) {
  for (const uint32_t features : bench.options.feature_counts) {
    BenchOneSize(bench, features);
  }
}

void BenchScale(Bench& bench) {
  std::vector<Contender> contenders;
  for (const uint32_t features : bench.options.feature_counts) {
    const Result<Bench::Library> library = CompileFeatures(bench, features);
    if (!library) {
      bench.report.AddNote(library.error().message + "; left out");
      continue;
    }
    Result<Contender> ours =
        LoadOurs(fmt::format("ours, {} features", features), *library);
    if (!ours) return bench.report.AddWrong(ours.error().message);
    contenders.push_back(std::move(*ours));
  }
  MeasureRounds(contenders, bench.sessions(), bench.options.compare);
  const Contender* base = FindContender(
      contenders,
      fmt::format("ours, {} features", bench.options.base_features));
  bench.report.AddEngines({"Rule sets of all sizes", base, nullptr, nullptr},
                          contenders);
  if (base == nullptr) return;
  for (const auto& [features, limit] : {std::pair{1'000, 1.3}, {10'000, 1.6}}) {
    const Contender* large =
        FindContender(contenders, fmt::format("ours, {} features", features));
    if (large == nullptr) continue;
    bench.report.AddTarget({fmt::format("{} features, to {}", features,
                                        bench.options.base_features),
                            "x", Bound::AtMost, limit, Ratio(*large, *base)});
  }
}

// Of a body that was cut the same features hold: none asks for its end.
void BenchCut(Bench& bench) {
  const uint32_t features = bench.options.base_features;
  const std::string title = fmt::format("{} features, bodies cut", features);
  const Result<Bench::Library> library = CompileFeatures(bench, features);
  if (!library) return bench.report.AddWrong(library.error().message);
  std::vector<Contender> contenders;
  for (const auto& [name, bodies] :
       {std::pair{"whole", ShownBodies::Whole}, {"cut", ShownBodies::Cut}}) {
    Result<Contender> ours = LoadOurs(name, *library, bodies);
    if (!ours) return bench.report.AddWrong(ours.error().message);
    contenders.push_back(std::move(*ours));
  }
  const auto difference =
      FindDifference(contenders, bench.sessions(), bench.options.compare,
                     [](uint32_t row) { return fmt::format("f{}", row); });
  if (difference) bench.report.AddWrong(title + ": " + *difference);
  MeasureRounds(contenders, bench.sessions(), bench.options.compare);
  bench.report.AddEngines({title, &contenders[0], nullptr, nullptr},
                          contenders);
}

}  // namespace iotpf::tests
