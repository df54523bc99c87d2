// Coverage for libFuzzer from code that GCC compiled.
//
// libFuzzer wants the counters that clang puts into the code. GCC instead calls
// __sanitizer_cov_trace_pc() on every edge; libFuzzer has no use for that call
// any more, but it does read counters that a program keeps in a section of this
// name. So the linker turns the call to here (--wrap), and here it counts.
// Comparisons need no such help: GCC and clang report them alike.
//
//   Source  https://llvm.org/docs/LibFuzzer.html, "Tracing CMP instructions"
//   and
//           compiler-rt/lib/fuzzer/FuzzerExtraCounters.cpp

#include <cstddef>
#include <cstdint>

namespace {

constexpr std::size_t kCounters = std::size_t{1} << 17;

[[gnu::section("__libfuzzer_extra_counters")]] uint8_t counters[kCounters];

}  // namespace

extern "C" void __wrap___sanitizer_cov_trace_pc();
extern "C" void __wrap___sanitizer_cov_trace_pc() {
  const auto place = reinterpret_cast<uintptr_t>(__builtin_return_address(0));
  ++counters[place % kCounters];
}
