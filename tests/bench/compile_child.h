// Compiles rules in a process of their own: its time and memory are those of
// the compiler alone, and one that takes too long can be ended.
#ifndef IOTPF_TESTS_BENCH_COMPILE_CHILD_H_
#define IOTPF_TESTS_BENCH_COMPILE_CHILD_H_

#include <iotpf/result.h>

#include <cstdint>
#include <string>

namespace iotpf::tests {

struct CompileJob {
  std::string rules_path;    // a file of rules, or a folder of them
  std::string library_path;  // what is written
  std::string target_cpu;
  unsigned max_seconds = 0;  // after that it is ended
  bool plain_tests = false;  // as in CompileOptions
};

struct CompileCost {
  double seconds = 0;       // reading, compiling and writing
  uint64_t peak_bytes = 0;  // resident
  uint64_t library_bytes = 0;
};

// Runs this program again, with CompileArguments().
//
//   Errors  what the compiler says, or that time was up.
Result<CompileCost> CompileInChild(const CompileJob& job);

// What the child does; returns its exit code. Prints seconds and bytes.
int RunCompileChild(const CompileJob& job);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_COMPILE_CHILD_H_
