// NativeMatch: runs the functions of a compiled ruleset on sessions.
#ifndef IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_
#define IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_

#include "runtime/match/regex_set.h"

#include <iotpf/field.h>
#include <iotpf/ruleset.h>
#include <iotpf/ruleset_abi.h>

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

  // Forgets the session before.
  void Begin();

  // Runs the tests of `stage`. `session.slots` has one slot for each reading of
  // the ruleset, those of this stage in their final state. Call for each stage,
  // in order. Returns whether a later stage can still change an answer.
  bool Advance(Stage stage, const iotpf_session& session);

  // The fingerprints that belong or may, by number. Valid until the next call.
  std::span<const iotpf_claim> Claims();

  // The providers whose scope holds or may, by number. Valid until the next
  // call.
  std::span<const iotpf_scope> Scopes();

 private:
  iotpf_advance_function advance_;
  iotpf_claims_function claim_;
  iotpf_scopes_function scope_;
  iotpf_host host_;
  std::vector<uint64_t> state_;
  std::vector<iotpf_claim> claims_;
  std::vector<iotpf_scope> scopes_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_MATCH_NATIVE_MATCH_H_
