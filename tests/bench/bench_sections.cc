// Libraries are made once a run, whatever sections ask for them: compiling is
// measured apart from matching, and both are of the same bytes.

#include "tests/bench/bench_sections.h"

#include "tests/bench/measure.h"

#include <fmt/format.h>

#include <fstream>
#include <utility>

namespace iotpf::tests {

Result<Bench::Library> CompileOnce(Bench& bench, const std::string& name,
                                   const std::string& rules_path,
                                   bool plain_tests) {
  const auto known = bench.libraries.find(name);
  if (known != bench.libraries.end()) return known->second;
  Bench::Library library{bench.inputs.Path(name + ".so"), {}};
  const Result<CompileCost> cost =
      CompileInChild({rules_path, library.path, bench.options.target_cpu,
                      bench.options.compile_seconds, plain_tests});
  if (!cost) return Error{name + ": " + cost.error().message};
  library.cost = *cost;
  bench.libraries.emplace(name, library);
  return library;
}

Result<Bench::Library> CompileFeatures(Bench& bench, uint32_t features) {
  const std::string name = fmt::format("features_{}", features);
  const std::string path = bench.inputs.Path(name + ".fp");
  if (!bench.libraries.contains(name)) {
    const Result<std::string> table = bench.inputs.RuleTable(features);
    if (!table) return table.error();
    const Result<std::vector<Rule>> rules = ReadRuleTable(*table);
    if (!rules) return rules.error();
    std::ofstream(path, std::ios::binary) << RuleText(*rules);
  }
  return CompileOnce(bench, name, path);
}

Result<Contender> LoadOurs(const std::string& name,
                           const Bench::Library& library, ShownBodies bodies) {
  Result<std::unique_ptr<OurEngine>> engine =
      OurEngine::Load(name, library.path, bodies);
  if (!engine) return engine.error();
  Contender contender;
  contender.engine = std::move(*engine);
  contender.compile_seconds = library.cost.seconds;
  contender.peak_bytes = library.cost.peak_bytes;
  return Result<Contender>(std::move(contender));
}

Result<Contender> MakeOurs(Bench& bench, const std::string& name,
                           const std::string& rules) {
  const std::string path = bench.inputs.Path(name + ".fp");
  std::ofstream(path, std::ios::binary) << rules;
  const Result<Bench::Library> library = CompileOnce(bench, name, path);
  if (!library) return library.error();
  return LoadOurs("ours", *library);
}

void AddPlain(Bench& bench, std::vector<Contender>& contenders,
              const std::string& name) {
  const Result<Bench::Library> library =
      CompileOnce(bench, name + "_plain", bench.inputs.Path(name + ".fp"),
                  /*plain_tests=*/true);
  Result<Contender> plain =
      library ? LoadOurs("ours, plain tests", *library) : library.error();
  if (!plain) return bench.report.AddWrong(plain.error().message);
  contenders.push_back(std::move(*plain));
}

void AddPeer(Bench& bench, std::vector<Contender>& contenders,
             const RuleSet& rules, MadeEngine (*make)(const RuleSet&)) {
  Contender contender;
  const StepMeter meter;
  MadeEngine made = make(rules);
  contender.compile_seconds = meter.seconds();
  contender.peak_bytes = meter.peak_bytes();
  if (!made) {
    bench.report.AddNote(made.error().message + "; left out");
    return;
  }
  contender.engine = std::move(*made);
  contender.compile_seconds =
      contender.engine->compile_seconds().value_or(contender.compile_seconds);
  contenders.push_back(std::move(contender));
}

}  // namespace iotpf::tests
