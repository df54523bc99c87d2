// Arguments to inputs. Only what a user wrote is taken literally: a file that
// is named is scanned whatever it is, and a problem is told; in a folder, which
// holds notes and keys beside captures, files are taken by how they begin.
// Links to folders are not followed, so that every walk ends.
#include "tools/find_inputs.h"

#include <iotpf/scanner.h>

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <istream>
#include <string_view>
#include <system_error>
#include <utility>

namespace iotpf::tools {
namespace {

namespace fs = std::filesystem;

class Finder {
 public:
  void Add(const std::string& argument, bool may_be_list) {
    std::error_code ignored;
    if (argument == "-") return AddStandardInput();
    if (may_be_list && argument.starts_with('@')) return AddList(argument);
    if (fs::is_directory(argument, ignored)) return AddFolder(argument);
    const bool is_pattern = argument.find_first_of("*?[") != std::string::npos;
    if (is_pattern && !fs::exists(argument, ignored)) {
      return AddMatches(argument);
    }
    found_.paths.push_back(argument);
  }

  Result<FoundInputs> Take() && {
    if (uses_of_standard_input_ > 1) {
      return Error{"standard input is named twice, and can be read once"};
    }
    return std::move(found_);
  }

 private:
  void AddStandardInput() {
    ++uses_of_standard_input_;
    found_.paths.push_back("-");
  }

  void AddList(const std::string& argument) {
    const std::string path = argument.substr(1);
    std::ifstream file;
    if (path == "-") {
      ++uses_of_standard_input_;
    } else {
      file.open(path);
      if (!file) {
        found_.problems.push_back(
            {fmt::format("{}: the list of inputs cannot be read", path)});
        return;
      }
    }
    std::istream& lines = path == "-" ? std::cin : file;
    for (std::string line; std::getline(lines, line);) {
      if (line.ends_with('\r')) line.pop_back();
      if (!line.empty()) Add(line, false);
    }
    if (lines.bad()) {
      found_.problems.push_back(
          {fmt::format("{}: the list of inputs cannot be read", path)});
    }
  }

  void AddFolder(const std::string& folder) {
    const size_t first = found_.paths.size();
    std::error_code error;
    fs::recursive_directory_iterator at(
        folder, fs::directory_options::skip_permission_denied, error);
    while (!error && at != fs::recursive_directory_iterator()) {
      const fs::directory_entry& entry = *at;
      std::error_code of_entry;
      if (entry.path().filename().string().starts_with('.')) {
        if (entry.is_directory(of_entry)) at.disable_recursion_pending();
      } else if (entry.is_regular_file(of_entry)) {
        AddIfInput(entry.path().string());
      }
      at.increment(error);
    }
    if (error) {
      found_.problems.push_back(
          {fmt::format("{}: cannot be read: {}", folder, error.message())});
    } else if (found_.paths.size() == first) {
      found_.problems.push_back(
          {fmt::format("{}: no file in this folder is an input", folder)});
    }
    std::sort(found_.paths.begin() + static_cast<std::ptrdiff_t>(first),
              found_.paths.end());
  }

  void AddIfInput(std::string path) {
    if (Scanner::IsInput(path)) {
      found_.paths.push_back(std::move(path));
    } else {
      ++found_.passed_over;
    }
  }

  void AddMatches(const std::string& pattern) {
    glob_t matches{};
    const int status = ::glob(pattern.c_str(), 0, nullptr, &matches);
    for (size_t i = 0; status == 0 && i < matches.gl_pathc; ++i) {
      const std::string path = matches.gl_pathv[i];
      std::error_code ignored;
      if (fs::is_directory(path, ignored)) {
        AddFolder(path);
      } else {
        found_.paths.push_back(path);
      }
    }
    ::globfree(&matches);
    if (status != 0) {
      found_.problems.push_back({fmt::format("{}: matches no file", pattern)});
    }
  }

  FoundInputs found_;
  int uses_of_standard_input_ = 0;
};

}  // namespace

Result<FoundInputs> FindInputs(const std::vector<std::string>& arguments) {
  Finder finder;
  for (const std::string& argument : arguments) finder.Add(argument, true);
  return std::move(finder).Take();
}

}  // namespace iotpf::tools
