// What the tests of a ruleset did on the sessions of a scan, and for how long.
#ifndef IOTPF_PROFILE_H_
#define IOTPF_PROFILE_H_

#include <cstdint>
#include <vector>

namespace iotpf {

// Counts are of all sessions; time is taken of some, from the first on.
struct ProfiledWork {
  uint64_t sessions = 0;     // in which it was done
  uint64_t timed = 0;        // of those, in which it was timed
  uint64_t nanoseconds = 0;  // in the timed ones, all together

  // The time of all sessions, if the others took what the timed ones did.
  double EstimatedNanoseconds() const {
    if (timed == 0) return 0;
    return static_cast<double>(nanoseconds) / static_cast<double>(timed) *
           static_cast<double>(sessions);
  }
};

// Time is that of native code: decoding and verdicts are not in it.
struct ScanProfile {
  uint64_t sessions = 0;
  uint64_t timed_sessions = 0;
  std::vector<ProfiledWork> stages;    // by number: all tests of the stage
  std::vector<ProfiledWork> readings;  // by number: tests of a shown reading
  std::vector<uint64_t> hits;          // by `bit` of the predicate

  // Adds a profile of other sessions of the same ruleset.
  void Add(const ScanProfile& other);
};

}  // namespace iotpf

#endif  // IOTPF_PROFILE_H_
