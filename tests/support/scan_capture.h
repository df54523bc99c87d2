// A scan of bytes in memory, for tests.
#ifndef IOTPF_TESTS_SUPPORT_SCAN_CAPTURE_H_
#define IOTPF_TESTS_SUPPORT_SCAN_CAPTURE_H_

#include "tests/support/image_builder.h"

#include <iotpf/explain.h>
#include <iotpf/ruleset.h>
#include <iotpf/scanner.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// Portable rules, run by the reference evaluator.
Ruleset PortableRules(const ImageBuilder& rules);

// All that a scan tells its listener.
struct Scanned {
  bool is_whole = false;
  std::vector<SessionReport> sessions;
  std::vector<std::string> problems;
  std::map<std::string, uint64_t> counters;  // by name
};

// Scans the file or bytes with rules.
Scanned ScanFile(const std::string& path, const ImageBuilder& rules,
                 unsigned workers = 1,
                 const std::optional<ExplainOptions>& explain = std::nullopt);
Scanned ScanBytes(std::string_view bytes, const ImageBuilder& rules,
                  unsigned workers = 1,
                  const std::optional<ExplainOptions>& explain = std::nullopt);

// The ids of the platforms in front, joined by commas.
std::string PlatformsOf(const SessionReport& session,
                        const ImageBuilder& rules);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_SUPPORT_SCAN_CAPTURE_H_
