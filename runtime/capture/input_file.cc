// One buffer between the descriptor and its readers. Reads ask the kernel for
// the whole free part of a buffer of kReadBlockBytes, so that a packet costs no
// system call; a record that lies across the end is moved to the front before
// the next read. Reading in order works the same on files and on pipes, and is
// measured to be faster than mapping files.
#include "runtime/capture/input_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "runtime/limits.h"

namespace iotpf::runtime {
namespace {

std::string Reason(int error) { return std::generic_category().message(error); }

}  // namespace

Result<InputFile> InputFile::Open(const std::string& path) {
  InputFile input;
  const bool is_standard_input = path == "-";
  input.name_ = is_standard_input ? "standard input" : path;
  input.descriptor_ = is_standard_input
                          ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                          : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (input.descriptor_ < 0) {
    const int reason = errno;
    return Error{fmt::format(
        "{}: cannot be opened: {}; {}", input.name_, Reason(reason),
        reason == ENOENT ? "check the path" : "check that it is readable")};
  }
  struct stat status {};
  if (::fstat(input.descriptor_, &status) == 0) {
    if (S_ISDIR(status.st_mode)) {
      return Error{
          fmt::format("{}: is a directory; name the files in it", input.name_)};
    }
    if (S_ISREG(status.st_mode)) {
      input.size_ = static_cast<uint64_t>(status.st_size);
      ::posix_fadvise(input.descriptor_, 0, 0, POSIX_FADV_SEQUENTIAL);
    }
  }
  return input;
}

InputFile InputFile::FromBytes(std::string name, std::string bytes) {
  InputFile input;
  input.name_ = std::move(name);
  input.size_ = bytes.size();
  input.capacity_ = bytes.size();
  input.end_ = bytes.size();
  input.buffer_ = std::make_unique<char[]>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), input.buffer_.get());
  return input;
}

InputFile::InputFile(InputFile&& other) noexcept { *this = std::move(other); }

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  if (this == &other) return *this;
  Close();
  name_ = std::move(other.name_);
  descriptor_ = std::exchange(other.descriptor_, -1);
  buffer_ = std::move(other.buffer_);
  capacity_ = std::exchange(other.capacity_, 0);
  begin_ = std::exchange(other.begin_, 0);
  end_ = std::exchange(other.end_, 0);
  offset_ = other.offset_;
  size_ = other.size_;
  error_ = std::move(other.error_);
  return *this;
}

InputFile::~InputFile() { Close(); }

void InputFile::Close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

// Reads until `size` bytes are in the buffer, or no more can come.
void InputFile::Fill(size_t size) {
  if (descriptor_ < 0 || end_ - begin_ >= size) return;
  const size_t unread = end_ - begin_;
  const size_t wanted = std::max(size, kReadBlockBytes);
  if (capacity_ < wanted) {
    // Not value-initialised: it is about to be read into.
    std::unique_ptr<char[]> larger(new char[wanted]);
    if (unread > 0) std::memcpy(larger.get(), buffer_.get() + begin_, unread);
    buffer_ = std::move(larger);
    capacity_ = wanted;
  } else if (unread > 0 && begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, unread);
  }
  begin_ = 0;
  end_ = unread;
  while (end_ < size) {
    const ssize_t got =
        ::read(descriptor_, buffer_.get() + end_, capacity_ - end_);
    if (got > 0) {
      end_ += static_cast<size_t>(got);
      continue;
    }
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      error_ = Error{fmt::format(
          "{}: reading fails at byte {}: {}; what stands before it was read",
          name_, offset_ + end_, Reason(errno))};
    }
    Close();
    return;
  }
}

std::string_view InputFile::Peek(size_t size) {
  Fill(size);
  return {buffer_.get() + begin_, std::min(size, end_ - begin_)};
}

uint64_t InputFile::Skip(uint64_t size) {
  uint64_t skipped = 0;
  while (skipped < size) {
    if (begin_ == end_) Fill(1);
    const uint64_t part = std::min<uint64_t>(size - skipped, end_ - begin_);
    if (part == 0) break;
    begin_ += part;
    skipped += part;
  }
  offset_ += skipped;
  return skipped;
}

std::string_view InputFile::TakeBlock() {
  if (begin_ == end_) Fill(1);
  const std::string_view block(buffer_.get() + begin_, end_ - begin_);
  offset_ += block.size();
  begin_ = end_;
  return block;
}

}  // namespace iotpf::runtime
