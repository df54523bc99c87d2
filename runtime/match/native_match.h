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

  // Runs the tests of `stage`, whose fields are in their final state. Call for
  // each stage, in order; the first begins a session. Returns IOTPF_ADVANCE_*
  // flags.
  uint32_t Advance(Stage stage, const iotpf_session& session) {
    const auto number = static_cast<uint32_t>(stage);
    // Nothing of the session before is left, so that equal states are those of
    // sessions with equal answers.
    if (number == 0) std::fill(state_.begin(), state_.end(), 0);
    if (Reads(stage)) {
      if (profiler_ != nullptr) {
        profiler_->BeforeStage(number, session, state_);
      }
      answer_ = advance_(&session, number, state_.data(), &host_);
    }
    return answer_;
  }

  // Whether Advance() does something at `stage`. True of the first.
  bool Reads(Stage stage) const {
    return (stages_ >> static_cast<uint32_t>(stage) & 1) != 0;
  }

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
  iotpf_advance_function advance_;
  iotpf_claims_function claim_;
  iotpf_scopes_function scope_;
  iotpf_host host_;
  uint32_t stages_;      // those that change something, and the first
  uint32_t answer_ = 0;  // to the last of them
  MatchProfiler* profiler_ = nullptr;
  std::vector<uint64_t> state_;
  std::vector<iotpf_claim> claims_;
  std::vector<iotpf_scope> scopes_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_
