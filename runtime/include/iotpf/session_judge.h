// SessionJudge: sessions that the caller has, to verdicts.
#ifndef IOTPF_SESSION_JUDGE_H_
#define IOTPF_SESSION_JUDGE_H_

#include <iotpf/explain.h>
#include <iotpf/result.h>
#include <iotpf/ruleset.h>
#include <iotpf/session.h>
#include <iotpf/verdict.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace iotpf {

// Judges one session after the other with one ruleset. For sessions from a
// proxy or a decoder of the caller's own; captures and files go to Scanner.
//
//   Threads  one at a time.
class SessionJudge {
 public:
  // Takes the ruleset. One without native code, or with `use_evaluator`, is run
  // by the reference evaluator.
  //
  //   Errors   a regex of the ruleset does not compile.
  static Result<SessionJudge> Create(Ruleset ruleset,
                                     bool use_evaluator = false);
  SessionJudge(SessionJudge&&) noexcept;
  SessionJudge& operator=(SessionJudge&&) noexcept;
  ~SessionJudge();

  // The verdict of a session whose fields are all in their final state;
  // SettleServerName() comes before.
  Verdict Decide(const Session& session);

  // Why a session has the verdict that Decide() gave it.
  Explanation Explain(const Session& session, const Verdict& verdict,
                      const ExplainOptions& options = {});

  // The conditions that decide for the fingerprints of a platform, a row of the
  // ruleset's platforms: rows of its conditions. A fingerprint that is
  // undecided has none.
  //
  //   Cost     the expressions of that platform alone.
  std::vector<uint32_t> DecidingConditions(const Session& session,
                                           uint32_t platform);

  // The rows that verdicts speak of.
  RulesetView ruleset() const;

 private:
  struct State;
  explicit SessionJudge(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace iotpf

#endif  // IOTPF_SESSION_JUDGE_H_
