// How fast compiled rules are, against the engines that one would use instead.
//
//   matcher_bench [--only=NAME,...] [--sessions=N] [--seed=N] [--json=FILE] ...
//
// Rules and sessions are drawn by the generators of ../shared/perf. Every table
// first checks that all engines give the same answers, then lets them take
// turns. README.md says how to read what is printed. A wrong answer ends with
// 1; times are never judged by the exit code. --smoke is the quick check of
// CTest, which ends with 77 where there are no generators.

#include "tests/bench/bench_sections.h"
#include "tests/bench/measure.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tests {
namespace {

constexpr int kExitWrong = 1;
constexpr int kExitWorld = 3;
constexpr int kExitSkipped = 77;

constexpr BenchSection kSections[] = {
    {"features", BenchFeatures}, {"scale", BenchScale},
    {"cut", BenchCut},           {"hosts", BenchHosts},
    {"ranges", BenchRanges},     {"anchored", BenchAnchored},
    {"literals", BenchLiterals}, {"compile", BenchCompile},
    {"load", BenchLoad},         {"standard", BenchStandard},
};

struct Arguments {
  BenchOptions bench;
  std::vector<std::string> only;
  std::string shared = IOTPF_SOURCE_DIRECTORY "/../shared";
  std::string data;
  std::string json;
  size_t sessions = 100'000;
  uint64_t seed = 1;
  bool is_smoke = false;
  CompileJob job;  // of the child that compiles
};

bool IsSection(std::string_view name) {
  return std::any_of(
      std::begin(kSections), std::end(kSections),
      [name](const BenchSection& section) { return section.name == name; });
}

void AddOptions(CLI::App& app, Arguments& arguments) {
  std::string names;
  for (const BenchSection& section : kSections) {
    names += (names.empty() ? "" : ", ") + std::string(section.name);
  }
  BenchOptions& bench = arguments.bench;
  app.add_option("--only", arguments.only, "what to measure: " + names)
      ->delimiter(',')
      ->check(CLI::Validator(
          [](std::string& name) {
            return IsSection(name) ? "" : name + " is not measured";
          },
          ""));
  app.add_option("--features", bench.feature_counts,
                 "sizes of rule sets, in tens")
      ->delimiter(',')
      ->check(CLI::Range(10, 1'000'000));
  app.add_option("--sessions", arguments.sessions, "sessions to draw")
      ->check(CLI::Range(1, 10'000'000));
  app.add_option("--seed", arguments.seed, "of the sessions");
  app.add_option("--rounds", bench.compare.rounds, "turns of each engine")
      ->check(CLI::Range(1, 1'000));
  app.add_option("--round-seconds", bench.compare.round_seconds,
                 "about how long a turn of a slow engine is")
      ->check(CLI::PositiveNumber);
  app.add_option("--target-cpu", bench.target_cpu, "what ours is compiled for");
  app.add_option("--compile-seconds", bench.compile_seconds,
                 "compiling a rule set may take");
  app.add_option("--shared", arguments.shared, "folder with perf/src/rules");
  app.add_option("--data", arguments.data,
                 "keeps generated files there, for the next run");
  app.add_option("--json", arguments.json, "writes all figures there");
  app.add_flag("--smoke", arguments.is_smoke,
               "tiny sizes: checks answers, not times");
  app.add_option("--compile", arguments.job.rules_path)->group("");
  app.add_option("--output", arguments.job.library_path)->group("");
  app.add_flag("--plain-tests", arguments.job.plain_tests)->group("");
}

void MakeTiny(Arguments& arguments) {
  BenchOptions& bench = arguments.bench;
  bench.feature_counts = {100};
  bench.base_features = 100;
  bench.hosts = 2'000;
  bench.max_patterns = 30;
  bench.field_bytes = 1'024;
  bench.compare.rounds = 1;
  bench.compare.round_seconds = 0.001;
  arguments.sessions = 300;
}

bool IsWanted(const Arguments& arguments, std::string_view section) {
  return arguments.only.empty() ||
         std::find(arguments.only.begin(), arguments.only.end(), section) !=
             arguments.only.end();
}

void RunSections(const Arguments& arguments, Bench& bench) {
  const size_t sessions = bench.as_sent.sessions().size();
  fmt::print("{} sessions of seed {}: {} bytes and {} headers each\n", sessions,
             arguments.seed,
             bench.as_sent.byte_count() / std::max<size_t>(sessions, 1),
             bench.as_sent.header_count() / std::max<size_t>(sessions, 1));
  const int core = PinToOneCore();
  if (core < 0) bench.report.AddNote("not pinned to one core");
  for (const BenchSection& section : kSections) {
    if (IsWanted(arguments, section.name)) section.run(bench);
  }
  bench.report.PrintTargets();
}

int Fail(const Error& error) {
  fmt::print(stderr, "matcher_bench: {}\n", error.message);
  return kExitWorld;
}

int Run(const Arguments& arguments) {
  std::optional<BenchInputs> inputs =
      BenchInputs::Find(arguments.shared, arguments.data);
  if (!inputs) {
    fmt::print("skipped: no generators in {}/perf/src/rules\n",
               arguments.shared);
    return kExitSkipped;
  }
  const Result<void> made =
      inputs->MakeSessions(arguments.seed, arguments.sessions);
  if (!made) return Fail(made.error());
  const std::string path = inputs->sessions_path();
  Result<DecodedCorpus> as_sent =
      DecodedCorpus::Read(path, arguments.sessions, HeaderNames::AsSent);
  if (!as_sent) return Fail(as_sent.error());
  Result<DecodedCorpus> lower_case =
      DecodedCorpus::Read(path, arguments.sessions, HeaderNames::LowerCase);
  if (!lower_case) return Fail(lower_case.error());

  Bench bench{arguments.bench,     std::move(*inputs),     BenchReport(),
              std::move(*as_sent), std::move(*lower_case), {}};
  RunSections(arguments, bench);
  if (!arguments.json.empty()) {
    const Result<void> written = bench.report.WriteJson(arguments.json);
    if (!written) return Fail(written.error());
  }
  return bench.report.has_wrong() ? kExitWrong : 0;
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  // A script that ended shows in its answers.
  std::signal(SIGPIPE, SIG_IGN);
  iotpf::tests::Arguments arguments;
  CLI::App app("How fast compiled rules are, against other engines.");
  iotpf::tests::AddOptions(app, arguments);
  CLI11_PARSE(app, argc, argv);
  if (!arguments.job.rules_path.empty()) {
    arguments.job.target_cpu = arguments.bench.target_cpu;
    arguments.job.max_seconds = arguments.bench.compile_seconds;
    return iotpf::tests::RunCompileChild(arguments.job);
  }
  if (arguments.is_smoke) iotpf::tests::MakeTiny(arguments);
  return iotpf::tests::Run(arguments);
}
