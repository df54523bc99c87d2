// Sessions as a file for the program of replay.c, and what it must answer.
#ifndef IOTPF_TESTS_AGREEMENT_REPLAY_REPLAY_CASES_H_
#define IOTPF_TESTS_AGREEMENT_REPLAY_REPLAY_CASES_H_

#include "runtime/match/native_match.h"
#include "runtime/match/regex_set.h"

#include <iotpf/ruleset.h>
#include <iotpf/ruleset_abi.h>

#include <cstdint>
#include <string>

namespace iotpf::tests {

// Collects sessions of one ruleset.
//
//   Requires  the ruleset has native code for this machine; it outlives this
//             object.
class ReplayCases {
 public:
  ReplayCases(const Ruleset& ruleset, const runtime::RegexSet& regexes);

  // Adds a complete session, with a slot for each reading.
  void Add(const iotpf_session& session);

  // The bytes of the file.
  std::string File() const;

  // What native code of this machine says in this process, as replay.c writes
  // it: a line for each session and stage.
  const std::string& answers() const { return answers_; }

  uint64_t sessions() const { return sessions_; }
  uint64_t claims() const { return claims_; }  // of all sessions and stages

 private:
  void AddSlot(const iotpf_slot& slot);
  void AddValue(const iotpf_value& value);
  void AddAnswer(Stage stage);

  RulesetView ruleset_;
  const runtime::RegexSet& regexes_;
  runtime::NativeMatch native_;
  std::string bytes_;
  std::string answers_;
  uint64_t sessions_ = 0;
  uint64_t claims_ = 0;
};

}  // namespace iotpf::tests

#endif  // IOTPF_TESTS_AGREEMENT_REPLAY_REPLAY_CASES_H_
