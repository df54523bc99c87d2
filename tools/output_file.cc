// Plain system calls: a full disk must be noticed at the write that fails, with
// the reason, and std::ofstream tells neither.
#include "tools/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace iotpf::tools {
namespace {

constexpr size_t kBlockBytes = size_t{64} << 10;

}  // namespace

Result<OutputFile> OutputFile::Open(const std::string& path) {
  if (path == "-") return OutputFile("standard output", STDOUT_FILENO, false);
  const int descriptor =
      open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    return Error{fmt::format("{}: cannot be written: {}; choose another output",
                             path, std::strerror(errno))};
  }
  return OutputFile(path, descriptor, true);
}

OutputFile::OutputFile(std::string name, int descriptor, bool is_owned)
    : name_(std::move(name)), descriptor_(descriptor), is_owned_(is_owned) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : name_(std::move(other.name_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      is_owned_(other.is_owned_),
      buffer_(std::move(other.buffer_)),
      error_(std::move(other.error_)),
      is_pipe_closed_(other.is_pipe_closed_) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0 && is_owned_) close(descriptor_);
}

bool OutputFile::Write(std::string_view text) {
  if (error_) return false;
  buffer_ += text;
  return buffer_.size() < kBlockBytes || Flush();
}

bool OutputFile::Flush() {
  std::string_view rest = buffer_;
  while (!error_ && !rest.empty()) {
    const ssize_t written = write(descriptor_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<size_t>(written));
    } else if (errno != EINTR) {
      Fail(errno);
    }
  }
  buffer_.clear();
  return !error_;
}

Result<void> OutputFile::Close() {
  Flush();
  const int descriptor = std::exchange(descriptor_, -1);
  if (is_owned_ && descriptor >= 0 && close(descriptor) != 0 && !error_) {
    Fail(errno);
  }
  if (error_) return *error_;
  return {};
}

void OutputFile::Fail(int error) {
  is_pipe_closed_ = error == EPIPE;
  error_ =
      Error{fmt::format("{}: cannot be written: {}; what is missing is lost",
                        name_, std::strerror(error))};
}

}  // namespace iotpf::tools
