// The front end of the compiler, step by step, with a clock and a measure of
// memory.
#ifndef IOTPF_TESTS_BENCH_FRONT_END_STEPS_H_
#define IOTPF_TESTS_BENCH_FRONT_END_STEPS_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace iotpf::tests {

// In the order in which they run.
enum class Step : uint8_t {
  Parse,
  Names,
  Types,
  Patterns,
  Rules,
  Ir,
  Lint,
  Image
};
inline constexpr size_t kStepCount = 8;
inline constexpr std::array<std::string_view, kStepCount> kStepNames = {
    "parse", "names", "types", "patterns", "rules", "ir", "lint", "image"};

enum class Ending : uint8_t { Done, OutOfTime, OutOfMemory, Crashed };

// One compilation. Plain bytes: it comes through a pipe.
struct Measurement {
  Ending ending = Ending::Done;
  std::array<double, kStepCount> seconds{};  // 0 for steps that did not run
  std::array<uint64_t, kStepCount> peak_bytes{};  // resident, after each step
  double total_seconds = 0;  // with what is between the steps
  uint64_t features = 0;     // rows of the tables
  uint64_t conditions = 0;
  uint64_t fingerprints = 0;
  uint64_t platforms = 0;
  uint64_t preferences = 0;
  uint64_t predicates = 0;
  uint64_t tests = 0;
  uint64_t errors = 0;
  char slug[48] = {};  // of the first error, empty where there is none
};

// Compiles `text` up to the portable tables, with all checks of rules.
//
//   Units    seconds of processor time.
//   Threads  the work is done in a process of its own, so that memory is
//            measured from scratch and a limit ends that process alone.
Measurement MeasureFrontEnd(const std::string& text, unsigned max_seconds,
                            uint64_t max_bytes);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_FRONT_END_STEPS_H_
