// Peak memory is that of /proc, which a process can reset: so each engine has a
// peak of its own, after what others have freed went back to the system.

#include "tests/bench/measure.h"

#include <malloc.h>
#include <sched.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace iotpf::tests {
namespace {

// A line of /proc/self/status, `VmHWM:    1234 kB`, in bytes.
uint64_t StatusBytes(std::string_view name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with(name)) continue;
    return std::strtoull(line.c_str() + name.size(), nullptr, 10) * 1024;
  }
  return 0;
}

}  // namespace

int PinToOneCore() {
  const int core = sched_getcpu();
  if (core < 0) return -1;
  cpu_set_t cores;
  CPU_ZERO(&cores);
  CPU_SET(core, &cores);
  return sched_setaffinity(0, sizeof cores, &cores) == 0 ? core : -1;
}

uint64_t PeakBytes() { return StatusBytes("VmHWM:"); }

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  if (values.size() % 2 == 1) return values[middle];
  return (values[middle - 1] + values[middle]) / 2;
}

StepMeter::StepMeter() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
  resident_before_ = StatusBytes("VmRSS:");
  begin_ = std::chrono::steady_clock::now();
}

double StepMeter::seconds() const {
  const std::chrono::duration<double> passed =
      std::chrono::steady_clock::now() - begin_;
  return passed.count();
}

uint64_t StepMeter::peak_bytes() const {
  const uint64_t peak = PeakBytes();
  return peak > resident_before_ ? peak - resident_before_ : 0;
}

}  // namespace iotpf::tests
