// iotpf-fmt: files of rules in one style.

#include <iotpf/format.h>

#include "tools/command_line.h"
#include "tools/exit_code.h"
#include "tools/rule_options.h"
#include "tools/unified_diff.h"
#include "tools/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

namespace {

namespace fs = std::filesystem;
using iotpf::tools::ExitCode;

constexpr std::string_view kHelp =
    R"(Write files of fingerprint rules in one style.

Files are changed in place, and only where the style asks for it. What they mean
and their comments stay; a file with a syntax error is left alone.

examples:
  iotpf-fmt cameras.fp          format a file
  iotpf-fmt rules               format all .fp files below a folder
  iotpf-fmt --check rules       name the files that would change, for CI
  iotpf-fmt --diff cameras.fp   show what would change
  iotpf-fmt - < cameras.fp      format standard input to standard output
)";

struct Options {
  std::vector<std::string> inputs;
  bool check = false;
  bool diff = false;
  iotpf::tools::ErrorFormat format = iotpf::tools::ErrorFormat::Text;
  iotpf::tools::ColorChoice color = iotpf::tools::ColorChoice::Auto;
};

void AddOptions(CLI::App& app, Options& options) {
  app.add_option("RULES", options.inputs,
                 "files of rules, or folders of .fp files; - is standard input")
      ->required();
  app.add_flag("--check", options.check,
               "change nothing; print the names of files that would change, "
               "and end with 1 where there is one");
  app.add_flag("--diff", options.diff,
               "change nothing; print what would change, as patch reads it, "
               "and end with 1 where there is something");
  iotpf::tools::AddMessageOptions(app, options.format, options.color);
}

// The rules below a folder, in order of their paths.
iotpf::Result<std::vector<std::string>> RulesBelow(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  fs::recursive_directory_iterator it(folder, error);
  const fs::recursive_directory_iterator end;
  for (; !error && it != end; it.increment(error)) {
    if (it->path().extension() != ".fp") continue;
    std::error_code vanished;
    if (it->is_regular_file(vanished)) paths.push_back(it->path().string());
  }
  if (error) {
    return iotpf::Error{fmt::format("{}: {}", folder, error.message())};
  }
  std::ranges::sort(paths);
  return paths;
}

// Replaces a file that exists: through links, with the permissions it has.
iotpf::Result<void> Replace(const std::string& path, const std::string& text) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) return iotpf::Error{fmt::format("{}: {}", path, error.message())};
  const fs::perms permissions = fs::status(target, error).permissions();
  const auto written = iotpf::tools::WriteFile(target.string(), text, "");
  if (!written) return written;
  fs::permissions(target, permissions, error);
  return {};
}

class Formatter {
 public:
  Formatter(const iotpf::tools::CommandLine& command_line,
            const Options& options)
      : command_line_(command_line), options_(options) {}

  ExitCode Run();

 private:
  void FormatInput(const std::string& input);
  void FormatFile(const std::string& path);
  void Show(const std::string& name, const std::string& before,
            const std::string& after);
  void Fail(const iotpf::Error& error) {
    command_line_.PrintError(error.message);
    has_failed_ = true;
  }
  void Check(const iotpf::Result<void>& result) {
    if (!result) Fail(result.error());
  }

  const iotpf::tools::CommandLine& command_line_;
  const Options& options_;
  bool has_findings_ = false;
  bool has_failed_ = false;
};

// Prints what was asked for in place of writing.
void Formatter::Show(const std::string& name, const std::string& before,
                     const std::string& after) {
  if (before == after) return;
  has_findings_ = true;
  if (options_.check) {
    Check(iotpf::tools::WriteFile("-", fmt::format("{}\n", name)));
  }
  if (options_.diff) {
    const bool use_color =
        iotpf::tools::UseColor(options_.color, STDOUT_FILENO);
    Check(iotpf::tools::WriteFile(
        "-", iotpf::tools::UnifiedDiff(name, before, after, use_color)));
  }
}

void Formatter::FormatFile(const std::string& path) {
  const auto text = iotpf::tools::ReadFile(path);
  if (!text) return Fail(text.error());
  const std::string name = path == "-" ? "<stdin>" : path;
  iotpf::FormatOptions options;
  options.use_color = iotpf::tools::UseColor(options_.color, STDERR_FILENO);
  const auto result = iotpf::FormatRules({name, *text, name, ""}, options);
  if (!result) return Fail(result.error());
  iotpf::tools::PrintFindings(result->findings, result->diagnostics,
                              options_.format);
  if (!result->ok) {
    has_findings_ = true;
  } else if (options_.check || options_.diff) {
    Show(name, *text, result->text);
  } else if (path == "-") {
    Check(iotpf::tools::WriteFile("-", result->text));
  } else if (result->text != *text) {
    Check(Replace(path, result->text));
  }
}

void Formatter::FormatInput(const std::string& input) {
  std::error_code error;
  if (input == "-" || !fs::is_directory(input, error)) {
    return FormatFile(input);
  }
  const auto paths = RulesBelow(input);
  if (!paths) return Fail(paths.error());
  for (const std::string& path : *paths) FormatFile(path);
}

ExitCode Formatter::Run() {
  for (const std::string& input : options_.inputs) FormatInput(input);
  if (has_failed_) return iotpf::tools::kExitWorld;
  return has_findings_ ? iotpf::tools::kExitFindings : iotpf::tools::kExitClean;
}

}  // namespace

int main(int argc, char** argv) {
  iotpf::tools::CommandLine command_line("iotpf-fmt", kHelp);
  Options options;
  AddOptions(command_line.options(), options);
  if (const auto code = command_line.Parse(argc, argv)) return *code;
  return Formatter(command_line, options).Run();
}
