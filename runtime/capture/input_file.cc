// A few buffers between the descriptor and its readers. Reads ask the kernel
// for the whole free part of a buffer of kReadBlockBytes, so that a packet
// costs no system call; a record that lies across the end is copied to the
// front of the next buffer before the next read. Buffers take turns, so that
// packets need not be copied to be worked on while the next ones are read.
// Reading in order works the same on files and on pipes, and is measured to be
// faster than mapping files.
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

#include "runtime/capture/live_source.h"
#include "runtime/limits.h"

namespace iotpf::runtime {

Result<InputFile> InputFile::Open(const std::string& path,
                                  const StopFlag* stop) {
  InputFile input;
  const bool is_standard_input = path == "-";
  input.name_ = is_standard_input ? "standard input" : path;
  // Opening a pipe waits for its writer; a signal ends the wait.
  int descriptor = -1;
  do {
    descriptor = is_standard_input ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                   : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor < 0 && errno == EINTR && !(stop != nullptr && *stop));
  if (descriptor < 0) {
    const int reason = errno;
    return Error{fmt::format(
        "{}: cannot be opened: {}; {}", input.name_,
        std::generic_category().message(reason),
        reason == ENOENT ? "check the path" : "check that it is readable")};
  }
  struct stat status {};
  const bool is_known = ::fstat(descriptor, &status) == 0;
  const bool is_regular = is_known && S_ISREG(status.st_mode);
  input.source_ = ReadDescriptor(input.name_, descriptor, is_regular, stop);
  if (is_known && S_ISDIR(status.st_mode)) {
    return Error{
        fmt::format("{}: is a directory; name the files in it", input.name_)};
  }
  if (is_regular) {
    input.size_ = static_cast<uint64_t>(status.st_size);
    ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL);
  }
  input.is_live_ = !is_regular;
  input.UnpackIfCompressed();
  return input;
}

Result<InputFile> InputFile::OpenLive(const std::string& interface,
                                      const std::string& filter,
                                      const StopFlag* stop) {
  auto source = CaptureLive(interface, filter, stop);
  if (!source) return source.error();
  InputFile input;
  input.name_ = interface;
  input.source_ = std::move(*source);
  input.is_live_ = true;
  input.is_interface_ = true;
  return input;
}

InputFile InputFile::FromBytes(std::string name, std::string bytes) {
  InputFile input;
  input.name_ = std::move(name);
  input.size_ = bytes.size();
  input.end_ = bytes.size();
  Block& block = input.blocks_[0];
  block.capacity = bytes.size();
  block.bytes = std::make_unique<char[]>(bytes.size());
  input.buffer_ = block.bytes.get();
  input.capacity_ = bytes.size();
  std::copy(bytes.begin(), bytes.end(), input.buffer_);
  input.UnpackIfCompressed();
  return input;
}

InputFile::InputFile(InputFile&& other) noexcept { *this = std::move(other); }

InputFile& InputFile::operator=(InputFile&& other) noexcept {
  if (this == &other) return *this;
  name_ = std::move(other.name_);
  source_ = std::move(other.source_);
  has_ended_ = std::exchange(other.has_ended_, true);
  was_stopped_ = other.was_stopped_;
  is_packed_ = other.is_packed_;
  is_live_ = other.is_live_;
  is_interface_ = other.is_interface_;
  may_wait_ = other.may_wait_;
  is_waiting_ = other.is_waiting_;
  last_wait_ = other.last_wait_;
  blocks_ = std::move(other.blocks_);
  block_ = other.block_;
  buffer_ = std::exchange(other.buffer_, nullptr);
  capacity_ = std::exchange(other.capacity_, 0);
  begin_ = std::exchange(other.begin_, 0);
  end_ = std::exchange(other.end_, 0);
  offset_ = other.offset_;
  size_ = other.size_;
  error_ = std::move(other.error_);
  return *this;
}

InputFile::~InputFile() = default;

void InputFile::UnpackIfCompressed() {
  const std::optional<Compression> compression =
      CompressionOf(Peek(kCompressionMagicBytes));
  if (!compression) return;
  std::string beginning(TakeBlock());
  offset_ = 0;
  source_ =
      Unpack(name_, *compression, std::move(beginning), std::move(source_));
  is_packed_ = true;
  has_ended_ = false;
  error_.reset();
}

// Goes on in the next block, with what is left of this one.
void InputFile::NextBlock(size_t size) {
  const size_t unread = end_ - begin_;
  const size_t wanted = std::max(size, kReadBlockBytes);
  Block& block = blocks_[++block_ % blocks_.size()];
  if (block.capacity < wanted) {
    // Not value-initialised: it is about to be read into.
    block.bytes.reset(new char[wanted]);
    block.capacity = wanted;
  }
  if (unread > 0) std::memcpy(block.bytes.get(), buffer_ + begin_, unread);
  buffer_ = block.bytes.get();
  capacity_ = block.capacity;
  begin_ = 0;
  end_ = unread;
}

bool InputFile::IsTimeToReturn() {
  constexpr std::chrono::seconds kLongestWithout(1);
  const auto now = std::chrono::steady_clock::now();
  if (!source_->is_waiting() && now - last_wait_ < kLongestWithout) {
    return false;
  }
  last_wait_ = now;
  is_waiting_ = true;
  return true;
}

// Reads until `size` bytes are in the block, or no more can come. A pipe gives
// a block in parts.
void InputFile::Fill(size_t size, bool may_return) {
  if (!source_ || has_ended_ || end_ - begin_ >= size) return;
  // Who was told to come back wants to read now.
  const bool has_returned = std::exchange(is_waiting_, false);
  may_return = may_return && may_wait_ && begin_ == end_;
  if (is_live_ && may_return && !has_returned && IsTimeToReturn()) return;
  if (begin_ + size > capacity_) NextBlock(size);
  while (end_ - begin_ < size) {
    const size_t got = source_->Read(buffer_ + end_, capacity_ - end_);
    if (got > 0) {
      end_ += got;
      continue;
    }
    if (source_->is_waiting()) {
      if (may_return && IsTimeToReturn()) return;
      continue;  // of what has begun the rest will come
    }
    has_ended_ = true;
    error_ = source_->error();
    was_stopped_ = source_->was_stopped();
    return;
  }
}

uint64_t InputFile::SkipFar(uint64_t size) {
  uint64_t skipped = 0;
  while (skipped < size) {
    if (begin_ == end_) Fill(1, false);
    const uint64_t part = std::min<uint64_t>(size - skipped, end_ - begin_);
    if (part == 0) break;
    begin_ += part;
    skipped += part;
  }
  offset_ += skipped;
  return skipped;
}

std::string_view InputFile::TakeBlock() {
  if (begin_ == end_) Fill(1, false);
  const std::string_view block(buffer_ + begin_, end_ - begin_);
  offset_ += block.size();
  begin_ = end_;
  return block;
}

}  // namespace iotpf::runtime
