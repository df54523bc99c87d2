// The scanner takes names of files, as its users do; bytes go through one in
// memory that only this process sees.
#include "tests/support/scan_capture.h"

#include "compiler/ir/write_image.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace iotpf::tests {
namespace {

class Collector : public ScanListener {
 public:
  explicit Collector(Scanned& scanned) : scanned_(scanned) {}
  bool OnSession(const SessionReport& session) override {
    scanned_.sessions.push_back(session);
    return true;
  }
  void OnProblem(const Error& problem) override {
    scanned_.problems.push_back(problem.message);
  }

 private:
  Scanned& scanned_;
};

}  // namespace

Ruleset PortableRules(const ImageBuilder& rules) {
  return Ruleset::FromImage(ir::WriteImage(rules.ruleset, {}));
}

Scanned ScanFile(const std::string& path, const ImageBuilder& rules,
                 unsigned workers,
                 const std::optional<ExplainOptions>& explain) {
  ScanOptions options;
  options.workers = workers;
  options.explain = explain;
  Result<Scanner> scanner = Scanner::Create(PortableRules(rules), options);
  Scanned scanned;
  Collector collector(scanned);
  scanned.is_whole = scanner->Scan(path, collector);
  for (const ScanCounter& counter : scanner->counters()) {
    scanned.counters[std::string(counter.name)] = counter.value;
  }
  return scanned;
}

Scanned ScanBytes(std::string_view bytes, const ImageBuilder& rules,
                  unsigned workers,
                  const std::optional<ExplainOptions>& explain) {
  const int file = memfd_create("scanned", MFD_CLOEXEC);
  if (file < 0 || write(file, bytes.data(), bytes.size()) !=
                      static_cast<ssize_t>(bytes.size())) {
    std::abort();
  }
  Scanned scanned = ScanFile("/proc/self/fd/" + std::to_string(file), rules,
                             workers, explain);
  close(file);
  return scanned;
}

std::string PlatformsOf(const SessionReport& session,
                        const ImageBuilder& rules) {
  std::string ids;
  for (const PlatformClaim& claim : session.verdict.front) {
    if (!ids.empty()) ids += ',';
    ids += rules.ruleset.platforms[claim.platform].id;
  }
  return ids;
}

}  // namespace iotpf::tests
