// A copy in memory that has no name and is sealed: the kernel lets nobody write
// to it or cut it, not even this process. It is copied inside of the kernel,
// and its pages are what the loader maps, so each byte is moved once.

#include "runtime/load/frozen_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

// Kernels since 6.3 ask for it where code is run; glibc 2.36 does not know it.
// Source: Linux, include/uapi/linux/memfd.h.
#ifndef MFD_EXEC
#define MFD_EXEC 0x0010U
#endif

namespace iotpf::runtime {
namespace {

// Closes a file where it leaves early.
class OpenFile {
 public:
  explicit OpenFile(int number) : number_(number) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number_ >= 0) close(number_);
  }
  int number() const { return number_; }
  int Release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

Error SystemError() { return Error{std::strerror(errno)}; }

int MakeMemoryFile() {
  constexpr unsigned kFlags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  const int file = memfd_create("iotpf-rules", kFlags | MFD_EXEC);
  if (file >= 0 || errno != EINVAL) return file;
  return memfd_create("iotpf-rules", kFlags);
}

// The size of a regular file of at most `max_bytes`.
Result<uint64_t> CheckedSize(int file, uint64_t max_bytes) {
  struct stat status {};
  if (fstat(file, &status) != 0) return SystemError();
  if (S_ISDIR(status.st_mode)) {
    return Error{"is a directory; give the file of a compiled ruleset"};
  }
  if (!S_ISREG(status.st_mode)) {
    return Error{fmt::format("not a regular file; {}", kHowToCompile)};
  }
  const auto size = static_cast<uint64_t>(status.st_size);
  if (size <= max_bytes) return size;
  return Error{
      fmt::format("has {} bytes, and no compiled ruleset has more than {}; {}",
                  size, max_bytes, kHowToCompile)};
}

// Copies up to `size` bytes; fewer where the file has become shorter.
Result<uint64_t> CopyBytes(int from, int to, uint64_t size) {
  uint64_t copied = 0;
  while (copied < size) {
    const ssize_t part = sendfile(to, from, nullptr, size - copied);
    if (part < 0 && errno == EINTR) continue;
    if (part < 0) return SystemError();
    if (part == 0) break;
    copied += static_cast<uint64_t>(part);
  }
  return copied;
}

}  // namespace

Result<FrozenFile> FrozenFile::Copy(const std::string& path,
                                    uint64_t max_bytes) {
  // A pipe without a writer must not hold up anybody.
  const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() < 0) return SystemError();
  const Result<uint64_t> size = CheckedSize(file.number(), max_bytes);
  if (!size) return size.error();

  OpenFile copy(MakeMemoryFile());
  if (copy.number() < 0) {
    return Error{fmt::format("cannot be kept in memory: memfd_create: {}",
                             std::strerror(errno))};
  }
  const Result<uint64_t> copied =
      CopyBytes(file.number(), copy.number(), *size);
  if (!copied) return copied.error();
  constexpr int kSeals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK;
  if (fcntl(copy.number(), F_ADD_SEALS, kSeals | F_SEAL_SEAL) != 0) {
    return SystemError();
  }
  if (*copied == 0) return FrozenFile(copy.Release(), {});
  void* bytes =
      mmap(nullptr, *copied, PROT_READ, MAP_PRIVATE, copy.number(), 0);
  if (bytes == MAP_FAILED) return SystemError();
  return FrozenFile(copy.Release(), {static_cast<const char*>(bytes), *copied});
}

FrozenFile::FrozenFile(FrozenFile&& other) noexcept
    : file_(std::exchange(other.file_, -1)),
      bytes_(std::exchange(other.bytes_, {})) {}

FrozenFile::~FrozenFile() {
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  if (file_ >= 0) close(file_);
}

std::string FrozenFile::name() const {
  return fmt::format("/proc/self/fd/{}", file_);
}

}  // namespace iotpf::runtime
