// Stages are few, so their rows are found by a walk. The peak is that of the
// process and never falls: a stage shows what it needed where the figure grows.

#include <iotpf/compile_report.h>

#include <sys/resource.h>

#include <algorithm>

namespace iotpf {
namespace {

// Units of ru_maxrss. Source: getrusage(2).
constexpr uint64_t kRssUnitBytes = 1024;

void EndStage(CompileReport& report) {
  if (report.running >= report.stages.size()) return;
  CompileReport::Stage& stage = report.stages[report.running];
  stage.time += std::chrono::steady_clock::now() - report.since;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  stage.peak_bytes = static_cast<uint64_t>(usage.ru_maxrss) * kRssUnitBytes;
  report.running = SIZE_MAX;
}

}  // namespace

void EnterStage(CompileReport* report, std::string_view name) {
  if (report == nullptr) return;
  EndStage(*report);
  if (name.empty()) return;
  const auto known =
      std::ranges::find(report->stages, name, &CompileReport::Stage::name);
  report->running = static_cast<size_t>(known - report->stages.begin());
  if (known == report->stages.end()) report->stages.push_back({name});
  report->since = std::chrono::steady_clock::now();
}

}  // namespace iotpf
