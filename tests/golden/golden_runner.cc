// Runs the golden tests: inputs with their expected output beside them.
//
//   golden_runner [--update] FILTER
//
// The folder says what is run; `--update` rewrites the expectations of all
// files whose path contains FILTER.
//
//   parse  X.fp to X.ast, the tree; or the marks of its mistakes inside X.fp
//   sema   X.fp to marks inside it
//   modules  the same, with files in folders beside X.fp
//   lint   the same, with all checks of iotpf-lint
//   format X.fp to X.formatted, which is formatted already
//   codegen  the same, where an object file is made
//   ir     X.fp, and X.ANY.fp which must give the same, to X.ir, the tables
//   scan   X.fp over X.sessions to X.matches, JSON Lines, and where there is
//          an X.table or X.explain, to the table for people or why each session
//          has its verdict; by the reference evaluator, and by native code at
//          O0 and O2, which must agree to the last byte
//   help   X.txt is what `X --help` prints
//
// Where X.diagnostics stands beside X.fp, it holds the rendered text in place
// of marks: for a line that is cut to be shown.

#include <iotpf/compiler.h>
#include <iotpf/format.h>
#include <iotpf/report.h>
#include <iotpf/ruleset.h>
#include <iotpf/scanner.h>

#include "tests/support/golden_file.h"
#include "tests/support/native_ruleset.h"
#include "tools/lint_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iotpf::tests {
namespace {

namespace fs = std::filesystem;

fs::path With(fs::path path, const char* extension) {
  return path.replace_extension(extension);
}

std::vector<RuleSource> SourcesOf(const fs::path& path) {
  return {{path.filename().string(),
           WithoutMarks(ReadGolden(path).value_or("")), path.string(),
           path.parent_path().string()}};
}

Result<CompileResult> CompileFile(const fs::path& path, EmitStage emit,
                                  int optimization_level = 0) {
  CompileOptions options;
  options.emit = emit;
  options.optimization_level = optimization_level;
  options.target_cpu = "x86-64";  // what every machine can run
  return Compile(SourcesOf(path), options);
}

// ---- the compiler

void CompareDiagnostics(const fs::path& path, const CompileResult& result,
                        GoldenComparison& comparison) {
  const fs::path beside = With(path, ".diagnostics");
  if (fs::exists(beside)) {
    return comparison.Compare(beside, result.diagnostics);
  }
  const std::string clean = WithoutMarks(ReadGolden(path).value_or(""));
  comparison.Compare(
      path, WithMarks(clean, MarksOf(result.findings, path.string(), clean)));
}

void RunParse(const fs::path& path, GoldenComparison& comparison) {
  const auto result = CompileFile(path, EmitStage::Ast);
  if (!result) return comparison.Fail(path, result.error().message);
  CompareDiagnostics(path, *result, comparison);
  if (result->ok) comparison.Compare(With(path, ".ast"), result->output);
}

void RunSema(const fs::path& path, GoldenComparison& comparison) {
  const auto result = CompileFile(path, EmitStage::Ir);
  if (!result) return comparison.Fail(path, result.error().message);
  CompareDiagnostics(path, *result, comparison);
}

void RunLint(const fs::path& path, GoldenComparison& comparison) {
  const auto result = tools::LintRules(SourcesOf(path), {});
  if (!result) return comparison.Fail(path, result.error().message);
  CompareDiagnostics(path, *result, comparison);
}

void RunCodegen(const fs::path& path, GoldenComparison& comparison) {
  const auto result = CompileFile(path, EmitStage::Object);
  if (!result) return comparison.Fail(path, result.error().message);
  CompareDiagnostics(path, *result, comparison);
}

void RunIr(const fs::path& path, GoldenComparison& comparison) {
  const auto result = CompileFile(path, EmitStage::Ir);
  if (!result) return comparison.Fail(path, result.error().message);
  if (!result->ok) return comparison.Fail(path, "\n" + result->diagnostics);
  const std::string name = path.filename().string();
  comparison.Compare(
      path.parent_path() / (name.substr(0, name.find('.')) + ".ir"),
      result->output);
}

void RunFormat(const fs::path& path, GoldenComparison& comparison) {
  const std::string name = path.filename().string();
  const auto once = FormatRules({name, ReadGolden(path).value_or("")});
  if (!once) return comparison.Fail(path, once.error().message);
  if (!once->ok) return comparison.Fail(path, "\n" + once->diagnostics);
  comparison.Compare(With(path, ".formatted"), once->text);
  const auto twice = FormatRules({name, once->text});
  if (!twice) return comparison.Fail(path, twice.error().message);
  if (twice->text != once->text) comparison.Fail(path, "changes once more");
}

// ---- scans

// Collects the reports of a scan.
class Collector : public ScanListener {
 public:
  explicit Collector(const RulesetView& ruleset) : summary_(ruleset) {}

  bool OnSession(const SessionReport& session) override {
    SessionReport named = session;
    named.input = fs::path(session.input).filename().string();
    explained_ += ExplainedSessionText(named, summary_.ruleset(), {});
    named.explanation = nullptr;
    AppendSessionJson(named, summary_.ruleset(), json_);
    summary_.Add(named);
    return true;
  }
  void OnProblem(const Error& problem) override {
    problems_ += problem.message + "\n";
  }

