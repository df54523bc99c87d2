// Rules for any machine, with sessions that come close to what they ask for.
#ifndef IOTPF_TESTS_AGREEMENT_REPLAY_REPLAY_RULES_H_
#define IOTPF_TESTS_AGREEMENT_REPLAY_REPLAY_RULES_H_

#include "tests/agreement/random.h"

#include <iotpf/result.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace iotpf::tests {

class ReplayRules {
 public:
  virtual ~ReplayRules() = default;

  // The bytes of a library, for any x86-64 machine or any one of `triple`.
  virtual Result<std::string> Library(const std::string& triple,
                                      int optimization_level) const = 0;

  // Shows a random session of the ruleset; its slots live during the call.
  using Visit = std::function<void(const iotpf_session&)>;
  virtual void ShowSession(RulesetView ruleset, Random& random,
                           const Visit& visit) const = 0;
};

// Which rules a seed draws: text of rules through the whole compiler, tables
// below the front end, or many literals in long values, for the vectors.
std::unique_ptr<ReplayRules> DrawReplayRules(uint64_t seed);

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_REPLAY_REPLAY_RULES_H_
