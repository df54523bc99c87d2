// Slots are filled up to the next body, so that nothing is derived of it for a
// session whose verdict is settled before: no JSON is parsed where the Host
// decides.
#include "runtime/scan/judge.h"

#include "runtime/evaluate/evaluate.h"
#include "runtime/verdict/match_session.h"
#include "runtime/verdict/verdict.h"

#include <iotpf/check.h>

#include <cstddef>

namespace iotpf::runtime {
namespace {

void RemoveEvidence(Verdict& verdict) {
  for (PlatformClaim& claim : verdict.front) claim.evidence.clear();
  for (PlatformClaim& claim : verdict.behind) claim.evidence.clear();
}

}  // namespace

Judge::Judge(const Ruleset& ruleset, const RegexSet& regexes,
             bool use_evaluator, const std::optional<ExplainOptions>& explain,
             bool only_examples)
    : ruleset_(ruleset.view()),
      regexes_(regexes),
      only_examples_(only_examples),
      slots_(ruleset.view()) {
  if (!use_evaluator && ruleset.is_native()) {
    native_.emplace(ruleset, regexes);
    known_ = std::make_unique<KnownVerdicts>();
  }
  if (explain) explainer_.emplace(ruleset_, regexes, *explain);
}

void Judge::StartProfile(const Ruleset& ruleset) {
  IOTPF_CHECK(native_.has_value());
  profiler_ = std::make_unique<MatchProfiler>(ruleset, regexes_);
  native_->ProfileWith(profiler_.get());
}

// Source: FNV-1a, by Fowler, Noll and Vo, over words. The keys are of the
// rules.
size_t ExampleVerdicts::KeyHash::operator()(
    const std::vector<uint32_t>& key) const {
  uint64_t hash = 0xCBF29CE484222325;
  for (const uint32_t word : key) hash = (hash ^ word) * 0x100000001B3;
  return hash ^ hash >> 32;
}

bool ExampleVerdicts::Take(const Verdict& verdict) {
  if (verdict.front.empty() && verdict.behind.empty()) return false;
  key_.clear();
  AddClaims(verdict.front);
  AddClaims(verdict.behind);
  return taken_.insert(key_).second;
}

void ExampleVerdicts::AddClaims(const std::vector<PlatformClaim>& claims) {
  key_.push_back(static_cast<uint32_t>(claims.size()));
  for (const PlatformClaim& claim : claims) {
    key_.insert(key_.end(), {claim.platform, claim.condition,
                             static_cast<uint32_t>(claim.fingerprints.size())});
    key_.insert(key_.end(), claim.fingerprints.begin(),
                claim.fingerprints.end());
  }
}

Verdict Judge::Decide(const Session& session, ExampleVerdicts* examples) {
  if (!only_examples_) examples = nullptr;
  if (!native_) {
    Verdict verdict = Evaluate(ruleset_, slots_.Fill(session), regexes_);
    const bool is_wanted = examples == nullptr || examples->Take(verdict);
    if (!is_wanted) RemoveEvidence(verdict);
    return verdict;
  }
  slots_.Begin(session);
  SessionMatch match(ruleset_, *native_, known_.get());
  const iotpf_session* slots = nullptr;
  do {
    slots = &slots_.FillNext(session);
  } while (match.Advance(slots_.filled(), *slots));
  slots = &slots_.All();
  if (profiler_ != nullptr) profiler_->EndSession(native_->state());
  Verdict verdict = match.Settle(*slots);
  if (examples == nullptr || examples->Take(verdict)) {
    AddEvidence(ruleset_, *slots, regexes_, verdict);
  }
  return verdict;
}

std::shared_ptr<const Explanation> Judge::Explain(const Session& session,
                                                  const Verdict& verdict) {
  if (!explainer_) return nullptr;
  return std::make_shared<const Explanation>(
      explainer_->Explain(session, verdict));
}

}  // namespace iotpf::runtime
