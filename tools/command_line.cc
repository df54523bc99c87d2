// Options as all programs treat them: a wrong one is a line that says where the
// right ones are listed, and an exit code of its own.
//
// CLI11 reports by exceptions; they end here.

#include "tools/command_line.h"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <map>
#include <utility>

#include "tools/exit_code.h"

namespace iotpf::tools {

CommandLine::CommandLine(std::string name, std::string_view help)
    : name_(std::move(name)),
      app_(std::make_unique<CLI::App>(std::string(help), name_)) {
  app_->set_version_flag("--version", name_ + " " IOTPF_VERSION);
}

CommandLine::~CommandLine() = default;

std::optional<int> CommandLine::Parse(int argc, char** argv) {
  try {
    app_->parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help, --version
    return app_->exit(success);
  } catch (const CLI::ParseError& error) {
    PrintError(fmt::format("{}; see `{} --help`", error.what(), name_));
    return kExitUsage;
  }
  return std::nullopt;
}

void CommandLine::PrintError(std::string_view message) const {
  fmt::print(stderr, "{}: {}\n", name_, message);
}

void AddColorOption(CLI::App& app, ColorChoice& choice) {
  static const std::map<std::string, ColorChoice> kColors = {
      {"auto", ColorChoice::Auto},
      {"always", ColorChoice::Always},
      {"never", ColorChoice::Never}};
  app.add_option("--color", choice, "auto (default), always or never")
      ->type_name("WHEN")
      ->transform(CLI::Transformer(kColors).description(""));
}

}  // namespace iotpf::tools
