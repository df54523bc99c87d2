// Programs that the benchmark runs.
#ifndef IOTPF_TESTS_BENCH_CHILD_PROCESS_H_
#define IOTPF_TESTS_BENCH_CHILD_PROCESS_H_

#include <iotpf/result.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace iotpf::tests {

// A program, looked for on the path, whose standard input and output are pipes.
// Its standard error is ours. It ends with this object: its input is closed,
// and it is waited for.
class ChildProcess {
 public:
  // Errors: the program cannot be started.
  static Result<ChildProcess> Start(const std::vector<std::string>& command);

  ChildProcess(ChildProcess&& other) noexcept;
  ChildProcess& operator=(ChildProcess&&) = delete;
  ~ChildProcess();

  void WriteLine(const std::string& line);
  // The next line of its output without its end, or nullopt when there is none.
  std::optional<std::string> ReadLine();
  // Closes its input and waits; its exit code, or 128 and the signal.
  int Wait();

 private:
  struct CloseFile {
    void operator()(FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<FILE, CloseFile>;

  ChildProcess(pid_t process, File input, File output);

  pid_t process_ = -1;
  File input_;
  File output_;
};

// Runs a program to its end, what it prints left out.
//
//   Errors  it cannot be started, or its exit code is not 0.
Result<void> RunProgram(const std::vector<std::string>& command);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_CHILD_PROCESS_H_
