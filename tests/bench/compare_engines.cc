// The machine's speed moves while a benchmark runs, so engines take turns, and
// ratios are taken inside of a round before the median of them is. All engines
// that are fast enough run over all sessions, so that they find the same
// contents in the caches.

#include "tests/bench/compare_engines.h"

#include "tests/bench/measure.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

namespace iotpf::tests {
namespace {

constexpr size_t kCalibrationSessions = 100;
constexpr int kCalibrationRuns = 3;
constexpr size_t kLeastSessions = 20;  // of a round

std::span<const DecodedSession> SessionsFor(const Engine& engine,
                                            const Sessions& sessions) {
  const auto all = engine.names() == HeaderNames::AsSent ? sessions.as_sent
                                                         : sessions.lower_case;
  return all.first(std::min(all.size(), engine.max_sessions()));
}

std::vector<uint32_t> SortedHits(Engine& engine,
                                 const DecodedSession& session) {
  engine.Match(session);
  std::vector<uint32_t> hits = engine.Hits();
  std::sort(hits.begin(), hits.end());
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
  return hits;
}

bool IsSameAnswer(const Engine& engine, const std::vector<uint32_t>& found,
                  const std::vector<uint32_t>& expected) {
  return engine.answer() == Answer::Any ? found.empty() == expected.empty()
                                        : found == expected;
}

std::string DescribeRows(const std::vector<uint32_t>& rows,
                         const std::vector<uint32_t>& without,
                         const std::function<std::string(uint32_t)>& describe) {
  std::vector<uint32_t> only;
  std::set_difference(rows.begin(), rows.end(), without.begin(), without.end(),
                      std::back_inserter(only));
  if (only.empty()) return "nothing";
  return fmt::format("{} row{}, first {}", only.size(),
                     only.size() == 1 ? "" : "s", describe(only.front()));
}

// How many sessions a run takes, and how many runs a round. Rounds of few
// sessions are repeated up to a fifth of the time that a slow engine has.
void Calibrate(Contender& contender, std::span<const DecodedSession> all,
               double round_seconds) {
  const auto sample = all.first(std::min(all.size(), kCalibrationSessions));
  if (sample.empty()) return;
  double fastest = contender.engine->Run(sample);
  for (int i = 0; i < kCalibrationRuns; ++i) {
    fastest = std::min(fastest, contender.engine->Run(sample));
  }
  const double each =
      std::max(fastest / static_cast<double>(sample.size()), 1e-9);
  const double wanted =
      std::max(round_seconds / each, static_cast<double>(kLeastSessions));
  contender.session_count = wanted >= static_cast<double>(all.size())
                                ? all.size()
                                : static_cast<size_t>(wanted);
  const double run = each * static_cast<double>(contender.session_count);
  contender.repeats =
      std::max<size_t>(1, static_cast<size_t>(round_seconds / 5 / run));
}

}  // namespace

std::optional<std::string> FindDifference(
    const std::vector<Contender>& contenders, const Sessions& sessions,
    const CompareOptions& options,
    const std::function<std::string(uint32_t)>& describe) {
  const auto first = std::find_if(
      contenders.begin(), contenders.end(), [](const Contender& contender) {
        return contender.engine->answer() == Answer::Features;
      });
  if (first == contenders.end()) return "no engine reports rows";
  const size_t count =
      std::min(sessions.as_sent.size(), options.checked_sessions);
  std::vector<std::vector<uint32_t>> expected;
  for (const DecodedSession& session :
       SessionsFor(*first->engine, sessions).first(count)) {
    expected.push_back(SortedHits(*first->engine, session));
  }
  for (const Contender& contender : contenders) {
    Engine& engine = *contender.engine;
    if (engine.answer() == Answer::None) continue;
    const StepMeter meter;
    for (const DecodedSession& session : SessionsFor(engine, sessions)) {
      if (session.number >= expected.size()) break;
      if (meter.seconds() > options.check_seconds) break;
      const std::vector<uint32_t> found = SortedHits(engine, session);
      const std::vector<uint32_t>& wanted = expected[session.number];
      if (IsSameAnswer(engine, found, wanted)) continue;
      return fmt::format(
          "session {}: {} alone says {}; {} alone says {}", session.number,
          engine.name(), DescribeRows(found, wanted, describe),
          first->engine->name(), DescribeRows(wanted, found, describe));
    }
  }
  return std::nullopt;
}

void MeasureRounds(std::vector<Contender>& contenders, const Sessions& sessions,
                   const CompareOptions& options) {
  for (Contender& contender : contenders) {
    Calibrate(contender, SessionsFor(*contender.engine, sessions),
              options.round_seconds);
  }
  for (int round = 0; round < options.rounds; ++round) {
    for (Contender& contender : contenders) {
      const auto taken = SessionsFor(*contender.engine, sessions)
                             .first(contender.session_count);
      double seconds = 0;
      for (size_t i = 0; i < contender.repeats; ++i) {
        seconds += contender.engine->Run(taken);
      }
      const size_t matched = taken.size() * contender.repeats;
      contender.nanoseconds.push_back(
          seconds * 1e9 / static_cast<double>(std::max<size_t>(matched, 1)));
    }
  }
}

const Contender* FindContender(const std::vector<Contender>& contenders,
                               std::string_view name) {
  for (const Contender& contender : contenders) {
    if (contender.engine->name() == name) return &contender;
  }
  return nullptr;
}

double Ratio(const Contender& other, const Contender& ours) {
  std::vector<double> ratios;
  for (size_t i = 0; i < ours.nanoseconds.size(); ++i) {
    ratios.push_back(other.nanoseconds[i] / ours.nanoseconds[i]);
  }
  return Median(ratios);
}

double NetRatio(const Contender& other, const Contender& other_base,
                const Contender& ours, const Contender& ours_base) {
  std::vector<double> ratios;
  for (size_t i = 0; i < ours.nanoseconds.size(); ++i) {
    ratios.push_back(
        std::max(other.nanoseconds[i] - other_base.nanoseconds[i], 1.0) /
        std::max(ours.nanoseconds[i] - ours_base.nanoseconds[i], 1.0));
  }
  return Median(ratios);
}

}  // namespace iotpf::tests
