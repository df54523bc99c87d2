// Files as all programs treat them.
//
// A file is written beside its place and renamed into it, so that a reader, or
// a program that has the old library loaded, never sees half of the new one.

#include "tools/whole_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace iotpf::tools {
namespace {

Error WorldError(const std::string& path, std::string_view help) {
  return {fmt::format("{}: {}{}{}", path, std::strerror(errno),
                      help.empty() ? "" : "; ", help)};
}

Result<std::string> ReadAll(int file, const std::string& path) {
  std::string bytes;
  char block[1 << 16];
  while (true) {
    const ssize_t size = read(file, block, sizeof block);
    if (size == 0) return bytes;
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return WorldError(path, "");
    bytes.append(block, static_cast<size_t>(size));
  }
}

bool WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t size = write(file, bytes.data(), bytes.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(size));
  }
  return true;
}

bool IsSpecialFile(const std::string& path) {
  struct stat info {};
  return stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) &&
         !S_ISDIR(info.st_mode);
}

Result<void> WriteInPlace(const std::string& path, std::string_view bytes) {
  const int file = open(path.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) return WorldError(path, "");
  const bool ok = WriteAll(file, bytes);
  const int error = errno;
  close(file);
  errno = error;
  if (!ok) return WorldError(path, "");
  return {};
}

}  // namespace

Result<std::string> ReadFile(const std::string& path) {
  if (path == "-") return ReadAll(STDIN_FILENO, "standard input");
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return WorldError(path, "");
  struct stat info {};
  if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode)) {
    close(file);
    return Error{path + ": is a directory; name the files in it"};
  }
  Result<std::string> bytes = ReadAll(file, path);
  close(file);
  return bytes;
}

Result<void> WriteFile(const std::string& path, std::string_view bytes,
                       std::string_view help) {
  if (path == "-") {
    if (!WriteAll(STDOUT_FILENO, bytes)) {
      return WorldError("standard output", "");
    }
    return {};
  }
  if (IsSpecialFile(path)) return WriteInPlace(path, bytes);
  std::string temporary = path + ".XXXXXX";
  const int file = mkostemp(temporary.data(), O_CLOEXEC);
  if (file < 0) return WorldError(path, help);
  mode_t mask = umask(0);
  umask(mask);
  const bool ok = WriteAll(file, bytes) && fchmod(file, 0666 & ~mask) == 0;
  const bool closed = close(file) == 0;
  if (ok && closed && rename(temporary.c_str(), path.c_str()) == 0) return {};
  Error error = WorldError(path, help);
  unlink(temporary.c_str());
  return error;
}

}  // namespace iotpf::tools
