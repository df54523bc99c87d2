// MatchProfiler: counts and times what native code does, beside it.
#ifndef IOTPF_RUNTIME_MATCH_PROFILE_H_
#define IOTPF_RUNTIME_MATCH_PROFILE_H_

#include "runtime/match/regex_set.h"

#include <iotpf/field.h>
#include <iotpf/profile.h>
#include <iotpf/ruleset.h>
#include <iotpf/ruleset_abi.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::runtime {

// One session in so many is timed.
inline constexpr uint64_t kSessionsForOneTimed = 128;
// Readings of one stage that are timed in one session; other sessions begin
// with others.
inline constexpr uint32_t kMaxTimedReadings = 32;

// The profile of one worker.
//
//   Requires  a native ruleset; it and the regexes outlive this object.
//   Cost      a few nanoseconds for each reading that is shown and each test
//             that holds. A timed session is matched three times.
//   Threads   one at a time.
class MatchProfiler {
 public:
  MatchProfiler(const Ruleset& ruleset, const RegexSet& regexes);

  // Runs the tests of `stages` (iotpf_advance_function), one after the other.
  //
  //   Input    `state`: as the stages before left it.
  void Advance(uint32_t stages, const iotpf_session& session,
               std::span<uint64_t> state);

  // What the last stage of a session left.
  void EndSession(std::span<const uint64_t> state);

  const ScanProfile& profile() const { return profile_; }

 private:
  void BeforeStage(uint32_t stage, const iotpf_session& session,
                   std::span<const uint64_t> state);
  void TimeStage(uint32_t stage, const iotpf_session& session,
                 std::span<const uint64_t> state);
  uint64_t Time(uint32_t stage, const iotpf_session& session,
                std::span<const uint64_t> state);

  iotpf_advance_function advance_;
  iotpf_host host_;
  size_t predicates_;
  uint64_t clock_nanoseconds_ = 0;  // that asking the time takes
  bool is_timed_ = false;           // this session
  ScanProfile profile_;
  std::vector<uint32_t> stage_of_;  // by reading
  std::vector<uint32_t> shown_;     // at the stage that is matched
  std::vector<uint64_t> trial_;     // a state to time with
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_MATCH_PROFILE_H_
