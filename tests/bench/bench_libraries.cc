// What a ruleset costs before the first session, and what the standard rules
// cost on sessions as they were recorded.

#include "tests/bench/bench_sections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>
#include <iotpf/http_text.h>
#include <iotpf/ruleset.h>
#include <iotpf/session.h>

#include <algorithm>
#include <utility>

namespace iotpf::tests {
namespace {

constexpr double kMegabyte = 1024 * 1024;
constexpr uint64_t kSmallLibrary = uint64_t{4} << 20;  // bytes
constexpr double kSmallLoadMilliseconds = 5;

struct CompileTarget {
  uint32_t features;
  double seconds;
  double megabytes;
};

constexpr CompileTarget kCompileTargets[] = {
    {400, 0.2, 300}, {10'000, 3, 1024}, {100'000, 30, 4096}};

void AddCompileTargets(Bench& bench, uint32_t features,
                       const CompileCost& cost) {
  for (const CompileTarget& target : kCompileTargets) {
    if (target.features != features) continue;
    const std::string work = fmt::format("{} features, compile", features);
    bench.report.AddTarget(
        {work + ", time", "s", Bound::AtMost, target.seconds, cost.seconds});
    bench.report.AddTarget({work + ", peak", "MB", Bound::AtMost,
                            target.megabytes,
                            static_cast<double>(cost.peak_bytes) / kMegabyte});
  }
}

// The sessions of a corpus as tables of fields, filled by the decoder that
// tests inside rules use.
std::vector<Session> SessionTables(const DecodedCorpus& corpus) {
  std::vector<Session> tables;
  for (const DecodedSession& decoded : corpus.sessions()) {
    const std::string_view text = decoded.text;
    Session session;
    if (WriteHttpText(text.substr(0, decoded.request_bytes),
                      text.substr(decoded.request_bytes), session)) {
      tables.push_back(std::move(session));
    }
  }
  return tables;
}

}  // namespace

void BenchCompile(Bench& bench) {
  fmt::print("\nCompiling in a process of its own\n");
  for (const uint32_t features : bench.options.feature_counts) {
    const Result<Bench::Library> library = CompileFeatures(bench, features);
    if (!library) {
      bench.report.AddWrong(library.error().message);
      continue;
    }
    const CompileCost& cost = library->cost;
    const std::string work = fmt::format("{} features", features);
    bench.report.AddFigure(work + ", compile", cost.seconds, "s");
    bench.report.AddFigure(work + ", compile, peak memory",
                           static_cast<double>(cost.peak_bytes) / kMegabyte,
                           "MB");
    bench.report.AddFigure(work + ", library",
                           static_cast<double>(cost.library_bytes) / kMegabyte,
                           "MB");
    AddCompileTargets(bench, features, cost);
  }
}

void BenchLoad(Bench& bench) {
  fmt::print("\nLoading\n");
  for (const uint32_t features : bench.options.feature_counts) {
    const Result<Bench::Library> library = CompileFeatures(bench, features);
    if (!library) {
      bench.report.AddWrong(library.error().message);
      continue;
    }
    std::vector<double> milliseconds;
    for (int round = 0; round < bench.options.compare.rounds; ++round) {
      const StepMeter meter;
      const Result<Ruleset> ruleset = Ruleset::Load(library->path);
      milliseconds.push_back(meter.seconds() * 1e3);
      if (!ruleset) return bench.report.AddWrong(ruleset.error().message);
    }
    const std::string work = fmt::format("{} features, load", features);
    const double size = static_cast<double>(library->cost.library_bytes);
    const double limit =
        kSmallLoadMilliseconds * std::max(1.0, size / kSmallLibrary);
    bench.report.AddFigure(work, Median(milliseconds), "ms");
    bench.report.AddTarget(
        {fmt::format("{}, {:.1f} MB", work, size / kMegabyte), "ms",
         Bound::AtMost, limit, Median(milliseconds)});
  }
}

void BenchStandard(Bench& bench) {
  fmt::print("\nStandard rules on recorded sessions\n");
  const Result<Bench::Library> library =
      CompileOnce(bench, "standard", IOTPF_SOURCE_DIRECTORY "/stdrules");
  if (!library) return bench.report.AddWrong(library.error().message);
  Result<std::unique_ptr<OurEngine>> engine =
      OurEngine::Load("ours", library->path);
  if (!engine) return bench.report.AddWrong(engine.error().message);
  const Result<DecodedCorpus> corpus =
      DecodedCorpus::Read(bench.inputs.recorded_path(),
                          bench.as_sent.sessions().size(), HeaderNames::AsSent);
  if (!corpus) return bench.report.AddWrong(corpus.error().message);
  const std::vector<Session> sessions = SessionTables(*corpus);
  std::vector<double> nanoseconds;
  for (int round = 0; round <= bench.options.compare.rounds; ++round) {
    const StepMeter meter;
    for (const Session& session : sessions) (*engine)->Match(session);
    const double count =
        static_cast<double>(std::max<size_t>(sessions.size(), 1));
    if (round > 0) nanoseconds.push_back(meter.seconds() * 1e9 / count);
  }
  bench.report.AddFigure("standard rules, compile", library->cost.seconds, "s");
  bench.report.AddFigure("recorded sessions",
                         static_cast<double>(sessions.size()), "");
  bench.report.AddFigure("a session", Median(nanoseconds), "ns");
}

}  // namespace iotpf::tests
