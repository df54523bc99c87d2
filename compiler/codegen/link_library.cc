// The linker as a function.
//
// lld reads and writes paths, so the object and the library pass through a
// private folder that is gone when the function returns. lld keeps global
// state: one call at a time, and none after one that says it must not run
// again.

#include "compiler/codegen/link_library.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>

LLD_HAS_DRIVER(elf)

namespace iotpf::codegen {
namespace {

namespace fs = std::filesystem;

// A folder that only this user can enter; removed with all in it.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> Make() {
    std::error_code problem;
    const fs::path parent = fs::temp_directory_path(problem);
    std::string path = (parent / "iotpfc_XXXXXX").string();
    if (problem || mkdtemp(path.data()) == nullptr) {
      return Error{fmt::format(
          "cannot make a folder in `{}`; set TMPDIR to one that is writable",
          parent.string())};
    }
    return TemporaryFolder(path);
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept
      : path_(std::exchange(other.path_, fs::path())) {}
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  std::string File(std::string_view name) const {
    return (path_ / name).string();
  }

 private:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

bool WriteFile(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return file.good();
}

Result<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(file)), {});
  if (!file || bytes.empty()) {
    return Error{fmt::format("cannot read `{}` back", path)};
  }
  return bytes;
}

// Runs lld. Its words end up in `words`, never on the terminal.
bool RunLld(const std::vector<const char*>& arguments, std::string& words) {
  static std::mutex one_at_a_time;
  static bool may_run = true;
  const std::lock_guard lock(one_at_a_time);
  if (!may_run) {
    words = "lld stopped in an earlier call and cannot run again";
    return false;
  }
  llvm::raw_string_ostream stream(words);
  const lld::Result result =
      lld::lldMain(arguments, stream, stream, {{lld::Gnu, &lld::elf::link}});
  may_run = result.canRunAgain;
  return result.retCode == 0;
}

}  // namespace

Result<std::string> LinkLibrary(std::string_view object) {
  Result<TemporaryFolder> folder = TemporaryFolder::Make();
  if (!folder) return folder.error();
  const std::string input = folder->File("rules.o");
  const std::string output = folder->File("rules.so");
  if (!WriteFile(input, object)) {
    return Error{fmt::format("cannot write `{}`; is the disk full?", input)};
  }

  // rodynamic and norelro: no segment is writable, not even while it is
  // loaded. strip-all: names of internal functions would be half of the file.
  const std::vector<const char*> arguments = {"ld.lld",
                                              "-shared",
                                              "-z",
                                              "defs",
                                              "-z",
                                              "rodynamic",
                                              "-z",
                                              "norelro",
                                              "-z",
                                              "text",
                                              "-z",
                                              "noexecstack",
                                              "--threads=1",
                                              "--hash-style=gnu",
                                              "--build-id=none",
                                              "--strip-all",
                                              "--color-diagnostics=never",
                                              "-o",
                                              output.c_str(),
                                              input.c_str()};
  std::string words;
  if (!RunLld(arguments, words)) {
    while (!words.empty() && words.back() == '\n') words.pop_back();
    std::replace(words.begin(), words.end(), '\n', ' ');
    return Error{fmt::format("linking failed: {}", words)};
  }
  return ReadFile(output);
}

}  // namespace iotpf::codegen
