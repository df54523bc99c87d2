// Clocks, memory and medians.
#ifndef IOTPF_TESTS_BENCH_MEASURE_H_
#define IOTPF_TESTS_BENCH_MEASURE_H_

#include <chrono>
#include <cstdint>
#include <vector>

namespace iotpf::tests {

// Keeps this process, and what it starts, on the core it is running on. Returns
// its number, or -1 when the system refuses.
int PinToOneCore();

// Of resident memory, in bytes; 0 where the system does not say.
uint64_t PeakBytes();

// The middle one, or the mean of the middle two; 0 of none.
double Median(std::vector<double> values);

// Measures one step in this process.
class StepMeter {
 public:
  // Resets the peak of memory.
  StepMeter();

  double seconds() const;
  // What memory had grown by when it was largest, in bytes.
  uint64_t peak_bytes() const;

 private:
  uint64_t resident_before_ = 0;
  std::chrono::steady_clock::time_point begin_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_MEASURE_H_
