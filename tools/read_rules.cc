// Where a file of rules stands decides what it may import, so each source goes
// to the compiler with the folder that its name is relative to.

#include "tools/read_rules.h"

#include "tools/whole_file.h"

#include <filesystem>
#include <utility>

namespace iotpf::tools {
namespace {

namespace fs = std::filesystem;

// `path` below `root`, or nothing where it is not.
std::string Below(const std::string& root, const std::string& path) {
  std::error_code error;
  const fs::path relative = fs::proximate(path, root, error);
  if (error || relative.is_absolute() || relative.empty() ||
      *relative.begin() == "..") {
    return "";
  }
  return relative.string();
}

RuleSource Place(const std::string& path,
                 const std::vector<std::string>& include_roots) {
  if (path == "-") return {"<stdin>", "", "<stdin>", "."};
  for (const std::string& root : include_roots) {
    if (std::string name = Below(root, path); !name.empty()) {
      return {std::move(name), "", path, root};
    }
  }
  const fs::path folder = fs::path(path).parent_path();
  return {fs::path(path).filename().string(), "", path,
          folder.empty() ? "." : folder.string()};
}

}  // namespace

Result<std::vector<RuleSource>> ReadRules(
    const std::vector<std::string>& paths,
    const std::vector<std::string>& include_roots) {
  std::vector<RuleSource> sources;
  for (const std::string& path : paths) {
    Result<std::string> text = ReadFile(path);
    if (!text) return text.error();
    RuleSource source = Place(path, include_roots);
    source.text = std::move(*text);
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace iotpf::tools