  const std::string& json() const { return json_; }
  const std::string& problems() const { return problems_; }
  std::string table() const { return SummaryTable(summary_, {}); }
  const std::string& explained() const { return explained_; }

 private:
  Summary summary_;
  std::string json_;
  std::string explained_;
  std::string problems_;
};

struct Engine {
  std::string_view name;
  EmitStage emit;
  int optimization_level;
};

constexpr std::array<Engine, 3> kEngines = {
    {{"reference evaluator", EmitStage::Tables, 0},
     {"native O0", EmitStage::Library, 0},
     {"native O2", EmitStage::Library, 2}}};

Result<Ruleset> Load(const Engine& engine, const std::string& bytes) {
  if (engine.emit == EmitStage::Tables) return Ruleset::FromImage(bytes);
  const TemporaryFile file(bytes);
  return Ruleset::Load(file.path());
}

void RunScan(const fs::path& path, GoldenComparison& comparison) {
  std::string reference;
  std::string explained;  // by the reference evaluator
  ScanOptions options;
  const fs::path explain = With(path, ".explain");
  if (fs::exists(explain)) options.explain.emplace();
  for (const Engine& engine : kEngines) {
    const auto compiled =
        CompileFile(path, engine.emit, engine.optimization_level);
    if (!compiled) return comparison.Fail(path, compiled.error().message);
    if (!compiled->ok) return comparison.Fail(path, compiled->diagnostics);
    Result<Ruleset> ruleset = Load(engine, compiled->output);
    if (!ruleset) return comparison.Fail(path, ruleset.error().message);
    Result<Scanner> scanner = Scanner::Create(std::move(*ruleset), options);
    if (!scanner) return comparison.Fail(path, scanner.error().message);
    Collector collector(scanner->ruleset());
    scanner->Scan(With(path, ".sessions").string(), collector);
    if (!collector.problems().empty()) {
      return comparison.Fail(path, collector.problems());
    }
    const bool is_reference = engine.emit == EmitStage::Tables;
    if (!is_reference &&
        (collector.json() != reference || collector.explained() != explained)) {
      comparison.Fail(
          path, fmt::format("{} differs from the evaluator", engine.name));
    }
    if (!is_reference) continue;
    reference = collector.json();
    explained = collector.explained();
    comparison.Compare(With(path, ".matches"), reference);
    if (options.explain) comparison.Compare(explain, explained);
    const fs::path table = With(path, ".table");
    if (fs::exists(table)) comparison.Compare(table, collector.table());
  }
}

// ---- programs

// `PROGRAM.txt` is what `PROGRAM --help` prints, `PROGRAM.OPTION.txt` what
// `PROGRAM --OPTION` does.
void RunHelp(const fs::path& path, GoldenComparison& comparison) {
  const fs::path programs = fs::read_symlink("/proc/self/exe").parent_path();
  const fs::path program = path.stem().stem();
  const std::string option = path.stem().extension().string();
  const std::string command =
      fmt::format("'{}' --{}", (programs / program).string(),
                  option.empty() ? "help" : option.substr(1));
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return comparison.Fail(path, "cannot run " + command);
  std::string output;
  std::array<char, 4096> buffer;
  while (const size_t size = fread(buffer.data(), 1, buffer.size(), pipe)) {
    output.append(buffer.data(), size);
  }
  if (pclose(pipe) != 0) return comparison.Fail(path, command + " failed");
  comparison.Compare(path, output);
}

// ---- all

struct Stage {
  std::string_view folder;
  std::string_view extension;  // of the inputs
  void (*run)(const fs::path&, GoldenComparison&);
};

constexpr std::array<Stage, 9> kStages = {{{"parse", ".fp", RunParse},
                                           {"sema", ".fp", RunSema},
                                           {"modules", ".fp", RunSema},
                                           {"lint", ".fp", RunLint},
                                           {"format", ".fp", RunFormat},
                                           {"codegen", ".fp", RunCodegen},
                                           {"ir", ".fp", RunIr},
                                           {"scan", ".fp", RunScan},
                                           {"help", ".txt", RunHelp}}};

int Run(bool update, std::string_view filter) {
  // Paths are named in messages: they must not depend on the machine.
  fs::current_path(IOTPF_GOLDEN_DIRECTORY);
  GoldenComparison comparison(update);
  size_t count = 0;
  for (const Stage& stage : kStages) {
    std::vector<fs::path> paths;
    const fs::path folder = stage.folder;
    for (const auto& entry : fs::directory_iterator(folder)) {
      const fs::path name = stage.folder / entry.path().filename();
      if (entry.path().extension() == stage.extension &&
          name.string().find(filter) != std::string::npos) {
        paths.push_back(entry.path());
      }
    }
    std::ranges::sort(paths);
    for (const fs::path& path : paths) stage.run(path, comparison);
    count += paths.size();
  }
  if (count == 0) {
    fmt::print("no golden file has `{}` in its path\n", filter);
    return 1;
  }
  return comparison.has_failed() ? 1 : 0;
}

}  // namespace
}  // namespace iotpf::tests

int main(int argc, char** argv) {
  bool update = false;
  std::string_view filter;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--update") {
      update = true;
    } else {
      filter = argument;
    }
  }
  return iotpf::tests::Run(update, filter);
}
