// The forms in which the tests of rules are run.
#ifndef IOTPF_TOOLS_TEST_ENGINES_H_
#define IOTPF_TOOLS_TEST_ENGINES_H_

#include <iotpf/compiler.h>
#include <iotpf/result.h>
#include <iotpf/ruleset.h>
#include <iotpf/scanner.h>
#include <iotpf/session_judge.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace iotpf::tools {

// Loads the bytes of a library.
//
//   Errors   no temporary file can be written; no library for this machine.
Result<Ruleset> LoadLibraryBytes(const std::string& bytes);

// What the scan of a file found, as far as tests ask for it.
struct ScannedFile {
  std::map<uint64_t, SessionReport> sessions;  // by number, those asked for
  uint64_t count = 0;                          // of all
  std::string problems;                        // a line each
};

// One compiled form of the rules.
class TestEngine {
 public:
  // `bytes`: of a library, or of portable tables, which the reference evaluator
  // runs.
  //
  //   Errors   the library cannot be loaded; a regex does not compile.
  static Result<TestEngine> Create(std::string name, std::string bytes,
                                   bool is_library);

  const std::string& name() const { return name_; }
  SessionJudge& judge() { return judge_; }

  // Scans a capture, a HAR or a file of sessions, and keeps the reports of
  // `numbers`, and the first.
  //
  //   Errors   no scanner can be made.
  Result<ScannedFile> Scan(const std::string& path,
                           const std::vector<uint64_t>& numbers,
                           const std::optional<ExplainOptions>& explain);

 private:
  TestEngine(std::string name, std::string bytes, bool is_library,
             SessionJudge judge);

  std::string name_;
  std::string bytes_;
  bool is_library_;
  SessionJudge judge_;
};

// The reference evaluator, which runs `tables`, then native code at O0 and O2
// for a CPU that every machine of the architecture has.
Result<std::vector<TestEngine>> MakeTestEngines(
    const std::vector<RuleSource>& sources, const CompileOptions& options,
    const std::string& tables);

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_TEST_ENGINES_H_
