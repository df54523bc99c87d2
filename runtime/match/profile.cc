// A profile without a special build: compiled rules know nothing of it.
//
// What was tested follows from what was shown, and what held stands in the
// state, so counting needs no help. Time cannot be taken inside of native code.
// In one session of many each stage is run some more times, from a copy of the
// state: whole, with nothing shown, and with one reading shown at a time. What
// a reading takes is what its run takes beyond the one with nothing shown.

#include "runtime/match/profile.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <limits>

namespace iotpf {

void ScanProfile::Add(const ScanProfile& other) {
  const auto add_work = [](const std::vector<ProfiledWork>& from,
                           std::vector<ProfiledWork>& to) {
    to.resize(std::max(to.size(), from.size()));
    for (size_t i = 0; i < from.size(); ++i) {
      to[i].sessions += from[i].sessions;
      to[i].timed += from[i].timed;
      to[i].nanoseconds += from[i].nanoseconds;
    }
  };
  sessions += other.sessions;
  timed_sessions += other.timed_sessions;
  add_work(other.stages, stages);
  add_work(other.readings, readings);
  hits.resize(std::max(hits.size(), other.hits.size()));
  for (size_t i = 0; i < other.hits.size(); ++i) hits[i] += other.hits[i];
}

namespace runtime {
namespace {

uint64_t Now() {
  return static_cast<uint64_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(
          std::chrono::steady_clock::now().time_since_epoch())
          .count());
}

uint64_t ClockNanoseconds() {
  uint64_t least = std::numeric_limits<uint64_t>::max();
  for (int i = 0; i < 32; ++i) {
    const uint64_t begin = Now();
    least = std::min(least, Now() - begin);
  }
  return least;
}

void AddTime(uint64_t nanoseconds, ProfiledWork& work) {
  ++work.timed;
  work.nanoseconds += nanoseconds;
}

}  // namespace

MatchProfiler::MatchProfiler(const Ruleset& ruleset, const RegexSet& regexes)
    : advance_(ruleset.advance()),
      host_(regexes.host()),
      predicates_(ruleset.view().predicates().size()),
      clock_nanoseconds_(ClockNanoseconds()),
      trial_(ruleset.view().header().state_words) {
  profile_.stages.resize(kStageCount);
  profile_.readings.resize(ruleset.view().readings().size());
  profile_.hits.resize(predicates_);
  for (const iotpf_reading& reading : ruleset.view().readings()) {
    stage_of_.push_back(reading.stage);
  }
}

void MatchProfiler::Advance(uint32_t stages, const iotpf_session& session,
                            std::span<uint64_t> state) {
  for (; stages != 0; stages &= stages - 1) {
    const auto stage = static_cast<uint32_t>(std::countr_zero(stages));
    shown_.clear();
    std::copy_if(session.shown, session.shown + session.shown_count,
                 std::back_inserter(shown_),
                 [&](uint32_t reading) { return stage_of_[reading] == stage; });
    iotpf_session part = session;
    part.shown = shown_.data();
    part.shown_count = static_cast<uint32_t>(shown_.size());
    BeforeStage(stage, part, state);
    advance_(&part, uint32_t{1} << stage, state.data(), &host_);
  }
}

// `session` lists readings of `stage` alone as shown.
void MatchProfiler::BeforeStage(uint32_t stage, const iotpf_session& session,
                                std::span<const uint64_t> state) {
  if (stage == 0) {
    is_timed_ = profile_.sessions % kSessionsForOneTimed == 0;
    ++profile_.sessions;
    profile_.timed_sessions += is_timed_;
  }
  ++profile_.stages[stage].sessions;
  for (uint32_t i = 0; i < session.shown_count; ++i) {
    const uint32_t reading = session.shown[i];
    const bool is_present = session.slots[reading].presence == IOTPF_PRESENT;
    profile_.readings[reading].sessions += is_present;
  }
  if (is_timed_) TimeStage(stage, session, state);
}

void MatchProfiler::TimeStage(uint32_t stage, const iotpf_session& session,
                              std::span<const uint64_t> state) {
  AddTime(Time(stage, session, state), profile_.stages[stage]);
  if (session.shown_count == 0) return;
  iotpf_session part = session;
  part.shown_count = 0;
  const uint64_t nothing_shown = Time(stage, part, state);
  part.shown_count = 1;
  const uint32_t count = std::min(session.shown_count, kMaxTimedReadings);
  for (uint32_t i = 0; i < count; ++i) {
    const uint64_t turn = profile_.timed_sessions * kMaxTimedReadings + i;
    part.shown = session.shown + turn % session.shown_count;
    const uint32_t reading = *part.shown;
    if (session.slots[reading].presence != IOTPF_PRESENT) continue;
    const uint64_t taken = Time(stage, part, state);
    AddTime(taken - std::min(taken, nothing_shown), profile_.readings[reading]);
  }
}

uint64_t MatchProfiler::Time(uint32_t stage, const iotpf_session& session,
                             std::span<const uint64_t> state) {
  std::copy(state.begin(), state.end(), trial_.begin());
  const uint64_t begin = Now();
  advance_(&session, uint32_t{1} << stage, trial_.data(), &host_);
  const uint64_t taken = Now() - begin;
  return taken - std::min(taken, clock_nanoseconds_);
}

void MatchProfiler::EndSession(std::span<const uint64_t> state) {
  for (size_t word = 0; word * 64 < predicates_; ++word) {
    uint64_t held = state[word];
    const size_t bits = predicates_ - word * 64;
    if (bits < 64) held &= (uint64_t{1} << bits) - 1;
    for (; held != 0; held &= held - 1) {
      ++profile_.hits[word * 64 + static_cast<size_t>(std::countr_zero(held))];
    }
  }
}

}  // namespace runtime
}  // namespace iotpf
