// Verdicts that were worked out before.
#ifndef IOTPF_RUNTIME_VERDICT_KNOWN_VERDICTS_H_
#define IOTPF_RUNTIME_VERDICT_KNOWN_VERDICTS_H_

#include <iotpf/field.h>
#include <iotpf/verdict.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace iotpf::runtime {

// Verdicts without their evidence, by the state that native code leaves: most
// sessions of a capture leave one of a few.
//
//   Units    at most kMaxKnownVerdicts; a new one takes the place of the oldest
//            of a few.
//   Cost     one pass over the state; a hit allocates nothing.
//   Threads  one at a time; each worker has its own.
class KnownVerdicts {
 public:
  KnownVerdicts();

  // The verdict of sessions with this state, settled at `stage`; null where
  // none was added, or it had to make room.
  const Verdict* Find(std::span<const uint64_t> state, Stage stage);
  // Adds what Find() has not found just before. By then working out the verdict
  // may have changed the state.
  void Add(const Verdict& verdict);

 private:
  struct Entry {
    uint64_t hash = 0;
    Stage stage = Stage{};
    std::vector<uint64_t> state;  // empty: unused
    Verdict verdict;
  };

  std::vector<Entry> entries_;
  Entry* missing_ = nullptr;  // for what was looked for last
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_VERDICT_KNOWN_VERDICTS_H_
