// What the benchmark measures, one function for each row of its table.
#ifndef IOTPF_TESTS_BENCH_BENCH_SECTIONS_H_
#define IOTPF_TESTS_BENCH_BENCH_SECTIONS_H_

#include "tests/bench/bench_inputs.h"
#include "tests/bench/bench_report.h"
#include "tests/bench/compare_engines.h"
#include "tests/bench/compile_child.h"
#include "tests/bench/decoded_corpus.h"
#include "tests/bench/our_engine.h"
#include "tests/bench/peers.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

struct BenchOptions {
  std::vector<uint32_t> feature_counts = {100, 400, 1'000, 10'000, 100'000};
  // Features of the rule set that others are compared with.
  uint32_t base_features = 400;
  uint32_t max_peer_features = 10'000;  // above, only RE2::Set checks answers
  uint32_t hosts = 100'000;
  uint32_t max_patterns = 300;           // on single fields
  size_t field_bytes = size_t{1} << 20;  // of one set of single fields
  std::string target_cpu = "x86-64-v3";
  unsigned compile_seconds = 600;  // for one rule set
  CompareOptions compare;
};

// What all sections share.
struct Bench {
  BenchOptions options;
  BenchInputs inputs;
  BenchReport report;
  DecodedCorpus as_sent;
  DecodedCorpus lower_case;

  // Libraries by the name of what they were made from.
  struct Library {
    std::string path;
    CompileCost cost;
  };
  std::map<std::string, Library> libraries;

  Sessions sessions() const {
    return {as_sent.sessions(), lower_case.sessions()};
  }
};

// Compiles rules, or a folder of them, once for each `name`.
Result<Bench::Library> CompileOnce(Bench& bench, const std::string& name,
                                   const std::string& rules_path,
                                   bool plain_tests = false);
// Adds ours from the file of rules that MakeOurs() or CompileFeatures() left
// for `name`, compiled without the code that is measured: every test by one
// loop over the tables.
void AddPlain(Bench& bench, std::vector<Contender>& contenders,
              const std::string& name);
// The library of the generated rule set of that many features.
Result<Bench::Library> CompileFeatures(Bench& bench, uint32_t features);

// Ours from rules; a note where they do not compile.
Result<Contender> MakeOurs(Bench& bench, const std::string& name,
                           const std::string& rules);
// The same with what was compiled.
Result<Contender> LoadOurs(const std::string& name,
                           const Bench::Library& library,
                           ShownBodies bodies = ShownBodies::Whole);

// Adds a peer with what making it cost; a note where it cannot be made.
void AddPeer(Bench& bench, std::vector<Contender>& contenders,
             const RuleSet& rules, MadeEngine (*make)(const RuleSet&));

// Generated rule sets of all sizes, against all peers.
void BenchFeatures(Bench& bench);
// The same sets against each other.
void BenchScale(Bench& bench);
// The base set on bodies that were cut.
void BenchCut(Bench& bench);
// Names in lists.
void BenchHosts(Bench& bench);
// Networks in lists, ranges of ports.
void BenchRanges(Bench& bench);
// Single short fields: anchored patterns.
void BenchAnchored(Bench& bench);
// Single fields of any length: literals anywhere.
void BenchLiterals(Bench& bench);
// Time and memory of compiling.
void BenchCompile(Bench& bench);
// Time of loading.
void BenchLoad(Bench& bench);
// The standard rules on recorded sessions.
void BenchStandard(Bench& bench);

struct BenchSection {
  std::string_view name;
  void (*run)(Bench& bench);
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_BENCH_SECTIONS_H_
