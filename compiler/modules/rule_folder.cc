// The only place of the compiler that opens files.
//
// A rule file is not trusted: what it names must lie under a root that the user
// gave. Names are checked as text, and what they lead to once more after links
// are followed. The bytes come from the descriptor that was checked.

#include "compiler/modules/rule_folder.h"

#include "compiler/support/limits.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace iotpf::modules {
namespace {

namespace fs = std::filesystem;

// Closes a descriptor.
struct Descriptor {
  explicit Descriptor(int opened) : number(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(number); }
  int number;
};

bool LiesUnder(const fs::path& file, const fs::path& root) {
  auto step = file.begin();
  for (const fs::path& part : root) {
    if (step == file.end() || *step != part) return false;
    ++step;
  }
  return true;
}

Error ReadError(const std::string& path) {
  return {fmt::format("{}: {}", path, std::strerror(errno))};
}

// Reads the file at `real`, which messages call `path`.
Result<std::string> ReadRegularFile(const fs::path& real,
                                    const std::string& path) {
  // A FIFO without a writer must not stop the compiler.
  const Descriptor file(open(real.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number < 0) return ReadError(path);
  struct stat info {};
  if (fstat(file.number, &info) != 0) return ReadError(path);
  if (!S_ISREG(info.st_mode)) return Error{path + ": is no regular file"};
  if (static_cast<uint64_t>(info.st_size) > kMaxSourceBytes) {
    return Error{fmt::format("{}: has {} bytes; at most {} are read", path,
                             info.st_size, kMaxSourceBytes)};
  }
  std::string text(static_cast<size_t>(info.st_size), '\0');
  size_t size = 0;
  while (size < text.size()) {
    const ssize_t got =
        read(file.number, text.data() + size, text.size() - size);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return ReadError(path);
    if (got == 0) break;
    size += static_cast<size_t>(got);
  }
  text.resize(size);
  return text;
}

}  // namespace

Result<std::optional<FoundFile>> ReadUnder(const std::string& root,
                                           std::string_view name) {
  const fs::path path = (fs::path(root) / name).lexically_normal();
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error == std::errc::no_such_file_or_directory ||
      error == std::errc::not_a_directory) {
    return std::optional<FoundFile>();
  }
  if (error)
    return Error{fmt::format("{}: {}", path.string(), error.message())};
  const fs::path real_root = fs::canonical(root, error);
  if (error || !LiesUnder(real, real_root)) {
    return Error{fmt::format("{}: leads out of {}", path.string(), root)};
  }
  Result<std::string> text = ReadRegularFile(real, path.string());
  if (!text) return text.error();
  return std::optional<FoundFile>(
      {path.string(), real.string(), std::move(*text)});
}

}  // namespace iotpf::modules
