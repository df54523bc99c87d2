// A script is a process of its own here as it is in practice; what starting it
// costs is not counted. It keeps its own clock, so that a round of the
// comparison is one line to it and one line back.

#include "tests/bench/child_process.h"
#include "tests/bench/peers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace iotpf::tests {
namespace {

// Sessions that the script reads: more than a round of it ever takes.
constexpr uint32_t kMaxSessions = 2'000;

class Python : public Engine {
 public:
  Python(std::string name, ChildProcess script)
      : Engine(std::move(name)), script_(std::move(script)) {}

  // Errors: the script ended.
  Result<void> WaitUntilReady() {
    const std::optional<std::string> line = script_.ReadLine();
    if (line && line->starts_with("ready ")) {
      compile_seconds_ = std::strtod(line->c_str() + 6, nullptr);
      return {};
    }
    return Error{"Python: the script did not start"};
  }

  void Match(const DecodedSession& session) override {
    script_.WriteLine(fmt::format("match {}", session.number));
    answer_ = script_.ReadLine().value_or("");
  }

  std::vector<uint32_t> Hits() override {
    std::vector<uint32_t> hits;
    const char* at = answer_.data();
    const char* const end = at + answer_.size();
    for (uint32_t row = 0; at < end;) {
      const auto [next, error] = std::from_chars(at, end, row);
      if (error != std::errc()) break;
      hits.push_back(row);
      at = next < end ? next + 1 : end;
    }
    return hits;
  }

  std::optional<double> compile_seconds() const override {
    return compile_seconds_;
  }

  size_t max_sessions() const override { return kMaxSessions; }

  double Run(std::span<const DecodedSession> sessions) override {
    script_.WriteLine(fmt::format("run {}", sessions.size()));
    return std::strtod(script_.ReadLine().value_or("0").c_str(), nullptr);
  }

 private:
  ChildProcess script_;
  double compile_seconds_ = 0;
  std::string answer_;
};

}  // namespace

MadeEngine MakePython(const RuleSet& rules, PythonInput input) {
  const bool is_text = input == PythonInput::Text;
  Result<ChildProcess> script = ChildProcess::Start(
      {"python3", IOTPF_BENCH_PYTHON, rules.rules_path, rules.sessions_path,
       fmt::format("{}", kMaxSessions), is_text ? "text" : "fields"});
  if (!script) return Error{"Python: " + script.error().message};
  auto engine = std::make_unique<Python>(
      is_text ? "Python re, text" : "Python re, fields", std::move(*script));
  if (Result<void> ready = engine->WaitUntilReady(); !ready) {
    return ready.error();
  }
  return MadeEngine(std::move(engine));
}

}  // namespace iotpf::tests
