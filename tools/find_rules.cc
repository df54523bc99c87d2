// Folders are walked in order of names, so that the report does not depend on
// the file system. Links to folders are not followed: they may lead in circles.

#include "tools/find_rules.h"

#include "tools/read_rules.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

namespace iotpf::tools {
namespace {

namespace fs = std::filesystem;

// All files of rules below `folder`, sorted.
Result<std::vector<std::string>> Walk(const std::string& folder) {
  std::vector<std::string> found;
  std::error_code error;
  fs::recursive_directory_iterator it(folder, error);
  for (; !error && it != fs::end(it); it.increment(error)) {
    const std::string name = it->path().filename().string();
    std::error_code unknown;
    if (it->is_directory(unknown) && name.starts_with('.')) {
      it.disable_recursion_pending();
    } else if (it->path().extension() == ".fp" &&
               it->is_regular_file(unknown)) {
      found.push_back(
          (folder == "." ? it->path().lexically_relative(".") : it->path())
              .string());
    }
  }
  if (error) return Error{folder + ": " + error.message()};
  if (found.empty()) return Error{folder + ": has no file of rules, *.fp"};
  std::ranges::sort(found);
  return found;
}

}  // namespace

Result<std::vector<RuleSource>> FindRules(
    const std::vector<std::string>& paths,
    const std::vector<std::string>& include_roots) {
  std::vector<RuleSource> sources;
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    std::vector<std::string> files = {path};
    std::vector<std::string> roots = include_roots;
    std::error_code error;
    if (path != "-" && fs::is_directory(path, error)) {
      auto found = Walk(path);
      if (!found) return found.error();
      files = std::move(*found);
      roots.push_back(path);
    }
    std::erase_if(files, [&seen](const std::string& file) {
      return !seen.insert(fs::path(file).lexically_normal().string()).second;
    });
    auto read = ReadRules(files, roots);
    if (!read) return read.error();
    std::ranges::move(*read, std::back_inserter(sources));
  }
  return sources;
}

}  // namespace iotpf::tools
