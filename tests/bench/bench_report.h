// What the benchmark says: tables for people, one JSON document for programs.
#ifndef IOTPF_TESTS_BENCH_BENCH_REPORT_H_
#define IOTPF_TESTS_BENCH_BENCH_REPORT_H_

#include "tests/bench/compare_engines.h"

#include <iotpf/result.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// How a figure is judged.
enum class Bound : uint8_t { AtLeast, AtMost };

struct Target {
  std::string work;  // `400 features, Vectorscan, total`
  std::string unit;  // `x`, `s`, `MB`, `ms`
  Bound bound = Bound::AtLeast;
  double limit = 0;
  double measured = 0;
};

// The engines of one table.
struct EngineTable {
  std::string title;
  const Contender* ours = nullptr;
  const Contender* ours_base = nullptr;  // what net figures leave out
  const Contender* peer_base = nullptr;
};

class BenchReport {
 public:
  // A line for people that is kept too: what was skipped, and why.
  void AddNote(std::string note);
  // An answer that is not that of the others: the program ends with 1.
  void AddWrong(std::string what);
  // Prints the table at once.
  void AddEngines(const EngineTable& table,
                  const std::vector<Contender>& contenders);
  // One figure without peers.
  void AddFigure(std::string_view work, double value, std::string_view unit);
  void AddTarget(Target target);

  // Prints what was measured against each target, and what was wrong.
  void PrintTargets() const;
  // Errors: the file cannot be written.
  Result<void> WriteJson(const std::string& path) const;

  bool has_wrong() const { return !wrong_.empty(); }

 private:
  struct EngineRow {
    std::string table;
    std::string engine;
    uint64_t sessions;
    double nanoseconds;
    double spread;     // slowest round over the fastest
    double ratio;      // to ours
    double net_ratio;  // 0: none
    double compile_seconds;
    double peak_megabytes;
  };
  struct Figure {
    std::string work;
    double value;
    std::string unit;
  };

  void Print(const EngineRow& row) const;

  std::vector<std::string> notes_;
  std::vector<std::string> wrong_;
  std::vector<EngineRow> engines_;
  std::vector<Figure> figures_;
  std::vector<Target> targets_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_BENCH_REPORT_H_
