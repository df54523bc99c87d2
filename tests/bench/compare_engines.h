// Engines side by side on the same sessions: first their answers, then their
// times, round by round.
#ifndef IOTPF_TESTS_BENCH_COMPARE_ENGINES_H_
#define IOTPF_TESTS_BENCH_COMPARE_ENGINES_H_

#include "tests/bench/decoded_corpus.h"
#include "tests/bench/engine.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace iotpf::tests {

// The same sessions in both forms of header names.
struct Sessions {
  std::span<const DecodedSession> as_sent;
  std::span<const DecodedSession> lower_case;
};

struct Contender {
  std::unique_ptr<Engine> engine;
  double compile_seconds = 0;
  uint64_t peak_bytes = 0;  // while it was made

  size_t session_count = 0;         // of one run
  size_t repeats = 0;               // runs of one round
  std::vector<double> nanoseconds;  // a session, one for each round
};

struct CompareOptions {
  int rounds = 7;
  double round_seconds =
      0.3;  // for one engine; a slow one takes fewer sessions
  size_t checked_sessions = 2'000;
  double check_seconds = 30;  // for one engine
};

// Compares the rows that each engine reports, session by session, with those of
// the first engine that reports rows.
//
//   Input   `describe`: a row for people.
//   Output  the first difference for people, or nullopt when there is none.
std::optional<std::string> FindDifference(
    const std::vector<Contender>& contenders, const Sessions& sessions,
    const CompareOptions& options,
    const std::function<std::string(uint32_t)>& describe);

// Fills the counts and `nanoseconds`.
void MeasureRounds(std::vector<Contender>& contenders, const Sessions& sessions,
                   const CompareOptions& options);

// The engine of that name, or null.
const Contender* FindContender(const std::vector<Contender>& contenders,
                               std::string_view name);

// How many times as long `other` takes as `ours`: the median of all rounds.
double Ratio(const Contender& other, const Contender& ours);

// The same of what is left of each after its base, at least a nanosecond.
double NetRatio(const Contender& other, const Contender& other_base,
                const Contender& ours, const Contender& ours_base);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_BENCH_COMPARE_ENGINES_H_
