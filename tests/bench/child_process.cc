// posix_spawn, since this process may be large: fork would copy its page
// tables.

#include "tests/bench/child_process.h"

#include <fmt/format.h>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include <fcntl.h>

extern char** environ;

namespace iotpf::tests {

Result<ChildProcess> ChildProcess::Start(
    const std::vector<std::string>& command) {
  std::array<int, 2> input{};
  std::array<int, 2> output{};
  if (pipe2(input.data(), O_CLOEXEC) != 0) return Error{"no pipe"};
  if (pipe2(output.data(), O_CLOEXEC) != 0) {
    close(input[0]);
    close(input[1]);
    return Error{"no pipe"};
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  std::vector<char*> arguments;
  for (const std::string& argument : command) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  pid_t process = -1;
  const int outcome = posix_spawnp(&process, arguments[0], &actions, nullptr,
                                   arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(input[0]);
  close(output[1]);
  File to_child(fdopen(input[1], "w"));
  File from_child(fdopen(output[0], "r"));
  if (outcome != 0) return Error{command[0] + ": cannot be started"};
  return ChildProcess(process, std::move(to_child), std::move(from_child));
}

ChildProcess::ChildProcess(pid_t process, File input, File output)
    : process_(process), input_(std::move(input)), output_(std::move(output)) {}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : process_(std::exchange(other.process_, -1)),
      input_(std::move(other.input_)),
      output_(std::move(other.output_)) {}

ChildProcess::~ChildProcess() { Wait(); }

void ChildProcess::WriteLine(const std::string& line) {
  std::fputs(line.c_str(), input_.get());
  std::fputc('\n', input_.get());
  std::fflush(input_.get());
}

std::optional<std::string> ChildProcess::ReadLine() {
  std::string line;
  for (int c = 0; (c = std::fgetc(output_.get())) != EOF;) {
    if (c == '\n') return line;
    line += static_cast<char>(c);
  }
  return std::nullopt;
}

int ChildProcess::Wait() {
  if (process_ < 0) return 0;
  input_.reset();
  while (output_ && std::fgetc(output_.get()) != EOF) {
  }
  output_.reset();
  int status = 0;
  while (waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
  process_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Result<void> RunProgram(const std::vector<std::string>& command) {
  Result<ChildProcess> child = ChildProcess::Start(command);
  if (!child) return child.error();
  const int code = child->Wait();
  if (code == 0) return {};
  return Error{fmt::format("{}: ended with {}", command[0], code)};
}

}  // namespace iotpf::tests
