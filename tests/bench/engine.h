// What matches rules in the benchmark: ours and its peers behind one interface.
#ifndef IOTPF_TESTS_BENCH_ENGINE_H_
#define IOTPF_TESTS_BENCH_ENGINE_H_

#include "tests/bench/decoded_corpus.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace iotpf::tests {

// What an engine says of a session.
enum class Answer : uint8_t {
  Features,  // which rows of the table hold
  Any,       // whether one does
  None       // it only walks
};

// One engine with one rule table, ready to match.
//
//   Threads  one at a time.
class Engine {
 public:
  explicit Engine(std::string name, Answer answer = Answer::Features,
                  HeaderNames names = HeaderNames::LowerCase)
      : name_(std::move(name)), answer_(answer), names_(names) {}
  virtual ~Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  const std::string& name() const { return name_; }
  Answer answer() const { return answer_; }
  HeaderNames names() const { return names_; }

  // Matches one session; this is what is measured.
  virtual void Match(const DecodedSession& session) = 0;

  // The rows that held for the last session, in any order, some more than once.
  // For Answer::Any one row or none. Not measured.
  virtual std::vector<uint32_t> Hits() = 0;

  // Seconds that it took to compile its patterns, where it knows better than
  // the clock of who made it.
  virtual std::optional<double> compile_seconds() const { return std::nullopt; }

  // The sessions from the first on that it can match.
  virtual size_t max_sessions() const { return ~size_t{0}; }

  // Seconds for matching each of `sessions`, the first ones, once.
  virtual double Run(std::span<const DecodedSession> sessions) {
    const auto begin = std::chrono::steady_clock::now();
    for (const DecodedSession& session : sessions) Match(session);
    const std::chrono::duration<double> passed =
        std::chrono::steady_clock::now() - begin;
    return passed.count();
  }

 private:
  std::string name_;
  Answer answer_;
  HeaderNames names_;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_ENGINE_H_
