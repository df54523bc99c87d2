// From the rules that a user names to a library that can be loaded.
#ifndef IOTPF_TOOLS_RULES_LIBRARY_H_
#define IOTPF_TOOLS_RULES_LIBRARY_H_

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace iotpf::tools {

// A library; one that was made for this run alone is removed with its folder at
// the end.
class RulesLibrary {
 public:
  explicit RulesLibrary(std::string path, std::string temporary_folder = {})
      : path_(std::move(path)),
        temporary_folder_(std::move(temporary_folder)) {}
  RulesLibrary(RulesLibrary&& other) noexcept
      : path_(std::move(other.path_)),
        temporary_folder_(std::exchange(other.temporary_folder_, {})) {}
  RulesLibrary& operator=(RulesLibrary&&) = delete;
  ~RulesLibrary();

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  std::string temporary_folder_;  // empty: none
};

// Why there is no library.
struct RulesFailure {
  int exit_code;
  std::string message;  // one line; empty where iotpfc has said it already
};

// The library for the arguments of -r: without any the standard rules beside
// this program; one library; or files and folders of rules, which iotpfc
// compiles into the cache as one ruleset.
//
std::variant<RulesLibrary, RulesFailure> FindRules(
    const std::vector<std::string>& arguments);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_RULES_LIBRARY_H_
