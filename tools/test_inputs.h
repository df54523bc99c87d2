// The sessions that tests of rules take from files.
#ifndef IOTPF_TOOLS_TEST_INPUTS_H_
#define IOTPF_TOOLS_TEST_INPUTS_H_

#include "tools/test_engines.h"

#include <iotpf/compiler.h>
#include <iotpf/result.h>
#include <iotpf/scanner.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tools {

// Reports of sessions in files. A file is scanned once an engine, however many
// tests name it.
class TestInputs {
 public:
  // Says which session of which file a test will ask for.
  //
  //   Requires  all tests are expected before the first report.
  void Expect(const RuleTest& test);

  // The session that a test means, as `engine` reports it.
  //
  //   Requires  `explain` is the same whenever the engine is.
  //   Errors    the file cannot be read, or has no such session.
  Result<SessionReport> Report(const TestInput& input, TestEngine& engine,
                               const std::optional<ExplainOptions>& explain);

 private:
  std::map<std::string, std::vector<uint64_t>> numbers_;  // asked for, by file
  // By engine and file.
  std::map<std::pair<std::string, std::string>, ScannedFile> scanned_;
};

}  // namespace iotpf::tools

#endif  // IOTPF_TOOLS_TEST_INPUTS_H_
