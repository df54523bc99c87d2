// Names are digests, so the cache needs no index: what is there by its name is
// right, and what is gone is compiled again.
#include "tools/rules_cache.h"

#include "tools/whole_file.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

namespace iotpf::tools {
namespace {

namespace fs = std::filesystem;

// SHA-256 of a list of strings. Each stands behind its length, so that no two
// lists give the same bytes.
class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void Add(std::string_view text) {
    const std::string size = fmt::format("{}:", text.size());
    EVP_DigestUpdate(context_.get(), size.data(), size.size());
    EVP_DigestUpdate(context_.get(), text.data(), text.size());
  }
  std::string Hex() {
    std::array<uint8_t, 32> bytes{};
    EVP_DigestFinal_ex(context_.get(), bytes.data(), nullptr);
    return fmt::format("{:02x}", fmt::join(bytes, ""));
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

fs::path CacheHome() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  // Source: XDG Base Directory Specification: a relative path is ignored.
  if (cache != nullptr && *cache == '/') return cache;
  const char* const home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / ".cache";
  return {};
}

// The file beside a library that says what it was made of: the digest of the
// files, then their paths.
std::string FilesOf(const std::string& library) { return library + ".files"; }

// The digest of the bytes of the files listed in `list`; nothing where one
// cannot be read.
std::optional<std::string> DigestOf(std::string_view list) {
  Digest digest;
  while (!list.empty()) {
    const std::string path(list.substr(0, list.find('\n')));
    list.remove_prefix(std::min(path.size() + 1, list.size()));
    // What came from standard input cannot have changed.
    if (path == "<stdin>") continue;
    const Result<std::string> text = ReadFile(path);
    if (!text) return std::nullopt;
    digest.Add(path);
    digest.Add(*text);
  }
  return digest.Hex();
}

}  // namespace

bool IsFresh(const std::string& library) {
  const Result<std::string> files = ReadFile(FilesOf(library));
  if (!files) return false;
  const size_t end = std::min(files->find('\n'), files->size());
  const std::string_view list =
      std::string_view(*files).substr(std::min(end + 1, files->size()));
  return DigestOf(list) == files->substr(0, end);
}

void RememberFiles(const std::string& library, const std::string& list) {
  const auto digest = DigestOf(list);
  // Without it the library is made anew the next time.
  if (digest) (void)WriteFile(FilesOf(library), *digest + "\n" + list);
}

std::optional<std::string> RulesCacheFolder() {
  const fs::path home = CacheHome();
  if (home.empty()) return std::nullopt;
  const std::string folder = home / "iotpf";
  std::error_code error;
  fs::create_directories(home, error);
  if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return std::nullopt;
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    return std::nullopt;
  }
  const bool is_ours =
      status.st_uid == geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
  return is_ours ? std::optional(folder) : std::nullopt;
}

Result<std::string> CachedLibraryName(const std::vector<std::string>& sources,
                                      const std::string& compiler,
                                      const std::string& target_cpu) {
  struct stat status {};
  if (stat(compiler.c_str(), &status) != 0) {
    return Error{
        fmt::format("{}: {}; install it beside this program, or give a "
                    "compiled library",
                    compiler, std::strerror(errno))};
  }
  Digest digest;
  digest.Add(fmt::format("{} {}.{:09}", status.st_size, status.st_mtim.tv_sec,
                         status.st_mtim.tv_nsec));
  digest.Add(target_cpu);
  std::vector<std::string> sorted = sources;
  std::sort(sorted.begin(), sorted.end());
  for (const std::string& source : sorted) {
    const Result<std::string> text = ReadFile(source);
    if (!text) return text.error();
    digest.Add(source);
    digest.Add(*text);
  }
  return digest.Hex() + ".so";
}

void PruneRulesCache(const std::string& folder) {
  std::vector<std::pair<fs::file_time_type, fs::path>> libraries;
  std::error_code error;
  auto entry = fs::directory_iterator(folder, error);
  for (; !error && entry != fs::end(entry); entry.increment(error)) {
    std::error_code ignored;
    if (entry->path().extension() != ".so") continue;
    libraries.emplace_back(entry->last_write_time(ignored), entry->path());
  }
  if (libraries.size() < kMaxCachedLibraries) return;
  std::sort(libraries.begin(), libraries.end());
  const size_t surplus = libraries.size() - kMaxCachedLibraries + 1;
  for (size_t i = 0; i < surplus; ++i) {
    fs::remove(libraries[i].second, error);
    fs::remove(FilesOf(libraries[i].second.string()), error);
  }
}

}  // namespace iotpf::tools
