// NativeMatch: runs the functions of a compiled ruleset on sessions.
#ifndef IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_
#define IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_

#include "runtime/match/profile.h"
#include "runtime/match/regex_set.h"

#include <iotpf/field.h>
#include <iotpf/ruleset.h>
#include <iotpf/ruleset_abi.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::runtime {

// The buffers of one worker; serves one session after the other.
//
//   Requires  a native ruleset; it and the regexes outlive this object.
//   Cost      allocates in the constructor only.
//   Threads   one at a time; each worker has its own.
class NativeMatch {
 public:
  NativeMatch(const Ruleset& ruleset, const RegexSet& regexes);

  // Runs the tests of the stages from `first` to `last`, whose fields are in
  // their final state. Call for all stages, in order; the first begins a
  // session.
  void Advance(Stage first, Stage last, const iotpf_session& session) {
    const uint32_t stages = Begin(first, last);
    if (stages == 0) return;
    if (profiler_ == nullptr) {
      advance_(&session, stages, state_.data(), &host_);
    } else {
      profiler_->Advance(stages, session, state_);
    }
  }

  // The same for one stage of a session that was matched before, and is not
  // profiled again.
  void Repeat(Stage stage, const iotpf_session& session) {
    const uint32_t stages = Begin(stage, stage);
    if (stages != 0) advance_(&session, stages, state_.data(), &host_);
  }

  // Whether no label can be final, since a platform that none is preferred over
  // may still be claimed and is not sure. Costs less than Claims().
  bool IsOpen() { return is_open_(state_.data(), &open_hint_) != 0; }

  // Tells `profiler`, which outlives this object, what is matched from now on.
  void ProfileWith(MatchProfiler* profiler) { profiler_ = profiler; }

  // The fingerprints that belong or may, by number. Valid until the next call.
  std::span<const iotpf_claim> Claims();

  // The providers whose scope holds or may, by number. Valid until the next
  // call.
  std::span<const iotpf_scope> Scopes();

  // Whether the predicate with this `bit` is known to hold.
  bool Holds(uint32_t bit) const {
    return (state_[bit / 64] >> bit % 64 & 1) != 0;
  }

  // As the last stage left it (ruleset_abi.h).
  std::span<const uint64_t> state() const { return state_; }

 private:
  static_assert(kStageCount < 32);
  // The stages from `first` to `last` at which there is something to do, a bit
  // for each.
  uint32_t Begin(Stage first, Stage last) {
    // Nothing of the session before is left, so that equal states are those of
    // sessions with equal answers.
    if (first == Stage{}) std::fill(state_.begin(), state_.end(), 0);
    const uint32_t from_first = ~uint32_t{0} << static_cast<uint32_t>(first);
    const uint32_t behind_last = ~uint32_t{1} << static_cast<uint32_t>(last);
    return stages_ & from_first & ~behind_last;
  }

  iotpf_advance_function advance_;
  iotpf_claims_function claim_;
  iotpf_scopes_function scope_;
  iotpf_open_function is_open_;
  iotpf_host host_;
  uint32_t stages_;  // those that change something, and the first; a bit each
  uint32_t open_hint_ = 0;  // of is_open_
  MatchProfiler* profiler_ = nullptr;
  std::vector<uint64_t> state_;
  std::vector<iotpf_claim> claims_;
  std::vector<iotpf_scope> scopes_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_
