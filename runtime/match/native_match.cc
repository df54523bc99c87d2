// The thin layer between C++ and the functions of a compiled ruleset: it owns
// the memory that they write to.

#include "runtime/match/native_match.h"

#include <iotpf/check.h>

namespace iotpf::runtime {

NativeMatch::NativeMatch(const Ruleset& ruleset, const RegexSet& regexes)
    : advance_(ruleset.advance()),
      claim_(ruleset.claims()),
      scope_(ruleset.scopes()),
      is_open_(ruleset.is_open()),
      host_(regexes.host()),
      stages_(ruleset.view().header().stages | 1),
      state_(ruleset.view().header().state_words),
      claims_(ruleset.view().fingerprints().size()),
      scopes_(ruleset.view().providers().size()) {
  IOTPF_CHECK(ruleset.is_native());
}

std::span<const iotpf_claim> NativeMatch::Claims() {
  const uint32_t count = claim_(state_.data(), claims_.data());
  return std::span(claims_).first(count);
}

std::span<const iotpf_scope> NativeMatch::Scopes() {
  const uint32_t count = scope_(state_.data(), scopes_.data());
  return std::span(scopes_).first(count);
}

}  // namespace iotpf::runtime
