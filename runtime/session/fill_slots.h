// What a session shows of the fields that a ruleset reads.
#ifndef IOTPF_RUNTIME_SESSION_FILL_SLOTS_H_
#define IOTPF_RUNTIME_SESSION_FILL_SLOTS_H_

#include <iotpf/field.h>
#include <iotpf/ruleset_abi.h>
#include <iotpf/ruleset_view.h>
#include <iotpf/session.h>

#include <cstdint>
#include <memory>

#include "runtime/json/json_values.h"

namespace iotpf::runtime {

// What limits made the slots leave out.
struct SlotStatistics {
#define IOTPF_SLOT_COUNTER(name, description) uint64_t name = 0;
#include "runtime/session/slot_counters.def"
  JsonStatistics json;
};

// Turns sessions into the slots of one ruleset (ruleset_abi.h), and derives
// query, cookie, form and json, each at most once a session and only where a
// reading asks for it.
//
// A key that is not found is absent where its section was seen whole, else
// unobserved. What is found in a section seen in part is present.
//
//   Requires  the ruleset and, while the slots are used, the session outlive
//             this object's use of them.
//   Cost      plain fields and headers allocate nothing once buffers have
//             grown; a header costs one hash lookup.
//   Threads   one at a time for each object.
class SlotFiller {
 public:
  explicit SlotFiller(RulesetView rules);
  ~SlotFiller();
  SlotFiller(SlotFiller&&) noexcept;
  SlotFiller& operator=(SlotFiller&&) noexcept;

  // All slots of a session that is complete. Valid until the next call.
  const iotpf_session& Fill(const Session& session);

  // The same in parts, so that nothing is derived for a stage that is never
  // matched: after Begin() all is unobserved, FillNext() fills the slots of
  // the next stages and lists those as shown. It ends before a stage at which
  // the session shows a body, or with the last stage.
  void Begin(const Session& session);
  const iotpf_session& FillNext(const Session& session);
  // The last stage that is filled.
  Stage filled() const;
  // Lists as shown what was filled of all stages.
  const iotpf_session& All();

  const SlotStatistics& statistics() const;

 private:
  class Slots;

  std::unique_ptr<Slots> slots_;
};

}  // namespace iotpf::runtime

#endif  // IOTPF_RUNTIME_SESSION_FILL_SLOTS_H_
