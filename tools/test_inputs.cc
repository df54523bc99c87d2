// Files go through the scanner itself, as any file of `iotpf-run` does. A
// session that stands in the rules as JSON is put into a file first.

#include "tools/test_inputs.h"

#include "tools/whole_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

namespace iotpf::tools {
namespace {

// A session as JSON, in a file that the scanner can read.
class SessionFile {
 public:
  explicit SessionFile(const std::string& text) {
    std::error_code error;
    path_ = std::filesystem::temp_directory_path(error) / "iotpf-XXXXXX";
    const int file = mkstemp(path_.data());
    if (file >= 0) close(file);
    // One record a line: line breaks between its members are space.
    std::string line = text;
    for (char& c : line) c = c == '\n' ? ' ' : c;
    is_written_ = file >= 0 && WriteFile(path_, line + "\n");
  }
  SessionFile(const SessionFile&) = delete;
  SessionFile& operator=(const SessionFile&) = delete;
  ~SessionFile() { unlink(path_.c_str()); }

  const std::string& path() const { return path_; }
  bool is_written() const { return is_written_; }

 private:
  std::string path_;
  bool is_written_ = false;
};

Result<SessionReport> Pick(const TestInput& input, const ScannedFile& file) {
  const std::string& name = input.path.empty() ? "the session" : input.path;
  if (file.sessions.empty()) {
    return Error{file.problems.empty()
                     ? fmt::format("{}: there is no session in it", name)
                     : file.problems.substr(0, file.problems.find('\n'))};
  }
  if (input.number == 0 && file.count > 1) {
    return Error{fmt::format("{}: has {} sessions; say which is meant", name,
                             file.count)};
  }
  const auto it = file.sessions.find(input.number == 0 ? 1 : input.number);
  if (it != file.sessions.end()) return it->second;
  return Error{fmt::format("{}: has {} sessions, and no number {}", name,
                           file.count, input.number)};
}

}  // namespace

void TestInputs::Expect(const RuleTest& test) {
  if (test.input && !test.input->path.empty()) {
    numbers_[test.input->path].push_back(test.input->number);
  }
}

Result<SessionReport> TestInputs::Report(
    const TestInput& input, TestEngine& engine,
    const std::optional<ExplainOptions>& explain) {
  if (input.path.empty()) {
    const SessionFile file(input.text);
    if (!file.is_written()) {
      return Error{file.path() +
                   ": cannot be written; point TMPDIR to a "
                   "folder that can"};
    }
    auto scanned = engine.Scan(file.path(), {}, explain);
    if (!scanned) return scanned.error();
    // The file is ours: its name says nothing to who wrote the session.
    const std::string place = file.path() + ":1";
    if (const size_t at = scanned->problems.find(place);
        at != std::string::npos) {
      scanned->problems.replace(at, place.size(), "session");
    }
    return Pick(input, *scanned);
  }
  const std::pair key(engine.name(), input.path);
  auto it = scanned_.find(key);
  if (it == scanned_.end()) {
    auto scanned = engine.Scan(input.path, numbers_[input.path], explain);
    if (!scanned) return scanned.error();
    it = scanned_.emplace(key, std::move(*scanned)).first;
  }
  return Pick(input, it->second);
}

}  // namespace iotpf::tools
